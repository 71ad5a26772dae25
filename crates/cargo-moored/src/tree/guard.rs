//! A lock against concurrent runs: a lock file, which the operating system releases when the process ends.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use super::PathContext as _;

/// The name of the lock file in the folder that it protects.
const FILE_NAME: &str = "lock";

/// Keeps the folder out of commits.
const IGNORE: &str = ".gitignore";

/// The access that a run needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Prevents writers. Uses the lock only if it exists: a reader creates no files, so that `--check` works in a
    /// read-only folder.
    Shared,
    /// Prevents readers and other writers. Creates the folder and the lock file.
    Exclusive,
}

/// Holds the lock until it is dropped.
#[derive(Debug)]
pub struct Guard {
    folder: PathBuf,
    /// `None` for a reader without a lock file.
    file: Option<File>,
}

impl Guard {
    /// Acquires the lock in `folder`. If another run holds it, calls `waiting` once and waits.
    ///
    /// # Errors
    /// Returns an error if the lock file cannot be created for [`Access::Exclusive`], or if the file system does not
    /// support locks.
    pub fn acquire(access: Access, folder: &Path, waiting: impl Fn()) -> io::Result<Self> {
        let path = folder.join(FILE_NAME);
        loop {
            let Some(file) = open(access, folder, &path)? else {
                return Ok(Self { folder: folder.to_owned(), file: None });
            };
            let tried = match access {
                Access::Shared => file.try_lock_shared(),
                Access::Exclusive => file.try_lock(),
            };
            match tried {
                Ok(()) => {}
                Err(TryLockError::Error(error)) => return Err(error).path_context("lock", &path),
                Err(TryLockError::WouldBlock) => {
                    waiting();
                    match access {
                        Access::Shared => file.lock_shared(),
                        Access::Exclusive => file.lock(),
                    }
                    .path_context("lock", &path)?;
                }
            }
            // The previous holder may have removed the lock file. A lock on a removed file protects nothing.
            if is_at(&file, &path) {
                let ignore = folder.join(IGNORE);
                if access == Access::Exclusive && !ignore.exists() {
                    // Without it, the run does the same.
                    let _ = fs::write(ignore, "*\n");
                }
                return Ok(Self { folder: folder.to_owned(), file: Some(file) });
            }
        }
    }

    /// Releases the lock and removes its folder if nothing else is in it: for a folder outside of the project.
    pub fn release_and_remove(self) {
        if self.file.is_some() && cfg!(unix) {
            // Errors are ignored: the next run uses what is left.
            for file in [FILE_NAME, IGNORE] {
                let _ = fs::remove_file(self.folder.join(file));
            }
            for empty in super::swap::FOLDERS {
                let _ = fs::remove_dir(self.folder.join(empty));
            }
            let _ = fs::remove_dir(&self.folder);
        }
    }
}

fn open(access: Access, folder: &Path, path: &Path) -> io::Result<Option<File>> {
    match access {
        Access::Shared => match File::open(path) {
            Ok(file) => Ok(Some(file)),
            Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::PermissionDenied) => Ok(None),
            Err(error) => Err(error).path_context("open", path),
        },
        Access::Exclusive => loop {
            fs::create_dir_all(folder).path_context("create", folder)?;
            match OpenOptions::new().create(true).truncate(false).write(true).open(path) {
                // The folder was removed by another run between the two calls.
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                opened => return opened.path_context("create", path).map(Some),
            }
        },
    }
}

#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    match (file.metadata(), fs::metadata(path)) {
        (Ok(held), Ok(there)) => held.dev() == there.dev() && held.ino() == there.ino(),
        _ => false,
    }
}

/// Only unix systems remove the lock file.
#[cfg(not(unix))]
fn is_at(_: &File, _: &Path) -> bool {
    true
}
