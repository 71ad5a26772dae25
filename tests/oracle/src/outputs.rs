//! Reads the outputs that `run.sh` stores: `<area>/<task>/` with `files/`, `log` (standard error) and `exit` (the exit
//! code).

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use anyhow::{Context as _, bail};

/// The output for one document, or for all providers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Output {
    /// The contents by path, with `/` as separator.
    pub(crate) files: BTreeMap<String, Vec<u8>>,
    /// Standard error.
    pub(crate) log: String,
    /// The exit code; empty if the task was not run.
    pub(crate) exit: String,
}

/// The areas that a complete run writes.
const AREAS: [&str; 5] = ["providers", "test-clients", "goldens", "corpus", "documents"];

/// The areas to compare.
///
/// # Errors
/// Returns an error if an area is missing, or has no generated Rust file on the old side: two outputs without files are
/// not a valid comparison.
pub(crate) fn areas(old: &Path, new: &Path) -> anyhow::Result<Vec<String>> {
    for area in AREAS {
        for side in [old, new] {
            if !side.join(area).is_dir() {
                bail!("{} is missing", side.join(area).display());
            }
        }
        if !has_rust(&old.join(area))? {
            bail!("{} has no generated Rust file", old.join(area).display());
        }
    }
    Ok(AREAS.map(str::to_owned).to_vec())
}

fn has_rust(folder: &Path) -> anyhow::Result<bool> {
    for name in names(folder)? {
        let path = folder.join(&name);
        if name.ends_with(".rs") || path.is_dir() && has_rust(&path)? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The tasks of the two sides, sorted.
///
/// # Errors
/// Returns an error if a folder cannot be read.
pub(crate) fn tasks(old: &Path, new: &Path) -> anyhow::Result<BTreeSet<String>> {
    let mut tasks = names(old)?;
    tasks.append(&mut names(new)?);
    Ok(tasks)
}

/// The output of a task; empty if the task was not run.
///
/// # Errors
/// Returns an error if something cannot be read.
pub(crate) fn read(task: &Path) -> anyhow::Result<Output> {
    let mut output = Output::default();
    if !task.is_dir() {
        return Ok(output);
    }
    output.log = String::from_utf8_lossy(&bytes(&task.join("log"))?).into_owned();
    output.exit = String::from_utf8_lossy(&bytes(&task.join("exit"))?).trim().to_owned();
    let mut open = vec![(String::new(), task.join("files"))];
    while let Some((prefix, folder)) = open.pop() {
        for name in names(&folder)? {
            let path = folder.join(&name);
            let name = format!("{prefix}{name}");
            if path.is_dir() {
                open.push((format!("{name}/"), path));
            } else {
                output.files.insert(name, bytes(&path)?);
            }
        }
    }
    Ok(output)
}

/// The names in a folder; empty if it does not exist.
fn names(folder: &Path) -> anyhow::Result<BTreeSet<String>> {
    let cannot = || format!("cannot read {}", folder.display());
    match fs::read_dir(folder) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(BTreeSet::new()),
        entries => {
            let entries = entries.with_context(cannot)?;
            let name = |entry: std::io::Result<fs::DirEntry>| Ok(entry?.file_name().to_string_lossy().into_owned());
            entries.map(name).collect::<anyhow::Result<_>>().with_context(cannot)
        }
    }
}

fn bytes(path: &Path) -> anyhow::Result<Vec<u8>> {
    fs::read(path).with_context(|| format!("cannot read {}", path.display()))
}
