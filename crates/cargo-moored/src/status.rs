//! `cargo moored status`: each provider, the version and the age of its document, and whether its crate is up to date.
//!
//! Nothing is generated: files are compared with the digests in the lock of the crate, as the gate does at a build.
//! What only the generator sees, such as an error in a document, is found by `codegen --check`.

use std::collections::BTreeMap;
use std::env;

use anyhow::Context as _;
use serde::Deserialize;

use crate::{
    cli::{Status, StatusFormat},
    codegen,
    exit::Exit,
    generator::{OperationCount, digest},
    report::{Console, Freshness, ProviderStatus, WorkspaceStatus},
    specs, tree,
    workspace::{Runtime, Workspace},
};

mod age;

/// Prints the status of the selected providers.
///
/// # Errors
/// Returns an error if there is no workspace, no such provider, or a file that cannot be read.
pub fn run(options: &Status, console: &Console) -> anyhow::Result<Exit> {
    let here = env::current_dir().context("cannot determine the current folder")?;
    let workspace = Workspace::find(&here)?;
    let selected = specs::selected(&workspace, &options.providers)?.into_iter();
    let settings = workspace.settings();
    let status = WorkspaceStatus {
        command: settings.command().to_owned(),
        generator: settings.generator().map(str::to_owned),
        runtime: match settings.runtime() {
            Runtime::Vendored => "vendored".to_owned(),
            Runtime::Path { runtime, .. } => format!("path {runtime}"),
            Runtime::Git { url, rev } => format!("git {url} at {rev}"),
            Runtime::Version(version) => format!("version {version}"),
        },
        providers: selected.map(|name| of_provider(name, &workspace)).collect::<anyhow::Result<_>>()?,
    };
    match options.format {
        StatusFormat::Text => console.text(&status.text())?,
        StatusFormat::Json => console.text(&status.json())?,
    }
    Ok(Exit::Success)
}

fn of_provider(name: String, workspace: &Workspace) -> anyhow::Result<ProviderStatus> {
    let inputs = codegen::inputs_of_provider(&name, workspace, BTreeMap::new())?;
    let document = OperationCount::of(inputs.folder());
    let retrieved = inputs.specs.get("source.toml").and_then(|text| age::retrieved(text));
    let folder = workspace.join(workspace.generated(&name));
    let losses = fs_text(&folder.join("losses.json")).and_then(|text| serde_json::from_str::<Losses>(&text).ok());
    let losses = losses.map(|report| report.losses);
    let texts = inputs.specs.iter().map(|(file, text)| (inputs.path(file), text.as_str())).collect();
    let (state, changed) = freshness(&folder, &texts, &workspace.generated(&name), workspace)?;
    Ok(ProviderStatus {
        version: document.as_ref().and_then(|document| document.document_version.clone()),
        openapi: document.as_ref().and_then(|document| document.version.clone()),
        operations: document.map(|document| document.operations),
        age_days: retrieved.as_deref().and_then(age::days),
        retrieved,
        losses: losses.as_ref().map(Vec::len),
        accepted_losses: losses.map(|losses| losses.iter().filter(|loss| loss.accepted.is_some()).count()),
        state,
        changed,
        name,
    })
}

/// The part of `losses.json` that is shown.
#[derive(Deserialize)]
struct Losses {
    losses: Vec<Loss>,
}

#[derive(Deserialize)]
struct Loss {
    accepted: Option<String>,
}

/// How the crate in `folder` compares with its lock, and the paths that differ.
fn freshness(
    folder: &std::path::Path,
    specs: &BTreeMap<String, &str>,
    shown: &str,
    workspace: &Workspace,
) -> anyhow::Result<(Freshness, Vec<String>)> {
    let lock = match tree::read_lock(folder)? {
        None => return Ok((Freshness::Missing, vec![shown.to_owned()])),
        Some(Err(_)) => return Ok((Freshness::Edited, vec![format!("{shown}/inputs.lock")])),
        Some(Ok(lock)) => lock,
    };
    let is_same =
        |recorded: &String, text: &str| *recorded == digest(text) || *recorded == digest(text.replace("\r\n", "\n"));
    let mut edited: Vec<String> = Vec::new();
    for (path, recorded) in &lock.outputs {
        if !fs_text(&folder.join(path)).is_some_and(|text| is_same(recorded, &text)) {
            edited.push(format!("{shown}/{path}"));
        }
    }
    edited.extend(tree::foreign_files(folder)?.into_iter().map(|path| format!("{shown}/{path}")));
    for (vendored, recorded) in &lock.vendored {
        let lock = workspace.join(vendored).join("inputs.lock");
        if !fs_text(&lock).is_some_and(|text| is_same(recorded, &text)) {
            edited.push(vendored.clone());
        }
    }
    let mut stale: Vec<String> = Vec::new();
    for (path, recorded) in &lock.inputs {
        if !specs.get(path).is_some_and(|text| is_same(recorded, text)) {
            stale.push(path.clone());
        }
    }
    stale.extend(specs.keys().filter(|path| !lock.inputs.contains_key(*path)).cloned());
    Ok(match (edited.is_empty(), stale.is_empty()) {
        (true, true) => (Freshness::Fresh, Vec::new()),
        (true, false) => (Freshness::Stale, stale),
        (false, _) => (Freshness::Edited, [edited, stale].concat()),
    })
}

/// The text of a file; `None` if it cannot be read, which is then a difference.
fn fs_text(path: &std::path::Path) -> Option<String> {
    specs::text(path).ok()
}
