//! Finds the documents in a folder.

use std::fs;
use std::path::{Path, PathBuf};

use super::options::Partition;
use cargo_moored::{exit::UsageError, tree::PathContext as _};

/// One document.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    /// The path relative to the folder, with `/` as separator.
    pub(crate) name: String,
    pub(crate) path: PathBuf,
    pub(crate) bytes: u64,
    /// The folder name of the crate: valid on every file system and unique within a run.
    pub(crate) folder: String,
}

/// All documents below `dir`, sorted by name; hidden files and folders are skipped.
pub(crate) fn find(dir: &Path) -> anyhow::Result<Vec<Entry>> {
    if !dir.is_dir() {
        return Err(UsageError(format!("{} is not a folder", dir.display())).into());
    }
    let mut found = Vec::new();
    let mut open = vec![(String::new(), dir.to_owned())];
    while let Some((prefix, folder)) = open.pop() {
        for entry in fs::read_dir(&folder).path_context("read", &folder)? {
            let entry = entry.path_context("read", &folder)?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let (path, name) = (entry.path(), format!("{prefix}{name}"));
            if entry.file_name().to_string_lossy().starts_with('.') {
                continue;
            }
            if entry.file_type().path_context("read", &path)?.is_dir() {
                open.push((format!("{name}/"), path));
            } else if is_document(&path) {
                let bytes = fs::metadata(&path).path_context("read", &path)?.len();
                found.push(Entry { name, path, bytes, folder: String::new() });
            }
        }
    }
    if found.is_empty() {
        return Err(UsageError(format!("{} contains no .json, .yaml or .yml file", dir.display())).into());
    }
    found.sort_by(|one, other| one.name.cmp(&other.name));
    for (index, entry) in found.iter_mut().enumerate() {
        let name = entry.name.chars().map(|character| if character.is_ascii_alphanumeric() { character } else { '-' });
        entry.folder = format!("{index:04}-{}", name.take(60).collect::<String>());
    }
    Ok(found)
}

/// The documents of one part.
pub(crate) fn part(all: &[Entry], partition: Partition) -> Vec<&Entry> {
    all.iter().skip(partition.index).step_by(partition.count).collect()
}

fn is_document(path: &Path) -> bool {
    let extension = path.extension().map(|extension| extension.to_string_lossy().to_ascii_lowercase());
    matches!(extension.as_deref(), Some("json" | "yaml" | "yml"))
}
