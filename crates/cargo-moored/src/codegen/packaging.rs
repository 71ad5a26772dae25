//! How the crates of one run are packaged: by the settings of the workspace, or as the last run did.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use moored_document::finding::Findings;
use toml::Table;

use super::{paths, subject::Subject};
use crate::{
    exit::UsageError,
    generator::{NAMES_LOCK, Origin, Packaging, Runtime, VERSION},
    specs,
    workspace::{self, InvalidSettings, Workspace},
};

/// The folders of the copies in that of the generated crates.
pub(crate) const RUNTIME: &str = "moored-runtime";
pub(crate) const GATE: &str = "moored-gate";

/// The packaging of the crate of `provider`.
pub(crate) fn of_provider(workspace: &Workspace, provider: &str, vendored: BTreeMap<String, String>) -> Packaging {
    let settings = workspace.settings();
    let folder = workspace.generated(provider);
    let up = "../".repeat(folder.split('/').count());
    let below = |path: &str| if Path::new(path).is_absolute() { path.to_owned() } else { format!("{up}{path}") };
    let runtime = match settings.runtime() {
        workspace::Runtime::Vendored => {
            Runtime::Path { runtime: format!("../{RUNTIME}"), gate: Some(format!("../{GATE}")) }
        }
        workspace::Runtime::Path { runtime, gate } => {
            Runtime::Path { runtime: below(runtime), gate: gate.as_deref().map(below) }
        }
        workspace::Runtime::Git { url, rev } => Runtime::Git { url: url.clone(), rev: rev.clone() },
        workspace::Runtime::Version(version) => Runtime::Version(version.clone()),
    };
    Packaging {
        origin: Origin::Provider { folder, command: format!("{} codegen", settings.command()), vendored },
        package: settings.package(),
        crate_prefix: settings.crate_prefix().to_owned(),
        features: settings.features().map(str::to_owned).collect(),
        runtime,
    }
}

/// Rejects a runtime on disk that generated crates would not compile with.
pub(crate) fn validate(workspace: &Workspace) -> anyhow::Result<()> {
    let settings = workspace.settings();
    let workspace::Runtime::Path { runtime, .. } = settings.runtime() else { return Ok(()) };
    match misfit(&workspace.join(runtime), runtime) {
        None => Ok(()),
        Some(message) => Err(InvalidSettings(Findings::from(settings.invalid_runtime(message))).into()),
    }
}

/// Why the runtime in `folder` does not fit the output of this generator.
fn misfit(folder: &Path, shown: &str) -> Option<String> {
    let Ok(text) = fs::read_to_string(folder.join("Cargo.toml")) else {
        return Some(format!("there is no runtime in `{shown}`: it has no Cargo.toml"));
    };
    let manifest: Table = text.parse().unwrap_or_default();
    let value = |key: &str| manifest.get("package")?.get(key)?.as_str();
    if value("name") != Some("moored-runtime") {
        return Some(format!("`{shown}` is not the folder of the crate `moored-runtime`"));
    }
    // A version that is inherited from a workspace is left to the compiler.
    let version = value("version").filter(|version| *version != VERSION)?;
    Some(format!("the runtime in `{shown}` has version {version}, and this is moored {VERSION}"))
}

/// Changes `packaging` to what the user has chosen for the crate in `dir`: now, or for the crate that is there.
pub(crate) fn keep(packaging: &mut Packaging, subject: &Subject, dir: &Path) -> anyhow::Result<()> {
    let Subject::File { runtime, license, workspace, .. } = subject else { return Ok(()) };
    let manifest = fs::read_to_string(dir.join("Cargo.toml")).unwrap_or_default();
    let manifest: Table = manifest.parse().unwrap_or_default();
    if let Origin::Document { names, .. } = &mut packaging.origin {
        let path = dir.join(NAMES_LOCK);
        *names = Some(if path.exists() { specs::text(&path)? } else { String::new() });
    }
    if let Some(workspace) = workspace {
        packaging.package = workspace.settings().package();
    }
    let kept = manifest.get("package").and_then(|package| package.get("license")).cloned();
    if let Some(license) = license.clone().map(toml::Value::from).or(kept) {
        packaging.package.insert("license".to_owned(), license);
    }
    let kept = manifest.get("dependencies").and_then(|dependencies| dependencies.get("moored-runtime"));
    if let Some(folder) = runtime {
        packaging.runtime = Runtime::Path { runtime: paths::relative(dir, &paths::absolute(folder)?), gate: None };
    } else if let Some(kept) = kept.and_then(dependency) {
        packaging.runtime = kept;
    }
    Ok(())
}

/// Where a generated crate with this dependency finds the runtime; `None` for a copy in the crate.
fn dependency(value: &toml::Value) -> Option<Runtime> {
    let text = |key: &str| value.get(key).and_then(toml::Value::as_str).map(str::to_owned);
    match (text("path"), text("git"), text("rev"), text("version")) {
        (Some(path), ..) if path == "runtime" => None,
        (Some(runtime), ..) => Some(Runtime::Path { runtime, gate: None }),
        (_, Some(url), Some(rev), _) => Some(Runtime::Git { url, rev }),
        (.., Some(version)) => Some(Runtime::Version(version)),
        _ => None,
    }
}

/// The folder of the runtime that the crate in `dir` shares with others, if codegen has to write it.
///
/// # Errors
/// [`UsageError`] if the folder has something else.
pub(crate) fn shared_runtime(packaging: &Packaging, dir: &Path) -> anyhow::Result<Option<PathBuf>> {
    let (Origin::Document { .. }, Runtime::Path { runtime, .. }) = (&packaging.origin, &packaging.runtime) else {
        return Ok(None);
    };
    let folder = paths::absolute(&dir.join(runtime))?;
    let shown = folder.display().to_string();
    let is_empty = match fs::read_dir(&folder) {
        Ok(mut entries) => entries.next().is_none(),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => true,
        Err(error) => return Err(error).with_context(|| format!("cannot read {shown}")),
    };
    if is_empty {
        return Ok(Some(folder));
    }
    match misfit(&folder, &shown) {
        None => Ok(None),
        Some(why) => {
            let help =
                "choose another folder with --runtime, or remove this one: codegen then writes the runtime there";
            Err(UsageError(format!("{why}; {help}")).into())
        }
    }
}
