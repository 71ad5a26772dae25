//! The files in a folder, with their digests.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;

use crate::{lock::Digests, sha256};

/// The files that are not compared.
#[derive(Clone, Copy)]
pub(crate) enum Skip {
    /// Hidden files, which editors and operating systems create, the folder `tests`, which is for tests of the client,
    /// and `drift.toml`, which has approvals. The generator skips them too.
    NotInputs,
    /// What is in the folder of a crate without being generated: `PRESERVED` in `crates/cargo-moored/src/tree.rs`, and
    /// the lock itself.
    NotOutputs,
}

/// What may be in the folder of a crate although moored did not write it.
pub(crate) const PRESERVED: [&str; 3] = ["target", "Cargo.lock", ".git"];

impl Skip {
    /// `path` is relative to the folder, `name` its last part.
    fn includes(self, path: &str, name: &str) -> bool {
        match self {
            Self::NotInputs => name.starts_with('.') || matches!(path, "tests" | "drift.toml"),
            Self::NotOutputs => path == name && (PRESERVED.contains(&name) || name == "inputs.lock"),
        }
    }
}

/// The digests of all files below `folder` by their paths in it, with `/` as separator. A path that is not a file has
/// the empty digest, which no lock records.
pub(crate) fn digests(folder: &Path, skip: Skip) -> io::Result<Digests> {
    let mut digests = Digests::new();
    collect(folder, "", skip, &mut digests)?;
    Ok(digests)
}

fn collect(folder: &Path, prefix: &str, skip: Skip, found: &mut Digests) -> io::Result<()> {
    for entry in fs::read_dir(folder).map_err(|error| with_path(folder, &error))? {
        let entry = entry.map_err(|error| with_path(folder, &error))?;
        let (path, name) = (entry.path(), entry.file_name().to_string_lossy().into_owned());
        let shown = format!("{prefix}{name}");
        if skip.includes(&shown, &name) {
            continue;
        }
        let kind = entry.file_type().map_err(|error| with_path(&path, &error))?;
        if kind.is_dir() {
            collect(&path, &format!("{shown}/"), skip, found)?;
            continue;
        }
        // An input may be a link to a file; a generated file never is.
        let is_file = match skip {
            Skip::NotInputs => fs::metadata(&path).is_ok_and(|found| found.is_file()),
            Skip::NotOutputs => kind.is_file(),
        };
        let digest = match is_file {
            true => sha256::hex(&fs::read(&path).map_err(|error| with_path(&path, &error))?),
            false => String::new(),
        };
        found.insert(shown, digest);
    }
    Ok(())
}

/// The names of the folders in `parent` except hidden ones; empty if `parent` does not exist.
pub(crate) fn names(parent: &Path) -> io::Result<BTreeSet<String>> {
    let entries = match fs::read_dir(parent) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(BTreeSet::new()),
        entries => entries.map_err(|error| with_path(parent, &error))?,
    };
    let mut names = BTreeSet::new();
    for entry in entries {
        let entry = entry.map_err(|error| with_path(parent, &error))?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if !name.starts_with('.') && entry.path().is_dir() {
            names.insert(name);
        }
    }
    Ok(names)
}

/// The text of a file; `None` if it does not exist, empty if it is not UTF-8, which no lock is.
pub(crate) fn text(path: &Path) -> io::Result<Option<String>> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(String::from_utf8(bytes).unwrap_or_default())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(with_path(path, &error)),
    }
}

fn with_path(path: &Path, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("cannot read {}: {error}", path.display()))
}
