//! `cargo moored add`: adds a provider.

use std::collections::BTreeMap;
use std::env;
use std::path::Path;

use anyhow::Context as _;

use crate::{
    cli::{Action, Add},
    codegen,
    exit::{Exit, UsageError},
    generator::{NAMES_LOCK, OVERLAY, Published},
    provider_name,
    report::Console,
    specs,
    workspace::{Edit, FILE_NAME, Workspace},
};

/// Runs the command.
///
/// # Errors
/// Returns an error if the name or the file is not valid, or if something cannot be read or written.
pub fn run(options: &Add, console: &Console) -> anyhow::Result<Exit> {
    let here = env::current_dir().context("cannot determine the current folder")?;
    let workspace = Workspace::find(&here)?;
    provider_name::check(&options.name, &workspace)?;
    reject_address(&options.file)?;
    let Some(texts) = texts(options, &workspace, console)? else { return Ok(Exit::Findings) };
    let action = if options.dry_run { Action::DryRun } else { Action::Write };
    let edit = Edit::Add { name: options.name.clone(), texts };
    let edited = codegen::edit(workspace.clone(), edit, action, console)?;
    match (&edited.files, edited.exit) {
        (Some(_), Exit::Success) if !options.dry_run => {
            let snippet = edited.text("README.md").and_then(first_call).unwrap_or_default();
            console.text(&next_steps(&options.name, &workspace, &edited.crate_name(), snippet))?;
        }
        (Some(_), _) => {}
        (None, _) => console.note(&format!(
            "{} is a copy of {}, and was not stored",
            workspace.specs_of(&options.name),
            options.file.display()
        )),
    }
    Ok(edited.exit)
}

fn reject_address(file: &Path) -> Result<(), UsageError> {
    let text = file.to_string_lossy();
    if text.starts_with("https://") || text.starts_with("http://") {
        return Err(UsageError(format!(
            "moored does not fetch documents; download it, and add the file: \
             `curl --fail --location --output openapi.yaml '{text}'`, then `add <NAME> openapi.yaml --address '{text}'`"
        )));
    }
    Ok(())
}

/// The texts of the new folder in `specs/`; `None` if the file is not valid text, which has been reported.
fn texts(options: &Add, workspace: &Workspace, console: &Console) -> anyhow::Result<Option<BTreeMap<String, String>>> {
    let file = &options.file;
    let read = match codegen::inputs_of_file(file, None)? {
        Ok(inputs) => inputs.specs,
        Err(error) => {
            let Some(findings) = codegen::invalid_text(&file.display().to_string(), &error) else {
                return Err(error.into());
            };
            console.findings(&findings)?;
            return Ok(None);
        }
    };
    let original = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let text = read.get(&original).cloned().unwrap_or_default();
    let is_json = text.trim_start_matches('\u{feff}').trim_start().starts_with('{');
    let mut texts = read;
    for file in [original.as_str(), FILE_NAME, OVERLAY, NAMES_LOCK] {
        texts.remove(file);
    }
    // The other files may refer to the document by its name.
    let stored = match (texts.is_empty(), is_json) {
        (false, _) if original != "openapi.yaml" => original,
        (_, true) => "published.json".to_owned(),
        (_, false) => "published.yaml".to_owned(),
    };
    let published = Published {
        file: &stored,
        text: &text,
        title: options.title.as_deref(),
        address: options.address.as_deref(),
        licence: options.license.as_deref(),
        retrieved: &today(),
    };
    texts.insert("source.toml".to_owned(), published.source());
    texts.insert(FILE_NAME.to_owned(), published.settings(workspace.settings().command()));
    if let Some(overlay) = &options.overlay {
        texts.insert(OVERLAY.to_owned(), specs::text(overlay)?);
    }
    texts.insert(stored.clone(), text);
    Ok(Some(texts))
}

/// The day in UTC: `2026-11-26`.
fn today() -> String {
    jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date().to_string()
}

/// The code of the first block of Rust in a README.
fn first_call(readme: &str) -> Option<&str> {
    let (_, block) = readme.split_once("```rust,no_run\n")?;
    Some(block.split_once("```")?.0)
}

fn next_steps(name: &str, workspace: &Workspace, crate_name: &str, snippet: &str) -> String {
    let has_package =
        std::fs::read_to_string(workspace.join("Cargo.toml")).is_ok_and(|text| text.contains("[package]"));
    let package = if has_package { "" } else { " --package <yours>" };
    let (generated, specs) = (workspace.generated(name), workspace.specs_of(name));
    format!(
        "\nSettings are in {specs}/{FILE_NAME}, corrections in {specs}/{OVERLAY}; `{} codegen` applies them.\n\
         Use the client: `cargo add{package} --path {generated} {crate_name}`\n\n{snippet}",
        workspace.settings().command()
    )
}
