//! What cargo knows about the user's workspace.

use std::env;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use anyhow::{Context as _, anyhow, bail};

/// The root folder of the Cargo workspace, or of the single package, that contains the folder `here`.
///
/// # Errors
/// Returns an error if there is none, or if its manifest is not valid.
pub fn workspace_root(here: &Path) -> anyhow::Result<PathBuf> {
    if !here.ancestors().any(|folder| folder.join("Cargo.toml").is_file()) {
        bail!(
            "there is no Cargo.toml in {} or a folder above it; change into your workspace, or make a package with \
             `cargo init` first",
            here.display()
        );
    }
    let output = cargo(here, &["locate-project", "--workspace", "--message-format", "plain"])?;
    if !output.status.success() {
        return Err(anyhow!("{}", message(&output)).context("cargo cannot find the workspace"));
    }
    let manifest = PathBuf::from(String::from_utf8_lossy(&output.stdout).trim_end());
    Ok(manifest.parent().context("cargo names a manifest without a folder")?.to_owned())
}

/// Has cargo load the workspace in the folder `root`.
///
/// # Errors
/// Returns an error with cargo's message if it cannot.
pub fn load(root: &Path) -> anyhow::Result<()> {
    let output = cargo(root, &["metadata", "--no-deps", "--offline", "--format-version", "1"])?;
    if output.status.success() { Ok(()) } else { Err(anyhow!("{}", message(&output))) }
}

fn cargo(folder: &Path, arguments: &[&str]) -> anyhow::Result<Output> {
    // Cargo sets the variable for its subcommands.
    let program = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    Command::new(program).args(arguments).current_dir(folder).output().context("cannot run cargo")
}

/// The error that cargo has printed, without its label.
fn message(output: &Output) -> String {
    let text = String::from_utf8_lossy(&output.stderr);
    text.trim().trim_start_matches("error: ").to_owned()
}
