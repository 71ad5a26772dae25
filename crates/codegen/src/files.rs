//! What a run of the generator produces: paths and their text, in order, nothing on disk yet.

use std::collections::BTreeMap;
use std::fmt;

/// A relative path with `/` between its parts, that cannot leave the folder it is joined to.
///
/// Every part consists of ASCII letters, digits, `_`, `-` and `.`; no part is `.` or `..` and none is empty. Text of a
/// document therefore never chooses a place on disk.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RelPath(String);

impl RelPath {
    /// Checks `path` and takes it.
    ///
    /// # Errors
    /// [`UnsafePath`] where a part is empty, `.`, `..`, or holds any other character.
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

    /// The path as it was given, parts joined by `/`.
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

/// A path that could leave its folder or does not exist on every system.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a path that the generator may write")]
pub struct UnsafePath(String);

/// The files of a crate: UTF-8 text with `\n` line ends by relative path, in the order of the paths.
pub type Files = BTreeMap<RelPath, String>;
