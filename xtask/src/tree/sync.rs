//! Waiting until what was written is on the disk, for all of it together.
//!
//! A file system does the waiting for many at once, if many are asked for at once: a crate of some thousand files that are waited for one
//! by one takes several times what generating it takes.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::thread;

use super::Named as _;

/// How many are waited for at a time. They wait for the disk, not for a processor.
const WAITING: usize = 16;

/// Waits until what the files at `paths` hold is on the disk.
pub(super) fn sync_files(paths: &[PathBuf]) -> io::Result<()> {
    let waiting = Mutex::new(paths.iter());
    let next = || waiting.lock().unwrap_or_else(std::sync::PoisonError::into_inner).next();
    let wait = || {
        while let Some(path) = next() {
            sync_file(path)?;
        }
        Ok(())
    };
    thread::scope(|scope| {
        // Where no thread is to be had this one does the work.
        let others: Vec<_> = (1..WAITING.min(paths.len()))
            .filter_map(|_| thread::Builder::new().spawn_scoped(scope, wait).ok())
            .collect();
        let here = wait();
        // Nothing above panics; if something did, what it waited for is not on the disk for all that anybody knows.
        let lost = |_| Err(io::Error::other("a thread that waited for the disk ended early"));
        others.into_iter().fold(here, |all, other| all.and(other.join().unwrap_or_else(lost)))
    })
}

/// To wait for it a file has to be open for writing on some systems.
fn sync_file(path: &Path) -> io::Result<()> {
    File::options().write(true).open(path).and_then(|file| file.sync_all()).named("write", path)
}

/// Waits until the names in `folder` are on the disk.
#[cfg(unix)]
pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder).and_then(|folder| folder.sync_all()).named("write", folder)
}

/// Elsewhere a folder cannot be opened; the system writes names in order.
#[cfg(not(unix))]
pub(super) fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}
