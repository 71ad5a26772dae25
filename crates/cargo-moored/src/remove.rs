//! `cargo moored remove`: removes a provider.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context as _;

use crate::{
    cli::{Action, Remove},
    codegen, dependants,
    exit::{Exit, UsageError},
    git, provider_name,
    report::Console,
    tree::{self, PathContext as _},
    workspace::{Edit, Workspace},
};

/// Runs the command.
///
/// # Errors
/// Returns an error if there is no such provider, if a crate depends on its client, or if something cannot be read or
/// removed.
pub fn run(options: &Remove, console: &Console) -> anyhow::Result<Exit> {
    let here = env::current_dir().context("cannot determine the current folder")?;
    let workspace = Workspace::find(&here)?;
    let name = &options.name;
    provider_name::find(name, &workspace)?;
    reject_dependants(name, &workspace)?;
    let generated = workspace.generated(name);
    if let Some(file) = tree::foreign_files(&workspace.join(&generated))?.first() {
        let message =
            format!("{generated} contains files that codegen did not write ({file:?}); move them elsewhere first");
        return Err(UsageError(message).into());
    }
    let specs = workspace.specs_of(name);
    let kept = (!git::has_all(&workspace.join(""), &specs)).then(|| free_folder(&workspace, name));
    if options.dry_run {
        match &kept {
            Some(kept) => console.line(&format!("would move {specs} to {kept}: git does not have all of it"))?,
            None => console.line(&format!("would remove {specs}"))?,
        }
        console.line(&format!("would remove {generated}"))?;
        return Ok(Exit::Success);
    }
    let edited = codegen::edit(workspace.clone(), Edit::Remove { name: name.clone() }, Action::Write, console)?;
    if edited.exit != Exit::Success {
        return Ok(edited.exit);
    }
    match &kept {
        Some(kept) => {
            move_folder(&workspace.join(&specs), &workspace.join(kept))?;
            console.line(&format!("moved {specs} to {kept}: git does not have all of it"))?;
        }
        None => {
            tree::discard(&workspace.join(&specs), &workspace.staging())?;
            console.line(&format!("removed {specs}"))?;
        }
    }
    let folder = workspace.join(&generated);
    if folder.exists() {
        tree::discard(&folder, &workspace.staging())?;
        console.line(&format!("removed {generated}"))?;
    }
    Ok(Exit::Success)
}

/// Cargo loads no workspace in which a crate depends on one that is missing.
fn reject_dependants(name: &str, workspace: &Workspace) -> anyhow::Result<()> {
    let generated = workspace.generated(name);
    let mut lines = String::new();
    for manifest in dependants::manifests(&workspace.join(""), Path::new(workspace.settings().generated()))? {
        // The lists of the facade are generated.
        if workspace.settings().has_facade() && manifest.path == "Cargo.toml" {
            continue;
        }
        for dependency in manifest.dependencies_on(&generated) {
            lines.push_str(&format!("\n  {}:{}", manifest.path, dependency.line));
        }
    }
    if lines.is_empty() {
        return Ok(());
    }
    Err(UsageError(format!("nothing was removed: these depend on {generated}; remove the dependency first:{lines}"))
        .into())
}

/// A folder that does not exist, relative to the workspace.
fn free_folder(workspace: &Workspace, name: &str) -> String {
    let numbered = (2..).map(|number| format!(".moored/removed/{name}-{number}"));
    let mut all = std::iter::once(format!(".moored/removed/{name}")).chain(numbered);
    all.find(|folder| !workspace.join(folder).exists()).unwrap_or_default()
}

fn move_folder(from: &Path, to: &PathBuf) -> anyhow::Result<()> {
    if let Some(parent) = to.parent() {
        fs::create_dir_all(parent).path_context("create", parent)?;
    }
    fs::rename(from, to).path_context("move", from)?;
    Ok(())
}
