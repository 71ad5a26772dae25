//! The error of reading all pages or items.

use std::fmt;

use super::position::PagePosition;
use crate::Error;

/// Why there are not all pages or items, and those that were read. It converts into its [`Error`], so `?` works in a
/// function that returns that.
#[non_exhaustive]
pub struct Incomplete<T, E> {
    /// What was read before the error.
    pub read: Vec<T>,
    /// Where to continue.
    pub position: Option<PagePosition>,
    /// What went wrong.
    pub error: Error<E>,
}

impl<T, E> From<Incomplete<T, E>> for Error<E> {
    fn from(incomplete: Incomplete<T, E>) -> Self {
        incomplete.error
    }
}

impl<T, E> fmt::Display for Incomplete<T, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.error, f)
    }
}

/// Shows how much was read, and nothing of it.
impl<T, E> fmt::Debug for Incomplete<T, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Incomplete").field("read", &self.read.len()).field("error", &self.error).finish_non_exhaustive()
    }
}

impl<T, E> std::error::Error for Incomplete<T, E> {
    /// `Display` already writes the error.
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        std::error::Error::source(&self.error)
    }
}
