//! Generated crates on disk: [`check`] compares them with the generator's files, and [`write()`] updates them.
//!
//! Invariants, even if the process is killed or the disk is full:
//!
//! * The folder of a crate is completely the old crate or completely the new one.
//! * Unchanged files are not touched: inode and modification time stay the same, so that nothing is recompiled.
//! * Symbolic links are never resolved when comparing, writing or removing.

use std::collections::BTreeSet;
use std::fmt;
use std::fs;
use std::io;
use std::path::Path;

use moored_codegen::{
    files::{Files, RelPath},
    lock::{self, Lock},
};

mod compare;
mod folder;
mod guard;
mod path_context;
mod single;
mod snapshot;
mod stage;
mod swap;
mod sync;
mod write;

use compare::Record;
pub use folder::update_folder;
pub use guard::{Access, Guard};
pub use path_context::PathContext;
pub use single::{check_file, write_file};
use snapshot::{Kind, Snapshot};
pub use swap::{Leftover, discard, recover};
pub use write::{Written, write};

/// Files and folders that are not generated but may be in the folder of a crate. They are not compared, and they are
/// kept when the crate is replaced. `target` and `Cargo.lock` come from building a crate outside of a workspace; `.git`
/// from version control.
const PRESERVED: [&str; 3] = ["target", "Cargo.lock", ".git"];

/// A path that is out of date.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stale {
    /// Relative to the crate, with `/` as separator; empty for the folder of the crate itself. Only for display: if the
    /// name on disk is not UTF-8, it contains replacement characters.
    pub path: String,
    /// How it is out of date.
    pub why: Staleness,
}

/// How a path differs from what codegen would write.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Staleness {
    /// It does not exist, and codegen would write it.
    Missing,
    /// It is as the last run left it, but codegen would now write something else.
    Changed {
        /// From the file on disk to the generated one.
        diff: String,
    },
    /// It is not as the last run left it.
    HandEdited {
        /// From the file on disk to the generated one.
        diff: String,
    },
    /// Equal except for `\r\n` in place of `\n`.
    LineEnds,
    /// It exists, and codegen would not write it.
    Orphan,
}

impl Staleness {
    /// The difference, if there is text to compare.
    #[must_use]
    pub fn diff(&self) -> Option<&str> {
        match self {
            Self::Changed { diff } | Self::HandEdited { diff } => Some(diff),
            Self::Missing | Self::LineEnds | Self::Orphan => None,
        }
    }
}

impl fmt::Display for Staleness {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Missing => "missing",
            Self::Changed { .. } => "changed",
            Self::HandEdited { .. } => "edited by hand",
            Self::LineEnds => "line endings differ: CRLF",
            Self::Orphan => "orphaned",
        })
    }
}

/// Compares the crate in `dir` with `wanted`; empty if they are equal.
///
/// # Errors
/// Returns an error if `dir` or something in it cannot be read.
pub fn check(wanted: &Files, dir: &Path) -> io::Result<Vec<Stale>> {
    let whole = |why| Ok(vec![Stale { path: String::new(), why }]);
    match snapshot::kind(dir)? {
        None => return whole(Staleness::Missing),
        Some(Kind::Folder) => {}
        Some(other) => return whole(Staleness::HandEdited { diff: other.found_instead_of("folder") }),
    }
    let snapshot = Snapshot::take(dir)?;
    let recorded = read_lock(dir)?;
    let mut stale = BTreeSet::new();
    for (path, text) in wanted {
        let why = match snapshot.get(path.as_str()) {
            None => Some(Staleness::Missing),
            Some((Kind::File, on_disk)) => {
                let bytes = fs::read(on_disk).path_context("read", on_disk)?;
                compare::compare(text, &bytes, record(recorded.as_ref(), path.as_str()))
            }
            Some((other, _)) => Some(Staleness::HandEdited { diff: other.found_instead_of("file") }),
        };
        stale.extend(why.map(|why| Stale { path: path.to_string(), why }));
    }
    let is_wanted = |path: &str| RelPath::new(path).is_ok_and(|path| wanted.contains_key(&path));
    let orphans = snapshot.files().filter(|path| !is_wanted(path) && !is_preserved(path));
    stale.extend(orphans.map(|path| Stale { path: path.to_owned(), why: Staleness::Orphan }));
    Ok(stale.into_iter().collect())
}

/// The files in `dir` that no run of codegen wrote, according to the lock; all files if there is no lock.
///
/// # Errors
/// Returns an error if `dir` cannot be read.
pub fn foreign_files(dir: &Path) -> io::Result<Vec<String>> {
    let snapshot = match snapshot::kind(dir)? {
        None => return Ok(Vec::new()),
        Some(Kind::Folder) => Snapshot::take(dir)?,
        Some(_) => return Ok(vec![String::new()]),
    };
    let lock = read_lock(dir)?.and_then(Result::ok);
    let is_generated = |path: &str| match &lock {
        Some(lock) => path == lock::FILE_NAME || lock.outputs.contains_key(path) || is_preserved(path),
        None => false,
    };
    Ok(snapshot.files().filter(|path| !is_generated(path)).map(str::to_owned).collect())
}

/// The lock of the run that wrote the crate in `dir`; `None` if there is no lock.
///
/// # Errors
/// Returns an error if the lock exists but cannot be read.
pub fn read_lock(dir: &Path) -> io::Result<Option<Result<Lock, lock::LockError>>> {
    let path = dir.join(lock::FILE_NAME);
    if snapshot::kind(&path)? != Some(Kind::File) {
        return Ok(None);
    }
    let bytes = fs::read(&path).path_context("read", &path)?;
    // Line endings that git converted are not an edit; they are reported separately.
    let text = compare::without_carriage_returns(&String::from_utf8_lossy(&bytes)).into_owned();
    Ok(Some(Lock::parse(&text)))
}

/// What is known about the file at `path` after the last run.
fn record<'a>(recorded: Option<&'a Result<Lock, lock::LockError>>, path: &str) -> Record<'a> {
    match recorded {
        Some(Ok(_)) if path == lock::FILE_NAME => Record::Same,
        Some(Err(_)) if path == lock::FILE_NAME => Record::Other,
        Some(Ok(lock)) => lock.outputs.get(path).map_or(Record::Other, |digest| Record::Digest(digest)),
        // Without a valid lock, an edit cannot be distinguished from a change of the generator.
        Some(Err(_)) | None => Record::Same,
    }
}

/// Only in the top folder of the crate: a module may have the name `src/target`.
fn is_preserved(path: &str) -> bool {
    let top = path.split('/').next().unwrap_or(path);
    PRESERVED.contains(&top)
}
