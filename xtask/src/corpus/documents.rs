//! The documents of a folder.

use std::fs;
use std::path::{Path, PathBuf};

use crate::{cli::Partition, exit::WrongUse, tree::Named as _};

/// One document.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    /// Its path in the folder, parts joined by `/`.
    pub(crate) name: String,
    pub(crate) path: PathBuf,
    pub(crate) bytes: u64,
    /// The name of its crate's folder: one that every file system takes and no other document has.
    pub(crate) folder: String,
}

/// All of them in the order of their names; hidden files and folders are left out.
pub(crate) fn find(dir: &Path) -> anyhow::Result<Vec<Entry>> {
    if !dir.is_dir() {
        return Err(WrongUse(format!("{} is no folder", dir.display())).into());
    }
    let mut found = Vec::new();
    let mut open = vec![(String::new(), dir.to_owned())];
    while let Some((prefix, folder)) = open.pop() {
        for entry in fs::read_dir(&folder).named("read", &folder)? {
            let entry = entry.named("read", &folder)?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let (path, name) = (entry.path(), format!("{prefix}{name}"));
            if entry.file_name().to_string_lossy().starts_with('.') {
                continue;
            }
            if entry.file_type().named("read", &path)?.is_dir() {
                open.push((format!("{name}/"), path));
            } else if is_document(&path) {
                let bytes = fs::metadata(&path).named("read", &path)?.len();
                found.push(Entry { name, path, bytes, folder: String::new() });
            }
        }
    }
    if found.is_empty() {
        return Err(WrongUse(format!("{} holds no .json, .yaml or .yml", dir.display())).into());
    }
    found.sort_by(|one, other| one.name.cmp(&other.name));
    for (index, entry) in found.iter_mut().enumerate() {
        let letters = entry.name.chars().map(|letter| if letter.is_ascii_alphanumeric() { letter } else { '-' });
        entry.folder = format!("{index:04}-{}", letters.take(60).collect::<String>());
    }
    Ok(found)
}

/// Those of one part.
pub(crate) fn part(all: &[Entry], partition: Partition) -> Vec<&Entry> {
    all.iter().skip(partition.index).step_by(partition.count).collect()
}

fn is_document(path: &Path) -> bool {
    let extension = path.extension().map(|extension| extension.to_string_lossy().to_ascii_lowercase());
    matches!(extension.as_deref(), Some("json" | "yaml" | "yml"))
}
