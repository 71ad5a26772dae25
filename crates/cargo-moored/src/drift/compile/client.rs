//! The client in the copy.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use toml_edit::DocumentMut;

use super::{cargo, copy::Copy, generate, manifests, read, write};
use crate::generator::{Files, Inputs};

/// The file by which a generated crate is recognized.
const DESCRIPTION: &str = "client.json";

/// A generated client.
pub(super) struct Client {
    files: Files,
    name: String,
}

impl Client {
    /// Generates the client of `inputs`.
    ///
    /// # Errors
    /// Returns an error if the document has no client.
    pub(super) fn generate(inputs: &Inputs) -> anyhow::Result<Self> {
        let files = generate(inputs)?;
        let manifest = files.iter().find(|(path, _)| path.as_str() == "Cargo.toml").map(|(_, text)| text);
        let manifest: Option<DocumentMut> = manifest.and_then(|text| text.parse().ok());
        let name = manifest.as_ref().and_then(|manifest| manifest.get("package")?.get("name")?.as_str());
        let name = name.context("the client has no name")?.to_owned();
        Ok(Self { files, name })
    }

    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// Replaces the client in `folder`. Its manifest, its version and its runtime stay.
    ///
    /// # Errors
    /// Returns an error if a file cannot be written.
    pub(super) fn write(&self, folder: &Path) -> anyhow::Result<()> {
        for old in ["build.rs", "inputs.lock"] {
            let old = folder.join(old);
            if old.is_file() {
                fs::remove_file(&old).with_context(|| format!("cannot remove {}", old.display()))?;
            }
        }
        let sources = folder.join("src");
        if sources.is_dir() {
            fs::remove_dir_all(&sources).with_context(|| format!("cannot remove {}", sources.display()))?;
        }
        for (path, text) in &self.files {
            match path.as_str() {
                "Cargo.toml" => {
                    let manifest = folder.join("Cargo.toml");
                    write(&manifest, &manifests::of_client(text, &read(&manifest)?))?;
                }
                "README.md" | DESCRIPTION => write(&folder.join(path.as_str()), text)?,
                path if path.starts_with("src/") => write(&folder.join(path), text)?,
                // The runtime, the gate and what only people read.
                _ => {}
            }
        }
        Ok(())
    }
}

/// The client that a crate uses.
pub(super) struct Found {
    /// Its name, which is another one than that of the document if it was generated with one.
    pub(super) name: String,
    /// Its folder in the copy, or beside it.
    pub(super) folder: PathBuf,
}

/// The client that the crate in `copy` uses: the dependency with the name `name`, or the only one that is
/// generated. One that is not in the workspace is copied beside it.
///
/// # Errors
/// Returns an error if the crate uses no client, or several of which none has this name.
pub(super) fn find(copy: &Copy, name: &str) -> anyhow::Result<Found> {
    let packages = cargo::packages(&copy.checkout())?;
    let clients: Vec<&cargo::Package> =
        packages.iter().filter(|package| package.folder.join(DESCRIPTION).is_file()).collect();
    let found = match (clients.iter().find(|package| package.name == name), clients.as_slice()) {
        (Some(found), _) => found,
        (None, [only]) => only,
        (None, []) => bail!("the crate does not use a generated client"),
        (None, several) => {
            let names: Vec<String> = several.iter().map(|package| format!("`{}`", package.name)).collect();
            bail!("the crate uses {}, and none of them is `{name}`", names.join(", "));
        }
    };
    if found.folder.starts_with(copy.root()) {
        return Ok(Found { name: found.name.clone(), folder: found.folder.clone() });
    }
    let folder = copy.join("client");
    let manifest = read(&found.folder.join("Cargo.toml"))?;
    let outside = |path: &str| {
        let path = found.folder.join(path);
        Some(fs::canonicalize(&path).unwrap_or(path).to_string_lossy().into_owned())
    };
    write(&folder.join("Cargo.toml"), &manifests::alone(&manifests::absolute(&manifest, &outside)))?;
    let mut is_pointed = false;
    for manifest in
        packages.iter().map(|package| package.folder.join("Cargo.toml")).chain([copy.root().join("Cargo.toml")])
    {
        if manifest.starts_with(copy.root())
            && let Some(text) = manifests::pointed(&read(&manifest)?, &found.name, &folder.to_string_lossy())
        {
            write(&manifest, &text)?;
            is_pointed = true;
        }
    }
    if !is_pointed {
        bail!("the crate uses `{}` only through another crate that is not in its workspace", found.name);
    }
    Ok(Found { name: found.name.clone(), folder })
}
