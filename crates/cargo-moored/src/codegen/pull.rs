//! Makes the clients of what providers publish now: `pull`.

use std::collections::{BTreeMap, BTreeSet};
use std::env;
use std::path::PathBuf;

use anyhow::Context as _;

use super::plan::Single;
use super::subject::Subject;
use super::{execute_locked, jobs, version};
use crate::{
    cli::Action,
    generator::{COMPOSED, Findings},
    report::{Change, ChangeKind, Console, Run},
    tree::{self, Access, Guard, Leftover},
    workspace::{Edit, Workspace},
};

/// What became of new texts.
#[derive(Debug)]
pub struct Pulled {
    /// The run that wrote them; `None` if there is nothing to write.
    pub run: Option<Run>,
    /// The providers whose new document has errors, of which nothing was written.
    pub rejected: BTreeMap<String, Findings>,
}

/// Generates the clients of `files`, the new texts by provider and path in its folder, and writes those of the
/// providers without errors: of each, all or nothing.
///
/// # Errors
/// Returns an error if something cannot be read or written. Findings are not errors.
pub fn pull(
    workspace: &Workspace,
    mut files: BTreeMap<String, BTreeMap<String, String>>,
    action: Action,
    console: &Console,
) -> anyhow::Result<Pulled> {
    version::validate(workspace)?;
    let here = env::current_dir().context("cannot determine the current folder")?;
    let access = if matches!(action, Action::Write) { Access::Exclusive } else { Access::Shared };
    let command = workspace.settings().command();
    let _guard = Guard::acquire(access, &workspace.staging(), || {
        console.note(&format!("waiting for another run of `{command}`"));
    })?;
    let mut rejected = BTreeMap::new();
    while !files.is_empty() {
        // The facade lists all providers.
        let only = files.keys().filter(|_| !workspace.settings().has_facade()).cloned().collect();
        let edit = Edit::Pull { files: files.clone() };
        let subject = Subject::Providers { workspace: workspace.clone().with(edit), only };
        jobs::validate(&subject, action)?;
        let (run, _) = execute_locked(&subject, action, Vec::new(), &here, console)?;
        let failed =
            run.documents.iter().filter(|document| document.row.is_none() && files.contains_key(&document.name));
        let failed: BTreeMap<_, _> =
            failed.map(|document| (document.name.clone(), document.findings.clone())).collect();
        // With an error in one of them, nothing was written: the others are without it.
        if failed.is_empty() {
            return Ok(Pulled { run: Some(run), rejected });
        }
        files.retain(|name, _| !failed.contains_key(name));
        rejected.extend(failed);
    }
    Ok(Pulled { run: None, rejected })
}

/// Replaces the files in the folders of the providers, and the documents that are composed of them.
pub(super) fn apply(
    workspace: &Workspace,
    files: &BTreeMap<String, BTreeMap<String, String>>,
    documents: &[Single],
    run: &mut Run,
) -> anyhow::Result<()> {
    let mut leftovers = BTreeSet::new();
    for (name, files) in files {
        let mut texts: BTreeMap<&str, &str> = files.iter().map(|(file, text)| (file.as_str(), text.as_str())).collect();
        let folder = workspace.join(workspace.specs_of(name));
        let composed = documents.iter().find(|single| single.target.path == folder.join(COMPOSED));
        if let Some(composed) = composed
            && composed.stale()?.is_some()
        {
            texts.insert(COMPOSED, &composed.text);
            run.changes.push(Change { path: composed.target.shown.clone(), kind: ChangeKind::Written });
        }
        leftovers.extend(tree::update_folder(&texts, &folder, &staging(workspace))?);
    }
    run.warnings.extend(leftovers.into_iter().map(|Leftover(why)| format!("{why}; nothing needs it: delete it")));
    Ok(())
}

/// Completes what a killed run has left.
pub(super) fn recover(workspace: &Workspace) -> anyhow::Result<()> {
    let staging = staging(workspace);
    if staging.exists() {
        tree::recover(&workspace.join(workspace.settings().specs()), &staging)?;
    }
    Ok(())
}

/// Apart from that of the crates: a folder in it has the name of a provider as well.
fn staging(workspace: &Workspace) -> PathBuf {
    workspace.staging().join("pull")
}
