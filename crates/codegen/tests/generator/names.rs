//! `names.lock`: what a document still has in its next version is called as before.

pub(crate) mod client;
mod file;
mod findings;
mod groups;
mod pairs;
mod random;

use crate::shared::Run;

/// Generates from `document` after a run that left `names`.
pub(crate) fn run(document: &str, names: Option<&str>) -> Run {
    let names = names.map(|names| ("names.lock", names));
    Run::folder(&[("openapi.yaml", document)].into_iter().chain(names).collect::<Vec<_>>())
}

/// The names that a run leaves for the next.
pub(crate) fn names_of(run: &Run) -> &str {
    run.outcome.names.as_deref().unwrap_or_else(|| panic!("no names:\n{}", run.rendered()))
}
