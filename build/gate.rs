//! Compares `specs/` and `generated/` with the digests in the locks.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::Path;

use crate::lock::{self, Lock};
use crate::sha256;

/// A line for each path that has changed, in the order of the providers.
pub(crate) fn findings(root: &Path) -> io::Result<Vec<String>> {
    let specs = folders(&root.join("specs"))?;
    let generated = folders(&root.join("generated"))?;
    let mut findings = Vec::new();
    for provider in &specs {
        findings.extend(provider_findings(root, provider)?);
    }
    for name in generated.difference(&specs) {
        findings.push(format!("generated/{name} has no provider in specs/: run `cargo xtask codegen`"));
    }
    Ok(findings)
}

fn provider_findings(root: &Path, provider: &str) -> io::Result<Vec<String>> {
    let command = format!("run `cargo xtask codegen --only {provider}`");
    let (spec, client) = (format!("specs/{provider}"), format!("generated/{provider}"));
    let lock_path = root.join(&client).join("inputs.lock");
    let text = match fs::read(&lock_path) {
        Ok(bytes) => String::from_utf8(bytes).unwrap_or_default(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Ok(vec![format!("{spec} has no client: {client}/inputs.lock does not exist: {command}")]);
        }
        Err(error) => return Err(with_path(&lock_path, &error)),
    };
    let Some(Lock { inputs, outputs }) = lock::parse(&text) else {
        let line_endings = if text.contains('\r') { " (its line endings were converted to CRLF)" } else { "" };
        return Ok(vec![format!("{client}/inputs.lock was changed after codegen wrote it{line_endings}: {command}")]);
    };

    let mut read = BTreeMap::new();
    collect(&root.join(&spec), &format!("{spec}/"), Skip::Hidden, &mut read)?;
    let mut written = BTreeMap::new();
    collect(&root.join(&client), "", Skip::Built, &mut written)?;

    let inputs = differences(&inputs, &read).map(|(path, difference)| match difference {
        Difference::Missing => format!("{path} was removed after {client} was generated: {command}"),
        Difference::Changed => format!("{path} was changed after {client} was generated: {command}"),
        Difference::Extra => format!("{path} was added after {client} was generated: {command}"),
    });
    let outputs = differences(&outputs, &written).map(|(path, difference)| match difference {
        Difference::Missing => format!("{client}/{path} was removed after codegen wrote it: {command}"),
        Difference::Changed => format!("{client}/{path} was changed after codegen wrote it: {command}"),
        Difference::Extra => format!("{client}/{path} was not written by codegen: {command}"),
    });
    Ok(inputs.chain(outputs).collect())
}

enum Difference {
    Missing,
    Changed,
    Extra,
}

/// Difference `found` differs from `recorded`, by path.
fn differences<'a>(
    recorded: &'a BTreeMap<String, String>,
    found: &'a BTreeMap<String, String>,
) -> impl Iterator<Item = (&'a str, Difference)> {
    let paths: BTreeSet<&String> = recorded.keys().chain(found.keys()).collect();
    paths.into_iter().filter_map(|path| match (recorded.get(path), found.get(path)) {
        (Some(digest), Some(other)) if digest == other => None,
        (Some(_), Some(_)) => Some((path.as_str(), Difference::Changed)),
        (Some(_), None) => Some((path.as_str(), Difference::Missing)),
        (None, _) => Some((path.as_str(), Difference::Extra)),
    })
}

/// The files that are not compared.
#[derive(Clone, Copy)]
enum Skip {
    /// Hidden files, which editors and operating systems create. Codegen skips them too.
    Hidden,
    /// `PRESERVED` in `crates/cargo-moored/src/tree.rs`, and the lock itself.
    Built,
}

impl Skip {
    fn includes(self, path: &str, name: &str) -> bool {
        match self {
            Self::Hidden => name.starts_with('.'),
            Self::Built => path == name && ["target", "Cargo.lock", ".git", "inputs.lock"].contains(&name),
        }
    }
}

/// Adds the digests of all files below `folder`, by their paths with the given `prefix`.
fn collect(folder: &Path, prefix: &str, skip: Skip, found: &mut BTreeMap<String, String>) -> io::Result<()> {
    for entry in fs::read_dir(folder).map_err(|error| with_path(folder, &error))? {
        let entry = entry.map_err(|error| with_path(folder, &error))?;
        let path = entry.path();
        let name = entry.file_name().to_string_lossy().into_owned();
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
            Skip::Hidden => fs::metadata(&path).is_ok_and(|found| found.is_file()),
            Skip::Built => kind.is_file(),
        };
        let digest = match is_file {
            true => sha256::hex(&fs::read(&path).map_err(|error| with_path(&path, &error))?),
            // Not a file: the empty digest differs from every recorded one.
            false => String::new(),
        };
        found.insert(shown, digest);
    }
    Ok(())
}

/// The names of the folders in `parent` except hidden ones; empty if `parent` does not exist.
fn folders(parent: &Path) -> io::Result<BTreeSet<String>> {
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

fn with_path(path: &Path, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("cannot read {}: {error}", path.display()))
}
