//! The text of a document and the name that findings show for it.

use std::sync::Arc;

/// Text to read, with the name that findings show for it (usually a path relative to the project).
///
/// Cheap to clone: both parts are shared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    name: Arc<str>,
    text: Arc<str>,
}

impl Source {
    /// A source with the name `name` and the text `text`.
    ///
    /// A byte order mark at the start is removed: YAML 1.2 (section 5.2) and RFC 8259 (section 8.1) allow a reader to
    /// ignore it. A carriage return alone, which ends a line in both, becomes a line feed.
    pub fn new(name: impl AsRef<str>, text: impl AsRef<str>) -> Self {
        let text = text.as_ref();
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut ends =
            text.char_indices().filter(|(_, character)| *character == '\r').map(|(at, _)| text.get(at + 1..));
        let is_alone = ends.any(|rest| !rest.is_some_and(|rest| rest.starts_with('\n')));
        let text = if is_alone { text.replace("\r\n", "\n").replace('\r', "\n").into() } else { text.into() };
        Self { name: name.as_ref().into(), text }
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
