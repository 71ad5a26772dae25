//! What differs between `specs/`, `generated/` and the locks that tie them together.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::Path;

use crate::lock::{self, Lock};
use crate::sha256;

/// One line for each path that drifted, in the order of the providers.
pub(crate) fn findings(root: &Path) -> io::Result<Vec<String>> {
    let specs = folders(&root.join("specs"))?;
    let generated = folders(&root.join("generated"))?;
    let mut findings = Vec::new();
    for provider in &specs {
        findings.extend(of_provider(root, provider)?);
    }
    for name in generated.difference(&specs) {
        findings.push(format!(
            "generated/{name} is left over from a provider that is no longer in specs/: run `cargo xtask codegen`"
        ));
    }
    Ok(findings)
}

fn of_provider(root: &Path, provider: &str) -> io::Result<Vec<String>> {
    let command = format!("run `cargo xtask codegen --only {provider}`");
    let (spec, client) = (format!("specs/{provider}"), format!("generated/{provider}"));
    let lock_path = root.join(&client).join("inputs.lock");
    let text = match fs::read(&lock_path) {
        Ok(bytes) => String::from_utf8(bytes).unwrap_or_default(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Ok(vec![format!("{spec} has no client yet, or {client}/inputs.lock is gone: {command}")]);
        }
        Err(error) => return Err(named(&lock_path, &error)),
    };
    let Some(Lock { inputs, outputs }) = lock::parse(&text) else {
        let line_ends = if text.contains('\r') { " (its line ends were converted to CRLF)" } else { "" };
        return Ok(vec![format!("{client}/inputs.lock is not as codegen wrote it{line_ends}: {command}")]);
    };

    let mut read = BTreeMap::new();
    collect(&root.join(&spec), &format!("{spec}/"), Skip::Hidden, &mut read)?;
    let mut written = BTreeMap::new();
    collect(&root.join(&client), "", Skip::Built, &mut written)?;

    let inputs = differences(&inputs, &read).map(|(path, how)| match how {
        How::Missing => format!("{path} is gone since {client} was written: {command}"),
        How::Changed => format!("{path} changed since {client} was written: {command}"),
        How::Extra => format!("{path} was added since {client} was written: {command}"),
    });
    let outputs = differences(&outputs, &written).map(|(path, how)| match how {
        How::Missing => format!("{client}/{path} is gone: {command}"),
        How::Changed => format!("{client}/{path} is not as codegen wrote it: {command}"),
        How::Extra => format!("{client}/{path} was not written by codegen: {command}"),
    });
    Ok(inputs.chain(outputs).collect())
}

enum How {
    Missing,
    Changed,
    Extra,
}

/// How what is `found` is not what was `recorded`, by path.
fn differences<'a>(
    recorded: &'a BTreeMap<String, String>,
    found: &'a BTreeMap<String, String>,
) -> impl Iterator<Item = (&'a str, How)> {
    let paths: BTreeSet<&String> = recorded.keys().chain(found.keys()).collect();
    paths.into_iter().filter_map(|path| match (recorded.get(path), found.get(path)) {
        (Some(digest), Some(other)) if digest == other => None,
        (Some(_), Some(_)) => Some((path.as_str(), How::Changed)),
        (Some(_), None) => Some((path.as_str(), How::Missing)),
        (None, _) => Some((path.as_str(), How::Extra)),
    })
}

/// What is nobody's business in a folder.
#[derive(Clone, Copy)]
enum Skip {
    /// What editors and systems drop: codegen does not read hidden names either.
    Hidden,
    /// What is not compared in a crate: `CARRIED` in `xtask/src/tree.rs`, and the lock itself.
    Built,
}

impl Skip {
    fn skips(self, path: &str, name: &str) -> bool {
        match self {
            Self::Hidden => name.starts_with('.'),
            Self::Built => path == name && ["target", "Cargo.lock", ".git", "inputs.lock"].contains(&name),
        }
    }
}

/// The digest of every file below `folder` by its path, put behind `prefix`.
fn collect(folder: &Path, prefix: &str, skip: Skip, found: &mut BTreeMap<String, String>) -> io::Result<()> {
    for entry in fs::read_dir(folder).map_err(|error| named(folder, &error))? {
        let entry = entry.map_err(|error| named(folder, &error))?;
        let path = entry.path();
        let name = entry.file_name().to_string_lossy().into_owned();
        let shown = format!("{prefix}{name}");
        if skip.skips(&shown, &name) {
            continue;
        }
        let kind = entry.file_type().map_err(|error| named(&path, &error))?;
        if kind.is_dir() {
            collect(&path, &format!("{shown}/"), skip, found)?;
            continue;
        }
        // What is read may be a link to a file; what codegen writes never is one.
        let is_file = match skip {
            Skip::Hidden => fs::metadata(&path).is_ok_and(|found| found.is_file()),
            Skip::Built => kind.is_file(),
        };
        let digest = match is_file {
            true => sha256::hex(&fs::read(&path).map_err(|error| named(&path, &error))?),
            // No file: it has no digest, and whatever was recorded is not it.
            false => String::new(),
        };
        found.insert(shown, digest);
    }
    Ok(())
}

/// The names of the folders in `parent` but for hidden ones; none where there is no `parent`.
fn folders(parent: &Path) -> io::Result<BTreeSet<String>> {
    let entries = match fs::read_dir(parent) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(BTreeSet::new()),
        entries => entries.map_err(|error| named(parent, &error))?,
    };
    let mut names = BTreeSet::new();
    for entry in entries {
        let entry = entry.map_err(|error| named(parent, &error))?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if !name.starts_with('.') && entry.path().is_dir() {
            names.insert(name);
        }
    }
    Ok(names)
}

fn named(path: &Path, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("cannot read {}: {error}", path.display()))
}
