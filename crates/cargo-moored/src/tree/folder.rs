//! Folders with files of the user, of which some are replaced together: `specs/<provider>/`.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use super::snapshot::{self, Kind};
use super::sync::{sync_files, sync_folder};
use super::{Leftover, PathContext as _, swap};

/// Replaces the files `new` in the folder `dir`, all or none, whenever the process ends. Every other file stays: it is
/// linked into a copy of the folder, which then takes its place.
///
/// `staging` must be on the same file system. The caller must hold the lock ([`super::Guard`]), and call
/// [`super::recover`] before.
///
/// # Errors
/// Returns an error if something cannot be read or written. The folder is then the old one, or the new one if only the
/// old one could not be moved away.
pub fn update_folder(new: &BTreeMap<&str, &str>, dir: &Path, staging: &Path) -> io::Result<Option<Leftover>> {
    // Of a link, the folder to which it points is replaced.
    let dir = dir.canonicalize().path_context("read", dir)?;
    let staged = staging.join(swap::NEW).join(dir.file_name().unwrap_or(dir.as_os_str()));
    swap::remove(&staged)?;
    if let Err(error) = stage(new, &dir, &staged) {
        // The first error is the one to return.
        let _ = swap::remove(&staged);
        return Err(error);
    }
    match swap::replace(&staged, &dir, staging)? {
        Some(old) => swap::discard(&old, staging),
        None => Ok(None),
    }
}

fn stage(new: &BTreeMap<&str, &str>, dir: &Path, staged: &Path) -> io::Result<()> {
    link_all(dir, staged)?;
    let mut written = Vec::new();
    for (file, text) in new {
        let (path, old) = (staged.join(file), dir.join(file));
        let folder = path.parent().unwrap_or(staged);
        fs::create_dir_all(folder).path_context("create", folder)?;
        // The link is removed, and not the file that it shares with the old folder written.
        swap::remove(&path)?;
        fs::write(&path, text).path_context("write", &path)?;
        if let Ok(old) = fs::metadata(&old) {
            fs::set_permissions(&path, old.permissions()).path_context("write", &path)?;
        }
        written.push(path);
    }
    sync_files(&written)?;
    sync_folder(staged)
}

/// Links everything in `from` into the new folder `to`.
fn link_all(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to).path_context("create", to)?;
    let permissions = fs::metadata(from).path_context("read", from)?.permissions();
    for entry in fs::read_dir(from).path_context("read", from)? {
        let entry = entry.path_context("read", from)?;
        let (old, new) = (entry.path(), to.join(entry.file_name()));
        match snapshot::kind(&old)? {
            Some(Kind::Folder) => link_all(&old, &new)?,
            // File systems without hard links.
            _ if fs::hard_link(&old, &new).is_err() => {
                fs::copy(&old, &new).path_context("copy", &old)?;
            }
            _ => {}
        }
    }
    fs::set_permissions(to, permissions).path_context("write", to)
}
