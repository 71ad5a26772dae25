//! `cargo moored init`: sets up a Cargo workspace for generated clients.

use std::env;
use std::path::Path;

use anyhow::Context as _;

use crate::{
    cargo,
    changes::Changes,
    cli::{Ci, Init},
    exit::{Exit, UsageError},
    members::{self, Wanted},
    report::Console,
    tree::{Access, Guard},
};

mod attributes;
mod ci;
mod existing;
mod template;
mod tool;
mod xtask;

use template::Values;

/// The files that `init` creates or changes besides those of the CI.
const MANIFEST: &str = "Cargo.toml";
const SETTINGS: &str = "moored.toml";

/// Runs the command.
///
/// # Errors
/// Returns an error if there is no Cargo workspace, if it contradicts the options, or if a file cannot be read or
/// written. Nothing has been changed then.
pub fn run(options: &Init, console: &Console) -> anyhow::Result<Exit> {
    let here = env::current_dir().context("cannot determine the current folder")?;
    let root = cargo::workspace_root(&here)?;
    let values = existing::values(options, &root)?;
    let ci = options.ci.unwrap_or_else(|| ci::usual(&root));
    let changes = plan(options, &values, ci, &root)?;
    if changes.is_empty() {
        console.line(&format!("nothing to do: {} is set up", root.display()))?;
        return Ok(Exit::Success);
    }
    if options.dry_run {
        console.text(&changes.diff())?;
        return Ok(Exit::Success);
    }
    let staging = root.join(".moored");
    let guard = Guard::acquire(Access::Exclusive, &staging, || console.note("waiting for another run"))?;
    let applied = changes.apply(&staging, || {
        let why = "cargo does not load the workspace with these changes, so they were undone";
        cargo::load(&root).context(why)
    });
    guard.release_and_remove();
    applied?;
    console.text(&changes.summary())?;
    console.text(&next_steps(&values, ci, &root))?;
    Ok(Exit::Success)
}

fn plan(options: &Init, values: &Values, ci: Ci, root: &Path) -> anyhow::Result<Changes> {
    let mut changes = Changes::new(root);
    let manifest = changes.text(MANIFEST)?.unwrap_or_default();
    changes.create(SETTINGS, &values.fill(template::SETTINGS))?;
    changes.create(&format!("{}/README.md", values.specs), &values.fill(template::SPECS))?;
    // Cargo does not accept a member pattern without a match. A file suffices, and git keeps the folder.
    changes.create(&format!("{}/README.md", values.generated), &values.fill(template::GENERATED))?;
    let extra: &[&str] = if options.xtask { &["xtask"] } else { &[] };
    let wanted = Wanted { generated: &values.generated, members: extra, no_crates: &values.specs };
    changes.set(MANIFEST, members::with(&manifest, wanted)?)?;
    if options.xtask {
        xtask::plan(&mut changes, &values.tool, root)?;
    }
    attributes::plan(&mut changes, values)?;
    ci::plan(&mut changes, ci, values)?;
    Ok(changes)
}

fn next_steps(values: &Values, ci: Ci, root: &Path) -> String {
    let command = &values.command;
    let mut text = String::new();
    if ci == Ci::Gitlab && ci::is_left_out(root) {
        text.push_str(&format!("\nAdd this to .gitlab-ci.yml, which was not changed:\n\n{}\n", ci::INCLUDE));
    }
    text.push_str(&format!(
        "\nCommit these files. Then add a provider: `{command} add <name> <file>`, with its OpenAPI document.\n\
         A build that uses a generated client fails if {} or {} was changed and `{command} codegen` was not run.\n",
        values.specs, values.generated
    ));
    text
}

/// A folder for `--specs` or `--generated`.
fn folder(option: &str, text: &str) -> Result<String, UsageError> {
    let folder = text.trim_start_matches("./").trim_end_matches('/');
    let is_valid = |part: &str| {
        let is_allowed = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.');
        !part.is_empty() && !part.starts_with('.') && part.bytes().all(is_allowed)
    };
    if folder.split('/').all(is_valid) {
        return Ok(folder.to_owned());
    }
    Err(UsageError(format!(
        "{option} {text}: expected a folder in the workspace, of ASCII alphanumeric characters, `_`, `-` and `.`, that is not \
         hidden"
    )))
}
