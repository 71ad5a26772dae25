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

#[test]
fn no_operation_has_the_name_of_a_method_of_the_client() {
    let operation = |id: &str| {
        format!("  /{id}: {{ get: {{ operationId: {id}, responses: {{ '204': {{ description: none }} }} }} }}\n")
    };
    let paths: String = ["builder", "baseAddress", "rawRequest"].map(operation).concat();
    let run = Run::document(&format!("openapi: 3.1.0\ninfo: {{ title: T, version: '1' }}\npaths:\n{paths}"));
    let methods = run.files().iter().filter(|(path, _)| path.as_str().starts_with("src/operations/"));
    let methods: Vec<String> = methods
        .flat_map(|(path, _)| run.rust(path.as_str()).functions().to_vec())
        .filter(|name| !name.starts_with("send"))
        .collect();
    assert_eq!(methods, ["base_address_", "builder_", "raw_request_"]);
}
