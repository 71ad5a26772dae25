//! One run at a time: a lock file that the operating system releases however a run ends.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use super::Named as _;

/// The lock's name in the folder that it guards.
const FILE_NAME: &str = "lock";

/// What a run needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Nobody writes meanwhile. Takes part in the lock only where a run has left one: a reader creates nothing, so that a
    /// check works in a folder that it may not write to.
    Shared,
    /// Nobody else reads or writes meanwhile. Creates the folder and the lock in it.
    Exclusive,
}

/// Holds the lock until it is dropped.
#[derive(Debug)]
pub struct Guard {
    folder: PathBuf,
    /// `None` for a reader where there is nothing to lock.
    file: Option<File>,
}

impl Guard {
    /// Takes the lock in `folder`; calls `waiting` where another run holds it, and waits for that one to end.
    ///
    /// # Errors
    /// Where [`Access::Exclusive`] cannot create the lock, or where the system cannot lock files there.
    pub fn take(access: Access, folder: &Path, waiting: impl Fn()) -> io::Result<Self> {
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
                Err(TryLockError::Error(error)) => return Err(error).named("lock", &path),
                Err(TryLockError::WouldBlock) => {
                    waiting();
                    match access {
                        Access::Shared => file.lock_shared(),
                        Access::Exclusive => file.lock(),
                    }
                    .named("lock", &path)?;
                }
            }
            // Whoever held the lock may have dissolved it: then this file guards nothing any more.
            if is_at(&file, &path) {
                return Ok(Self { folder: folder.to_owned(), file: Some(file) });
            }
        }
    }

    /// Gives the lock back and removes its folder, as far as nothing else is in it: for a folder beside somebody else's.
    pub fn dissolve(self) {
        if self.file.is_some() && cfg!(unix) {
            // What cannot be removed stays; the next run finds it and goes on from there.
            let _ = fs::remove_file(self.folder.join(FILE_NAME));
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
            Err(error) => Err(error).named("open", path),
        },
        Access::Exclusive => loop {
            fs::create_dir_all(folder).named("create", folder)?;
            match OpenOptions::new().create(true).truncate(false).write(true).open(path) {
                // Dissolved between the two calls.
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                opened => return opened.named("create", path).map(Some),
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

/// Elsewhere the lock is never dissolved.
#[cfg(not(unix))]
fn is_at(_: &File, _: &Path) -> bool {
    true
}
