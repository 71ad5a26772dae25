//! `--xtask`: a crate of a few lines, and the alias for it.

use std::path::Path;

use anyhow::Context as _;
use toml_edit::{Item, Table};

use super::tool::Tool;
use crate::{changes::Changes, exit::UsageError, toml_text};

const MANIFEST: &str = "xtask/Cargo.toml";
const MAIN: &str = "xtask/src/main.rs";
const MAIN_TEXT: &str = include_str!("../../examples/xtask.rs");
const ALIAS: &str = "run --quiet --package xtask --";

/// Plans the crate and the alias.
///
/// # Errors
/// Returns an error that says what to add if there is an xtask already.
pub(super) fn plan(changes: &mut Changes, tool: &Tool, root: &Path) -> anyhow::Result<()> {
    let manifest = manifest(tool);
    let config = config(root);
    let aliases = changes.text(config)?;
    if changes.text(MAIN)?.is_some_and(|text| text == MAIN_TEXT) {
        // That of an earlier run.
    } else if root.join("xtask").exists() {
        return Err(already("xtask/", tool).into());
    } else if aliases.as_deref().and_then(alias).is_some_and(|alias| alias != ALIAS) {
        return Err(already(&format!("the alias `xtask` in {config}"), tool).into());
    }
    changes.create(MANIFEST, &manifest)?;
    changes.create(MAIN, MAIN_TEXT)?;
    let text = aliases.unwrap_or_default();
    if alias(&text).is_none() {
        changes.set(config, with_alias(config, &text)?)?;
    }
    Ok(())
}

fn manifest(tool: &Tool) -> String {
    format!(
        "[package]\nname = \"xtask\"\nversion = \"0.0.0\"\nedition = \"2024\"\npublish = false\n\n\
         [dependencies]\ncargo-moored = {}\n",
        tool.dependency()
    )
}

/// The configuration of cargo. Cargo prefers the name without `.toml`, which older projects have.
fn config(root: &Path) -> &'static str {
    let old = ".cargo/config";
    if root.join(old).is_file() { old } else { ".cargo/config.toml" }
}

/// The alias `xtask`, parts of a list joined by a space.
fn alias(config: &str) -> Option<String> {
    let config: toml_edit::DocumentMut = config.parse().ok()?;
    let alias = config.get("alias")?.get("xtask")?;
    let values = |list: &toml_edit::Array| list.iter().filter_map(|word| word.as_str()).collect::<Vec<_>>().join(" ");
    alias.as_str().map(str::to_owned).or_else(|| alias.as_array().map(values)).or_else(|| Some(String::new()))
}

fn with_alias(name: &str, config: &str) -> anyhow::Result<String> {
    toml_text::edited(name, config, |document| {
        let aliases = document.entry("alias").or_insert_with(|| Item::Table(Table::new()));
        let aliases = aliases.as_table_like_mut().with_context(|| format!("`alias` in {name} is not a table"))?;
        aliases.insert("xtask", ALIAS.into());
        Ok(())
    })
}

fn already(what: &str, tool: &Tool) -> UsageError {
    UsageError(format!(
        "this workspace has {what}, which was not changed. To add the commands to it, depend on `cargo-moored = {}`, \
         and add this variant to its subcommands:\n\
         \n    #[command(flatten)]\n    Moored(cargo_moored::cli::Command),\n\
         \nand run it with `cargo_moored::run`. Then run `cargo moored init --command \"cargo xtask\"`",
        tool.dependency()
    ))
}
