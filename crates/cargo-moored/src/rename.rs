//! `cargo moored rename`: gives a provider another name.

use std::env;
use std::path::Path;

use anyhow::Context as _;

use crate::{
    changes::Changes,
    cli::{Action, Rename},
    codegen, dependants,
    exit::{Exit, UsageError},
    provider_name,
    report::Console,
    tree,
    workspace::{Edit, Workspace},
};

/// Runs the command.
///
/// # Errors
/// Returns an error if a name is not valid, or if something cannot be read or written.
pub fn run(options: &Rename, console: &Console) -> anyhow::Result<Exit> {
    let here = env::current_dir().context("cannot determine the current folder")?;
    let workspace = Workspace::find(&here)?;
    let Rename { old, new, dry_run } = options;
    provider_name::find(old, &workspace)?;
    provider_name::check(new, &workspace)?;
    let (from, to) = (workspace.generated(old), workspace.generated(new));
    if let Some(file) = tree::foreign_files(&workspace.join(&from))?.first() {
        let message = format!("{from} contains files that codegen did not write ({file:?}); move them elsewhere first");
        return Err(UsageError(message).into());
    }
    let action = if *dry_run { Action::DryRun } else { Action::Write };
    let edited =
        codegen::edit(workspace.clone(), Edit::Rename { old: old.clone(), new: new.clone() }, action, console)?;
    if edited.exit != Exit::Success {
        return Ok(edited.exit);
    }
    let changes = dependants(&workspace, &from, &to, &edited.crate_name())?;
    if *dry_run {
        console.line(&format!("would move {} to {}", workspace.specs_of(old), workspace.specs_of(new)))?;
        console.line(&format!("would remove {from}"))?;
        console.text(&changes.diff())?;
        return Ok(Exit::Success);
    }
    changes.apply(&workspace.staging(), || Ok(()))?;
    console.line(&format!("moved {} to {}", workspace.specs_of(old), workspace.specs_of(new)))?;
    console.text(&changes.summary())?;
    let folder = workspace.join(&from);
    if folder.exists() {
        tree::discard(&folder, &workspace.staging())?;
        console.line(&format!("removed {from}"))?;
    }
    Ok(Exit::Success)
}

/// The manifests that depend on the crate in `from`, as they are to be afterwards.
fn dependants(workspace: &Workspace, from: &str, to: &str, crate_name: &str) -> anyhow::Result<Changes> {
    let root = workspace.join("");
    let mut changes = Changes::new(&root);
    for manifest in dependants::manifests(&root, Path::new(workspace.settings().generated()))? {
        // The lists of the facade are generated.
        let is_facade = workspace.settings().has_facade() && manifest.path == "Cargo.toml";
        if !is_facade && !manifest.dependencies_on(from).is_empty() {
            changes.set(&manifest.path, manifest.moved(from, to, crate_name)?)?;
        }
    }
    Ok(changes)
}
