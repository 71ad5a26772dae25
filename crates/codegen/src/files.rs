//! The output of the generator: paths and their texts, sorted. Nothing is written to disk.

use std::collections::BTreeMap;
use std::fmt;

/// A relative path with `/` between its parts, which cannot leave the folder it is joined to.
///
/// Every part consists of ASCII letters, digits, `_`, `-` and `.`. No part is empty, `.` or `..`. The text of a
/// document therefore cannot choose a path on disk.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RelPath(String);

impl RelPath {
    /// Checks `path`.
    ///
    /// # Errors
    /// [`UnsafePath`] if a part is empty, `.`, `..`, or contains any other character.
    pub fn new(path: impl Into<String>) -> Result<Self, UnsafePath> {
        let path = path.into();
        let safe = |part: &str| {
            !part.is_empty()
                && part != "."
                && part != ".."
                && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.'))
        };
        if path.split('/').all(safe) { Ok(Self(path)) } else { Err(UnsafePath(path)) }
    }

    /// Returns the path, parts joined by `/`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for RelPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The error for a path that could leave its folder or is not valid on every system.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a path that the generator may write")]
pub struct UnsafePath(String);

/// The files of a crate by relative path, sorted by path. Texts are UTF-8 with `\n` line ends.
pub type Files = BTreeMap<RelPath, String>;
