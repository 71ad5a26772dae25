//! Errors of the file system that say what could not be done and where.

use std::io;
use std::path::Path;

/// Adds the deed and the path to an [`io::Error`], which by itself names neither.
pub trait Named<T> {
    /// `cannot <verb> <path>: <error>`, of the same [`io::ErrorKind`].
    ///
    /// # Errors
    /// The error of `self`, with its path.
    fn named(self, verb: &str, path: &Path) -> io::Result<T>;
}

impl<T, E: Into<io::Error>> Named<T> for Result<T, E> {
    fn named(self, verb: &str, path: &Path) -> io::Result<T> {
        self.map_err(|error| {
            let error = error.into();
            io::Error::new(error.kind(), format!("cannot {verb} {}: {error}", path.display()))
        })
    }
}
