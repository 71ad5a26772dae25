//! Errors of the file system with the operation and the path.

use std::io;
use std::path::Path;

/// Adds the operation and the path to an [`io::Error`], which has neither.
pub trait PathContext<T> {
    /// `cannot <verb> <path>: <error>`, with the same [`io::ErrorKind`].
    ///
    /// # Errors
    /// Returns the error of `self` with the added text.
    fn path_context(self, verb: &str, path: &Path) -> io::Result<T>;
}

impl<T, E: Into<io::Error>> PathContext<T> for Result<T, E> {
    fn path_context(self, verb: &str, path: &Path) -> io::Result<T> {
        self.map_err(|error| {
            let error = error.into();
            io::Error::new(error.kind(), format!("cannot {verb} {}: {error}", path.display()))
        })
    }
}
