//! Why a provider's text cannot be had.

use std::fmt;

/// Why a provider's text cannot be had, and what to do.
#[derive(Debug)]
pub(crate) struct Problem {
    pub(crate) message: String,
    pub(crate) help: String,
    pub(crate) about: About,
}

/// The part of `source.toml` that a problem is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum About {
    /// What is at the address.
    Address,
    /// An address that cannot be requested at all.
    AddressItself,
    /// Where the text is within the page.
    Extract,
}

impl Problem {
    pub(crate) fn new(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { message: message.into(), help: help.into(), about: About::Address }
    }

    pub(crate) fn about(self, about: About) -> Self {
        Self { about, ..self }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}; {}", self.message, self.help)
    }
}

impl std::error::Error for Problem {}
