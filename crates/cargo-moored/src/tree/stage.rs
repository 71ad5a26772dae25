//! Builds a new crate in the staging folder.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::Path;

use moored_codegen::files::Files;

use super::PathContext as _;
use super::sync::{sync_files, sync_folder};

/// Builds a crate with the files `wanted` in the folder `staged`. Paths in `touched` are written; the others are linked
/// from `old`.
pub(crate) fn stage(wanted: &Files, touched: &BTreeSet<&str>, old: &Path, staged: &Path) -> io::Result<()> {
    let mut folders = BTreeSet::from([staged.to_owned()]);
    let mut new_files = Vec::new();
    fs::create_dir_all(staged).path_context("create", staged)?;
    for (path, text) in wanted {
        let path = path.as_str();
        let new = staged.join(path);
        for folder in new.ancestors().skip(1).take_while(|folder| *folder != staged) {
            if folders.insert(folder.to_owned()) {
                fs::create_dir_all(folder).path_context("create", folder)?;
            }
        }
        let durability = if touched.contains(path) { create(&new, text)? } else { link(&old.join(path), &new)? };
        if durability == Durability::Unsynced {
            new_files.push(new);
        }
    }
    sync_files(&new_files)?;
    // The directory entries too must be on disk before the crate is moved.
    folders.iter().rev().try_for_each(|folder| sync_folder(folder))
}

/// Whether the contents of a file still have to be synced to disk.
#[derive(PartialEq, Eq)]
enum Durability {
    Durable,
    Unsynced,
}

fn create(path: &Path, text: &str) -> io::Result<Durability> {
    let mut file = File::create_new(path).path_context("create", path)?;
    file.write_all(text.as_bytes()).path_context("write", path)?;
    Ok(Durability::Unsynced)
}

/// Links the file, so that tools which compare inodes or modification times see no change.
fn link(old: &Path, new: &Path) -> io::Result<Durability> {
    if fs::hard_link(old, new).is_ok() {
        return Ok(Durability::Durable);
    }
    // For file systems without hard links. A copy keeps the permissions but not the modification time.
    fs::copy(old, new).path_context("copy", old)?;
    let modified = fs::metadata(old).and_then(|old| old.modified()).path_context("read", old)?;
    let file = File::options().write(true).open(new).path_context("write", new)?;
    file.set_modified(modified).path_context("write", new)?;
    Ok(Durability::Unsynced)
}
