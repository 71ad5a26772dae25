//! Regular expressions.

use std::fmt;
use std::sync::OnceLock;

use regex::Regex;

/// A `pattern` of the document. It is compiled when it is first used.
pub struct Pattern {
    source: &'static str,
    translated: &'static str,
    compiled: OnceLock<Option<Regex>>,
}

impl Pattern {
    /// The pattern `source` of the document, which the generator has `translated` from ECMA-262 to the syntax of the
    /// crate `regex`.
    #[must_use]
    pub const fn new(source: &'static str, translated: &'static str) -> Self {
        Self { source, translated, compiled: OnceLock::new() }
    }

    /// The pattern in the document.
    #[must_use]
    pub const fn as_str(&self) -> &'static str {
        self.source
    }

    /// Whether `text` matches, somewhere in it. The generator has compiled the pattern; one that could not be compiled
    /// here would match all texts.
    pub(super) fn is_match(&self, text: &str) -> bool {
        let compiled = self.compiled.get_or_init(|| Regex::new(self.translated).ok());
        compiled.as_ref().is_none_or(|regex| regex.is_match(text))
    }
}

impl fmt::Debug for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Pattern").field(&self.source).finish()
    }
}
