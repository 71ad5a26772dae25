//! `cargo moored add`: adds a provider.

use std::collections::BTreeMap;
use std::env;

use anyhow::Context as _;

use crate::{
    cli::{Action, Add},
    codegen,
    exit::Exit,
    generator::{NAMES_LOCK, OVERLAY, Published, SOURCE, digest},
    provider_name,
    report::Console,
    specs, upstream,
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

/// The address of the document, if it is not a file.
fn address(options: &Add) -> Option<&str> {
    let text = options.file.to_str()?;
    ["https://", "http://"].iter().any(|scheme| text.starts_with(scheme)).then_some(text)
}

/// The texts of the new folder in `specs/`; `None` if the file is not valid text, which has been reported.
fn texts(options: &Add, workspace: &Workspace, console: &Console) -> anyhow::Result<Option<BTreeMap<String, String>>> {
    let file = &options.file;
    let download = address(options).map(upstream::of_address).transpose()?;
    let (read, original) = match &download {
        Some(download) => (download.texts.clone(), download.document.clone()),
        None => {
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
            (read, file.file_name().unwrap_or_default().to_string_lossy().into_owned())
        }
    };
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
        address: options.address.as_deref().or(address(options)),
        licence: options.license.as_deref(),
        retrieved: &upstream::today(),
    };
    let source = match &download {
        Some(download) => download.recorded(&published.source(), &digest(&text))?,
        None => published.source(),
    };
    texts.insert(SOURCE.to_owned(), source);
    texts.insert(FILE_NAME.to_owned(), published.settings(workspace.settings().command()));
    if let Some(overlay) = &options.overlay {
        texts.insert(OVERLAY.to_owned(), specs::text(overlay)?);
    }
    texts.insert(stored.clone(), text);
    Ok(Some(texts))
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
