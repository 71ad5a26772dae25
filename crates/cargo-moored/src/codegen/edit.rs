//! Makes the change of a workspace for which the crates were generated: `add`, `remove` and `rename`.

use std::env;
use std::fs;
use std::path::Path;

use anyhow::Context as _;

use super::subject::Subject;
use super::{execute_locked, jobs, plan::Plan, pull};
use crate::{
    cli::{Action, Format},
    exit::Exit,
    generator::Files,
    report::{Change, ChangeKind, Console, Run},
    tree::{self, Access, Guard, PathContext as _},
    workspace::{Edit, Workspace},
};

/// What became of a change.
#[derive(Debug)]
pub struct Edited {
    /// The exit code. If it is not a success, nothing was changed.
    pub exit: Exit,
    /// The files of the new crate; `None` if there is none.
    pub files: Option<Files>,
}

impl Edited {
    /// The name of the new crate.
    #[must_use]
    pub fn crate_name(&self) -> String {
        let manifest = self.text("Cargo.toml").and_then(|text| text.parse::<toml::Table>().ok());
        let name = |manifest: toml::Table| Some(manifest.get("package")?.get("name")?.as_str()?.to_owned());
        manifest.and_then(name).unwrap_or_default()
    }

    /// The text of a file of the new crate.
    #[must_use]
    pub fn text(&self, file: &str) -> Option<&str> {
        let (_, text) = self.files.as_ref()?.iter().find(|(path, _)| path.as_str() == file)?;
        Some(text)
    }
}

/// Generates what `edit` needs, and then makes it: the folder in `specs/`, and the crates. What is no longer needed of
/// the old provider is left for the caller to remove, because manifests may still name it.
///
/// # Errors
/// Returns an error if something cannot be read or written. Findings are not errors: they have been printed.
pub fn edit(workspace: Workspace, edit: Edit, action: Action, console: &Console) -> anyhow::Result<Edited> {
    let name = edit.new_name().map(str::to_owned);
    // The facade lists all providers.
    let only: Vec<_> = name.iter().filter(|_| !workspace.settings().has_facade()).cloned().collect();
    if name.is_none() && !workspace.settings().has_facade() {
        return Ok(Edited { exit: Exit::Success, files: None });
    }
    let subject = Subject::Providers { workspace: workspace.with(edit), only };
    jobs::validate(&subject, action)?;
    let here = env::current_dir().context("cannot determine the current folder")?;
    let access = if matches!(action, Action::Write) { Access::Exclusive } else { Access::Shared };
    let guard = Guard::acquire(access, &jobs::staging(&subject)?, || {
        console.note(&format!("waiting for another run of `{}`", subject.command()));
    })?;
    let (run, plan) = execute_locked(&subject, action, Vec::new(), &here, console)?;
    drop(guard);
    console.run(&run, Format::Text)?;
    let Plan { crates, .. } = plan;
    let files = crates.into_iter().find(|made| Some(&made.name) == name.as_ref()).map(|made| made.files);
    Ok(Edited { exit: run.exit, files })
}

/// Makes the change in `specs/`. Each folder is replaced as a whole.
pub(super) fn apply(subject: &Subject, plan: &Plan, staging: &Path, run: &mut Run) -> anyhow::Result<()> {
    let Subject::Providers { workspace, .. } = subject else { return Ok(()) };
    preview(subject, run);
    match workspace.edit() {
        None | Some(Edit::Remove { .. }) => {}
        Some(Edit::Pull { files }) => pull::apply(workspace, files, &plan.documents, run)?,
        Some(Edit::Add { name, texts }) => {
            let staged = staging.join("specs").join(name);
            if staged.exists() {
                fs::remove_dir_all(&staged).path_context("remove", &staged)?;
            }
            for (file, text) in texts {
                tree::write_file(text, &staged.join(file), staging)?;
            }
            let folder = workspace.join(workspace.specs_of(name));
            let parent = folder.parent().unwrap_or(&folder);
            fs::create_dir_all(parent).path_context("create", parent)?;
            fs::rename(&staged, &folder).path_context("create", &folder)?;
        }
        Some(Edit::Rename { old, new }) => {
            let folder = workspace.join(workspace.specs_of(old));
            fs::rename(&folder, workspace.join(workspace.specs_of(new))).path_context("move", &folder)?;
        }
    }
    Ok(())
}

/// Lists the files that [`apply`] writes.
pub(super) fn preview(subject: &Subject, run: &mut Run) {
    let Subject::Providers { workspace, .. } = subject else { return };
    let written = |name: &String, file: &String| {
        let path = format!("{}/{file}", workspace.specs_of(name));
        Change { path, kind: ChangeKind::Written }
    };
    match workspace.edit() {
        Some(Edit::Add { name, texts }) => run.changes.extend(texts.keys().map(|file| written(name, file))),
        Some(Edit::Pull { files }) => {
            for (name, files) in files {
                run.changes.extend(files.keys().map(|file| written(name, file)));
            }
        }
        _ => {}
    }
}
