//! A document's text and the name it is shown under.

use std::sync::Arc;

/// Text to read, with the name that diagnostics show for it (usually a path relative to the project).
///
/// Cheap to clone: both parts are shared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    name: Arc<str>,
    text: Arc<str>,
}

impl Source {
    /// A source called `name` that holds `text`.
    ///
    /// A byte order mark at the start is dropped: YAML 1.2 (section 5.2) and RFC 8259 (section 8.1) let a reader ignore it.
    pub fn new(name: impl AsRef<str>, text: impl AsRef<str>) -> Self {
        let text = text.as_ref();
        Self { name: name.as_ref().into(), text: text.strip_prefix('\u{feff}').unwrap_or(text).into() }
    }

    /// The name to show.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The whole text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }
}
