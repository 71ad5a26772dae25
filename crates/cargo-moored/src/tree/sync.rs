//! Waits until written files are on disk.
//!
//! The files are synced in parallel, because file systems combine concurrent requests: syncing some thousand files one
//! by one takes several times as long as generating them.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::thread;

use super::PathContext as _;

/// The number of parallel requests. They wait for the disk, so this may exceed the number of processors.
const PARALLEL_SYNCS: usize = 16;

/// Waits until the contents of the files at `paths` are on disk.
pub(super) fn sync_files(paths: &[PathBuf]) -> io::Result<()> {
    let remaining = Mutex::new(paths.iter());
    let next = || remaining.lock().unwrap_or_else(std::sync::PoisonError::into_inner).next();
    let wait = || {
        while let Some(path) = next() {
            sync_file(path)?;
        }
        Ok(())
    };
    thread::scope(|scope| {
        // If no thread can be started, this thread does all the work.
        let others: Vec<_> = (1..PARALLEL_SYNCS.min(paths.len()))
            .filter_map(|_| thread::Builder::new().spawn_scoped(scope, wait).ok())
            .collect();
        let here = wait();
        // The threads do not panic. If one did, its files may not be on disk.
        let lost = |_| Err(io::Error::other("a thread that synced files to disk panicked"));
        others.into_iter().fold(here, |all, other| all.and(other.join().unwrap_or_else(lost)))
    })
}

/// Some systems require a file that is open for writing.
fn sync_file(path: &Path) -> io::Result<()> {
    File::options().write(true).open(path).and_then(|file| file.sync_all()).path_context("write", path)
}

/// Waits until the directory entries of `folder` are on disk.
#[cfg(unix)]
pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder).and_then(|folder| folder.sync_all()).path_context("write", folder)
}

/// Other systems cannot open a folder; they write directory entries in order.
#[cfg(not(unix))]
pub(super) fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}
