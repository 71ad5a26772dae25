//! Replaces a crate by the staged one, and completes what a killed run left unfinished.
//!
//! A staging folder has three subfolders. The subfolder in which a file or folder is found determines what the next run
//! does with it:
//!
//! * `new/<name>`: the new version of the crate `<name>`, or its previous version after the exchange.
//! * `old/<name>`: the previous version on systems that cannot exchange two folders. For a moment it is the only copy.
//! * `scrap/`: to be deleted.

use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::snapshot::{self, Kind};
use super::sync::sync_folder;
use super::{PRESERVED, PathContext as _};

pub(crate) const NEW: &str = "new";
pub(crate) const OLD: &str = "old";
pub(crate) const SCRAP: &str = "scrap";
pub(crate) const FOLDERS: [&str; 3] = [NEW, OLD, SCRAP];

/// Moves `new` to `dest`, and returns the path to which the previous crate was moved.
pub(crate) fn replace(new: &Path, dest: &Path, staging: &Path) -> io::Result<Option<PathBuf>> {
    let (parent, name) = parts(dest)?;
    if snapshot::kind(dest)?.is_none() {
        fs::create_dir_all(parent).path_context("create", parent)?;
        fs::rename(new, dest).path_context("create", dest)?;
        sync_folder(parent)?;
        return Ok(None);
    }
    let old = match exchange(new, dest)? {
        Exchange::Done => new.to_owned(),
        Exchange::Unsupported => rename_twice(new, dest, &staging.join(OLD).join(name))?,
    };
    sync_folder(parent)?;
    Ok(Some(old))
}

enum Exchange {
    Done,
    Unsupported,
}

/// Exchanges the folders with one system call: `dest` exists at every moment.
#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn exchange(new: &Path, dest: &Path) -> io::Result<Exchange> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    use rustix::io::Errno;
    match renameat_with(CWD, new, CWD, dest, RenameFlags::EXCHANGE) {
        Ok(()) => Ok(Exchange::Done),
        // Old kernels, and file systems without support for the exchange.
        Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => Ok(Exchange::Unsupported),
        Err(error) => Err(error).path_context("replace", dest),
    }
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn exchange(_: &Path, _: &Path) -> io::Result<Exchange> {
    Ok(Exchange::Unsupported)
}

/// Renames twice. If a run is killed between the two calls, `dest` does not exist; [`recover`] then moves `old` back.
fn rename_twice(new: &Path, dest: &Path, old: &Path) -> io::Result<PathBuf> {
    let (folder, _) = parts(old)?;
    fs::create_dir_all(folder).path_context("create", folder)?;
    fs::rename(dest, old).path_context("replace", dest)?;
    if let Err(error) = fs::rename(new, dest) {
        fs::rename(old, dest).path_context("restore", dest)?;
        return Err(error).path_context("replace", dest);
    }
    Ok(old.to_owned())
}

/// Moves the preserved files and folders from the `old` crate to the one at `dest`, unless they exist there.
pub(crate) fn move_preserved(old: &Path, dest: &Path) -> io::Result<()> {
    if snapshot::kind(old)? != Some(Kind::Folder) {
        return Ok(());
    }
    for name in PRESERVED {
        let (from, to) = (old.join(name), dest.join(name));
        if snapshot::kind(&from)?.is_some() && snapshot::kind(&to)?.is_none() {
            fs::rename(&from, &to).path_context("move", &from)?;
        }
    }
    Ok(())
}

/// Why something in the staging folder could not be deleted. Nothing depends on it, and the next run tries it again.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Leftover(pub String);

/// Removes the file or folder at `path`. It is renamed first, so that a killed run does not leave half of a crate
/// there. What cannot be deleted then is a leftover.
///
/// # Errors
/// Returns an error if it cannot be renamed.
pub fn discard(path: &Path, staging: &Path) -> io::Result<Option<Leftover>> {
    let scrap = staging.join(SCRAP);
    let (_, name) = parts(path)?;
    fs::create_dir_all(&scrap).path_context("create", &scrap)?;
    let scrapped = free_path(&scrap, name)?;
    fs::rename(path, &scrapped).path_context("remove", path)?;
    Ok(delete(&scrapped))
}

/// A path in `scrap` that does not exist: leftovers of earlier runs may have the name.
fn free_path(scrap: &Path, name: &OsStr) -> io::Result<PathBuf> {
    let mut path = scrap.join(name);
    let mut number = 1_u32;
    while snapshot::kind(&path)?.is_some() {
        number += 1;
        let mut numbered = name.to_owned();
        numbered.push(format!(".{number}"));
        path = scrap.join(numbered);
    }
    Ok(path)
}

fn delete(path: &Path) -> Option<Leftover> {
    remove(path).err().map(|error| Leftover(error.to_string()))
}

/// Completes what killed runs left in `staging` for the crates in `parent`, and returns what could not be deleted. The
/// caller must hold the lock.
///
/// # Errors
/// Returns an error if something in `staging` cannot be moved.
pub fn recover(parent: &Path, staging: &Path) -> io::Result<Vec<Leftover>> {
    for (dest, old) in leftovers(&staging.join(OLD), parent)? {
        if snapshot::kind(&dest)?.is_none() {
            fs::rename(&old, &dest).path_context("restore", &dest)?;
        }
    }
    for folder in [OLD, NEW] {
        for (dest, left) in leftovers(&staging.join(folder), parent)? {
            if snapshot::kind(&dest)? == Some(Kind::Folder) {
                move_preserved(&left, &dest)?;
            }
            discard(&left, staging)?;
        }
    }
    let scrap = staging.join(SCRAP);
    let kept: Vec<Leftover> = leftovers(&scrap, &scrap)?.iter().filter_map(|(_, path)| delete(path)).collect();
    if kept.is_empty() {
        remove(&scrap)?;
    }
    Ok(kept)
}

/// For each entry of a subfolder of the staging folder: the path of its crate in `parent`, and the path of the entry.
fn leftovers(folder: &Path, parent: &Path) -> io::Result<Vec<(PathBuf, PathBuf)>> {
    if snapshot::kind(folder)?.is_none() {
        return Ok(Vec::new());
    }
    let entries = fs::read_dir(folder).path_context("read", folder)?;
    entries
        .map(|entry| entry.path_context("read", folder).map(|entry| (parent.join(entry.file_name()), entry.path())))
        .collect()
}

/// Deletes the file or folder at `path`, if it exists. Of a symbolic link, only the link is deleted.
pub(crate) fn remove(path: &Path) -> io::Result<()> {
    match snapshot::kind(path)? {
        None => Ok(()),
        Some(Kind::Folder) => fs::remove_dir_all(path).path_context("remove", path),
        Some(_) => fs::remove_file(path).path_context("remove", path),
    }
}

fn parts(path: &Path) -> io::Result<(&Path, &OsStr)> {
    path.parent().zip(path.file_name()).ok_or_else(|| {
        io::Error::new(io::ErrorKind::InvalidInput, format!("{} is not the path of a folder", path.display()))
    })
}

#[cfg(test)]
mod tests;
