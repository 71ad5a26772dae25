//! What a run of all providers would update, for a run that selects some of them.

use std::io;

use super::generate::{self, Generated};
use super::jobs::{self, Job};
use super::subject::Subject;
use super::{facade, orphans};
use crate::{generator, report::Console, tree, workspace::Workspace};

/// A line for each path that a run of all providers would update and this one does not. Crates of other providers are
/// compared by the digests in their locks. Only the files of the facade need the clients of all providers.
pub(crate) fn find(generated: &[Generated], subject: &Subject, console: &Console) -> anyhow::Result<Vec<String>> {
    let Subject::Providers { workspace, only } = subject else { return Ok(Vec::new()) };
    if only.is_empty() {
        return Ok(Vec::new());
    }
    let all = Subject::Providers { workspace: workspace.clone(), only: Vec::new() };
    let mut others = jobs::for_subject(&all)?;
    others.retain(|job| !only.contains(&job.name));
    let mut found = Vec::new();
    for job in &others {
        found.extend(outdated(job)?.map(|why| format!("{}: {why}", job.dir.shown)));
    }
    if workspace.settings().has_facade() {
        found.extend(of_facade(generated, others, workspace, console)?);
    }
    found.extend(orphans::find(&all)?.iter().map(|orphan| format!("{}: orphaned", orphan.folder.shown)));
    Ok(found)
}

/// Why the crate of another provider is not up to date, as far as its lock shows.
fn outdated(job: &Job) -> io::Result<Option<&'static str>> {
    let Ok(inputs) = &job.inputs else { return Ok(Some("its documents cannot be read")) };
    let lock = match tree::read_lock(&job.dir.path)? {
        None => return Ok(Some("missing")),
        Some(Err(_)) => return Ok(Some("its lock is not valid")),
        Some(Ok(lock)) => lock,
    };
    let digests = inputs.specs.iter().map(|(file, text)| (inputs.path(file), generator::digest(text)));
    Ok((!digests.eq(lock.inputs)).then_some("its documents have changed"))
}

/// The files of the facade that are not up to date.
fn of_facade(
    generated: &[Generated],
    others: Vec<Job>,
    workspace: &Workspace,
    console: &Console,
) -> anyhow::Result<Vec<String>> {
    let others = generate::all(others, console);
    if let Some(failed) = others.iter().find(|other| !other.is_complete()) {
        return Ok(vec![format!("the files of the facade were not compared: {} has errors", failed.name)]);
    }
    let mut all: Vec<&Generated> = generated.iter().chain(&others).collect();
    all.sort_by(|one, other| one.name.cmp(&other.name));
    // The findings are those of a run of all providers.
    let Ok(files) = facade::files_of(&all, workspace)? else { return Ok(Vec::new()) };
    let mut found = Vec::new();
    for file in files {
        found.extend(file.stale()?.map(|why| format!("{}: {why}", file.target.shown)));
    }
    Ok(found)
}
