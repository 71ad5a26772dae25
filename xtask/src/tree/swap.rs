//! Puts a staged crate in the place of the old one, and finishes what a killed run began.
//!
//! A staging folder has three rooms. They are known by name, so that the next run can tell from where a thing lies what
//! was about to happen to it:
//!
//! * `new/<name>`: on its way to the crate `<name>`, or, after the exchange, the crate that was there before;
//! * `old/<name>`: taken away to make place, where the system cannot exchange two folders: the only copy, for a moment;
//! * `scrap/`: to be deleted, whatever it is.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::snapshot::{self, Kind};
use super::sync::sync_folder;
use super::{CARRIED, Named as _};

pub(crate) const NEW: &str = "new";
pub(crate) const OLD: &str = "old";
pub(crate) const SCRAP: &str = "scrap";
pub(crate) const FOLDERS: [&str; 3] = [NEW, OLD, SCRAP];

/// Puts `new` at `place`, and gives back where that which stood there is now.
pub(crate) fn replace(new: &Path, place: &Path, staging: &Path) -> io::Result<Option<PathBuf>> {
    let (parent, name) = parts(place)?;
    if snapshot::kind(place)?.is_none() {
        fs::create_dir_all(parent).named("create", parent)?;
        fs::rename(new, place).named("create", place)?;
        sync_folder(parent)?;
        return Ok(None);
    }
    let old = match exchange(new, place)? {
        Exchange::Done => new.to_owned(),
        Exchange::Unsupported => rename_twice(new, place, &staging.join(OLD).join(name))?,
    };
    sync_folder(parent)?;
    Ok(Some(old))
}

enum Exchange {
    Done,
    Unsupported,
}

/// One system call: at no moment is there nothing at `place`.
#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn exchange(new: &Path, place: &Path) -> io::Result<Exchange> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    use rustix::io::Errno;
    match renameat_with(CWD, new, CWD, place, RenameFlags::EXCHANGE) {
        Ok(()) => Ok(Exchange::Done),
        // Old kernels, and file systems that know only the plain call.
        Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => Ok(Exchange::Unsupported),
        Err(error) => Err(error).named("replace", place),
    }
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn exchange(_: &Path, _: &Path) -> io::Result<Exchange> {
    Ok(Exchange::Unsupported)
}

/// Two calls. Killed between them, a run leaves nothing at `place`; [`recover`] then puts `old` back.
fn rename_twice(new: &Path, place: &Path, old: &Path) -> io::Result<PathBuf> {
    let (room, _) = parts(old)?;
    fs::create_dir_all(room).named("create", room)?;
    fs::rename(place, old).named("replace", place)?;
    if let Err(error) = fs::rename(new, place) {
        fs::rename(old, place).named("restore", place)?;
        return Err(error).named("replace", place);
    }
    Ok(old.to_owned())
}

/// Moves what is not the generator's from the `old` crate to the one at `place`, unless it has its own.
pub(crate) fn carry(old: &Path, place: &Path) -> io::Result<()> {
    if snapshot::kind(old)? != Some(Kind::Folder) {
        return Ok(());
    }
    for name in CARRIED {
        let (from, to) = (old.join(name), place.join(name));
        if snapshot::kind(&from)?.is_some() && snapshot::kind(&to)?.is_none() {
            fs::rename(&from, &to).named("move", &from)?;
        }
    }
    Ok(())
}

/// Removes what stands at `path`: at once from there, then piece by piece where a killed run leaves no half crate.
///
/// # Errors
/// Where it cannot be moved or deleted.
pub fn discard(path: &Path, staging: &Path) -> io::Result<()> {
    let scrap = staging.join(SCRAP);
    let (_, name) = parts(path)?;
    let scrapped = scrap.join(name);
    remove(&scrapped)?;
    fs::create_dir_all(&scrap).named("create", &scrap)?;
    fs::rename(path, &scrapped).named("remove", path)?;
    remove(&scrapped)
}

/// Finishes what killed runs left in `staging` on the way to or from the crates in `parent`. To be called under the lock.
///
/// # Errors
/// Where something left there cannot be moved or deleted.
pub fn recover(parent: &Path, staging: &Path) -> io::Result<()> {
    for (place, old) in left_in(&staging.join(OLD), parent)? {
        if snapshot::kind(&place)?.is_none() {
            fs::rename(&old, &place).named("restore", &place)?;
        }
    }
    for room in [OLD, NEW] {
        for (place, left) in left_in(&staging.join(room), parent)? {
            if snapshot::kind(&place)? == Some(Kind::Folder) {
                carry(&left, &place)?;
            }
            discard(&left, staging)?;
        }
    }
    remove(&staging.join(SCRAP))
}

/// The crate in `parent` and what is left of it, for each thing in one room of the staging folder.
fn left_in(room: &Path, parent: &Path) -> io::Result<Vec<(PathBuf, PathBuf)>> {
    if snapshot::kind(room)?.is_none() {
        return Ok(Vec::new());
    }
    let entries = fs::read_dir(room).named("read", room)?;
    entries.map(|entry| entry.named("read", room).map(|entry| (parent.join(entry.file_name()), entry.path()))).collect()
}

/// Deletes what stands at `path`, if anything does; of a link only the link.
pub(crate) fn remove(path: &Path) -> io::Result<()> {
    match snapshot::kind(path)? {
        None => Ok(()),
        Some(Kind::Folder) => fs::remove_dir_all(path).named("remove", path),
        Some(_) => fs::remove_file(path).named("remove", path),
    }
}

fn parts(path: &Path) -> io::Result<(&Path, &std::ffi::OsStr)> {
    path.parent().zip(path.file_name()).ok_or_else(|| {
        io::Error::new(io::ErrorKind::InvalidInput, format!("{} is not the path of a folder to write", path.display()))
    })
}

#[cfg(test)]
mod tests;
