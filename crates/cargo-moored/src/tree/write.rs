//! Makes a crate on disk equal to the generated files, completely or not at all.

use std::collections::BTreeSet;
use std::io;
use std::path::Path;

use moored_codegen::files::Files;

use super::{Leftover, Stale, Staleness, check, stage, swap};

/// The changes to a crate; empty if it was already equal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// Paths that did not exist.
    pub created: Vec<String>,
    /// Paths with different contents.
    pub replaced: Vec<String>,
    /// Paths that were removed.
    pub removed: Vec<String>,
    /// What could not be deleted in the staging folder.
    pub leftovers: Vec<Leftover>,
}

impl Written {
    /// The changes that writing makes, given the result of [`check`].
    #[must_use]
    pub fn of(stale: &[Stale], wanted: &Files) -> Self {
        let mut written = Self::default();
        for Stale { path, why } in stale {
            match why {
                _ if path.is_empty() => written.created.extend(wanted.keys().map(ToString::to_string)),
                Staleness::Missing => written.created.push(path.clone()),
                Staleness::Orphan => written.removed.push(path.clone()),
                Staleness::Changed { .. } | Staleness::HandEdited { .. } | Staleness::LineEnds => {
                    written.replaced.push(path.clone());
                }
            }
        }
        written
    }

    /// The number of changed files.
    #[must_use]
    pub fn count(&self) -> usize {
        self.created.len() + self.replaced.len() + self.removed.len()
    }
}

/// Completes what a killed run left, then makes the crate in `dir` equal to `wanted`.
///
/// If the crate is already equal, nothing is touched. Otherwise the whole new crate is built in `staging`, with
/// unchanged files linked from the old crate, and then replaces the old one.
///
/// `staging` must be on the same file system as `dir` and must not be below it. The caller must hold the lock
/// ([`super::Guard`]).
///
/// # Errors
/// Returns an error if something cannot be read or written. `dir` is then the old crate, or the new crate if only the
/// old one could not be moved away.
pub fn write(wanted: &Files, dir: &Path, staging: &Path) -> io::Result<Written> {
    let leftovers = swap::recover(dir.parent().unwrap_or(dir), staging)?;
    let stale = check(wanted, dir)?;
    let mut written = Written { leftovers, ..Written::of(&stale, wanted) };
    if stale.is_empty() {
        return Ok(written);
    }
    let touched: BTreeSet<&str> = written.created.iter().chain(&written.replaced).map(String::as_str).collect();
    let name = dir.file_name().unwrap_or(dir.as_os_str());
    let staged = staging.join(swap::NEW).join(name);
    if let Err(error) = stage::stage(wanted, &touched, dir, &staged) {
        // The staged files may have filled the disk. The first error is the one to return.
        let _ = swap::remove(&staged);
        return Err(error);
    }
    // From here on, `staged` may be the old crate with its preserved files. After an error, `recover` in the next run
    // moves them.
    if let Some(old) = swap::replace(&staged, dir, staging)? {
        swap::move_preserved(&old, dir)?;
        written.leftovers.extend(swap::discard(&old, staging)?);
    }
    Ok(written)
}
