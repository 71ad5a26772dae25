//! Makes a crate on disk equal to what codegen makes, whole or not at all.

use std::collections::BTreeSet;
use std::io;
use std::path::Path;

use moored_codegen::files::Files;

use super::{Stale, Staleness, check, stage, swap};

/// What a run changed in a crate; empty where it was already equal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// Paths that were not there.
    pub created: Vec<String>,
    /// Paths that held something else.
    pub replaced: Vec<String>,
    /// Paths that are no longer there.
    pub removed: Vec<String>,
}

impl Written {
    /// What writing changes, given what [`check`] found.
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

    /// How many files are no longer what they were.
    #[must_use]
    pub fn count(&self) -> usize {
        self.created.len() + self.replaced.len() + self.removed.len()
    }
}

/// Finishes what a killed run left, then makes the crate in `dir` equal to `wanted`. Touches nothing where it is; otherwise builds the whole new crate in
/// `staging`, with unchanged files linked over from the old one, and puts it in the place of the old.
///
/// `staging` must be on the file system of `dir`, must not be below it, and no other run may use it meanwhile ([`super::Guard`]).
///
/// # Errors
/// Where something cannot be read or written; then `dir` is as it was, or already the new crate where only the removal of
/// the old one failed.
pub fn write(wanted: &Files, dir: &Path, staging: &Path) -> io::Result<Written> {
    swap::recover(dir.parent().unwrap_or(dir), staging)?;
    let stale = check(wanted, dir)?;
    let written = Written::of(&stale, wanted);
    if stale.is_empty() {
        return Ok(written);
    }
    let touched: BTreeSet<&str> = written.created.iter().chain(&written.replaced).map(String::as_str).collect();
    let name = dir.file_name().unwrap_or(dir.as_os_str());
    let staged = staging.join(swap::NEW).join(name);
    if let Err(error) = stage::stage(wanted, &touched, dir, &staged) {
        // What was staged may be what filled the disk. The error that counts is the first one.
        let _ = swap::remove(&staged);
        return Err(error);
    }
    // From here on `staged` may be the old crate, with what it carries: after an error the next run's `recover` sees to it.
    if let Some(old) = swap::replace(&staged, dir, staging)? {
        swap::carry(&old, dir)?;
        swap::discard(&old, staging)?;
    }
    Ok(written)
}
