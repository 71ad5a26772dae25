//! Generated files on disk: proven equal to what codegen makes ([`check`]), or made so ([`write()`]).
//!
//! What holds whatever happens, a killed process and a full disk included:
//!
//! * a crate's folder is wholly the old crate or wholly the new one, never a mixture;
//! * what did not change is not touched: its inode and time of change stay, so nothing is compiled again;
//! * symbolic links are never followed, neither to compare nor to write nor to remove.

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
mod guard;
mod named;
mod single;
mod snapshot;
mod stage;
mod swap;
mod sync;
mod write;

use compare::Record;
pub use guard::{Access, Guard};
pub use named::Named;
pub use single::{check_file, write_file};
use snapshot::{Kind, Snapshot};
pub use swap::{discard, recover};
pub use write::{Written, write};

/// What stands in a crate's folder without being the generator's: it is not compared, and stays when the crate is replaced.
/// The first two are what building a crate outside a workspace leaves there; the third is whoever keeps its history.
const CARRIED: [&str; 3] = ["target", "Cargo.lock", ".git"];

/// A path that is not what codegen would write.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stale {
    /// Inside the crate, parts joined by `/`; empty where the whole folder is meant. For display: a name on disk that is
    /// not UTF-8 is shown with replacement characters.
    pub path: String,
    /// In which way it is stale.
    pub why: Staleness,
}

/// In which way a path is not what codegen would write.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Staleness {
    /// Codegen would write it, and nothing is there.
    Missing,
    /// As the last run left it, but codegen would now write something else.
    Changed {
        /// From what is there to what codegen would write.
        diff: String,
    },
    /// Not as the last run left it.
    HandEdited {
        /// From what is there to what codegen would write.
        diff: String,
    },
    /// Equal but for `\r\n` in the place of `\n`.
    LineEnds,
    /// It is there, and codegen would not write it.
    Orphan,
}

impl Staleness {
    /// The lines that differ, where there is something to compare.
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
            Self::LineEnds => "line ends differ: CRLF",
            Self::Orphan => "orphaned",
        })
    }
}

/// Compares the crate in `dir` with `wanted`; empty where they are equal.
///
/// # Errors
/// Where `dir`, or something in it, cannot be read.
pub fn check(wanted: &Files, dir: &Path) -> io::Result<Vec<Stale>> {
    let whole = |why| Ok(vec![Stale { path: String::new(), why }]);
    match snapshot::kind(dir)? {
        None => return whole(Staleness::Missing),
        Some(Kind::Folder) => {}
        Some(other) => return whole(Staleness::HandEdited { diff: other.stands_for("folder") }),
    }
    let snapshot = Snapshot::take(dir)?;
    let recorded = recorded(dir)?;
    let mut stale = BTreeSet::new();
    for (path, text) in wanted {
        let why = match snapshot.get(path.as_str()) {
            None => Some(Staleness::Missing),
            Some((Kind::File, on_disk)) => {
                let bytes = fs::read(on_disk).named("read", on_disk)?;
                compare::compare(text, &bytes, record(recorded.as_ref(), path.as_str()))
            }
            Some((other, _)) => Some(Staleness::HandEdited { diff: other.stands_for("file") }),
        };
        stale.extend(why.map(|why| Stale { path: path.to_string(), why }));
    }
    let is_wanted = |path: &str| RelPath::new(path).is_ok_and(|path| wanted.contains_key(&path));
    let orphans = snapshot.files().filter(|path| !is_wanted(path) && !is_carried(path));
    stale.extend(orphans.map(|path| Stale { path: path.to_owned(), why: Staleness::Orphan }));
    Ok(stale.into_iter().collect())
}

/// What is in `dir` although no run of codegen wrote it, as far as the lock in it tells; all of it where there is no lock.
///
/// # Errors
/// Where `dir` cannot be read.
pub fn strangers(dir: &Path) -> io::Result<Vec<String>> {
    let snapshot = match snapshot::kind(dir)? {
        None => return Ok(Vec::new()),
        Some(Kind::Folder) => Snapshot::take(dir)?,
        Some(_) => return Ok(vec![String::new()]),
    };
    let lock = recorded(dir)?.and_then(Result::ok);
    let ours = |path: &str| match &lock {
        Some(lock) => path == lock::FILE_NAME || lock.outputs.contains_key(path) || is_carried(path),
        None => false,
    };
    Ok(snapshot.files().filter(|path| !ours(path)).map(str::to_owned).collect())
}

/// The lock of the run that wrote the crate in `dir`; `None` where it has none.
///
/// # Errors
/// Where the lock is there but cannot be read.
pub fn recorded(dir: &Path) -> io::Result<Option<Result<Lock, lock::LockError>>> {
    let path = dir.join(lock::FILE_NAME);
    if snapshot::kind(&path)? != Some(Kind::File) {
        return Ok(None);
    }
    let bytes = fs::read(&path).named("read", &path)?;
    // Line ends that a checkout converted are no edit: they are reported for what they are.
    let text = compare::without_carriage_returns(&String::from_utf8_lossy(&bytes)).into_owned();
    Ok(Some(Lock::parse(&text)))
}

/// What the last run is known to have left at `path`.
fn record<'a>(recorded: Option<&'a Result<Lock, lock::LockError>>, path: &str) -> Record<'a> {
    match recorded {
        Some(Ok(_)) if path == lock::FILE_NAME => Record::Same,
        Some(Err(_)) if path == lock::FILE_NAME => Record::Other,
        Some(Ok(lock)) => lock.outputs.get(path).map_or(Record::Other, |digest| Record::Digest(digest)),
        // Without a lock, or with one that cannot be trusted, nobody knows; nobody is blamed.
        Some(Err(_)) | None => Record::Same,
    }
}

/// Only at the top of the crate: `src/target` is the generator's.
fn is_carried(path: &str) -> bool {
    let top = path.split('/').next().unwrap_or(path);
    CARRIED.contains(&top)
}
