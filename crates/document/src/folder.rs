//! The files that a document is read from.

use std::collections::BTreeMap;

use crate::source::Source;

/// The files of one provider's folder, as texts.
#[derive(Clone, Copy, Debug)]
pub struct Folder<'a> {
    /// The path that findings show for the folder, `specs/petstore`; empty for the current one.
    pub display: &'a str,
    /// File name → text.
    pub files: &'a BTreeMap<String, String>,
    /// The name of the file that holds the document.
    pub document: &'a str,
}

impl Folder<'_> {
    /// The path that findings show for `file`.
    #[must_use]
    pub fn path(&self, file: &str) -> String {
        if self.display.is_empty() { file.to_owned() } else { format!("{}/{file}", self.display) }
    }

    /// The text of `file`, with its path; `None` if there is no such file.
    #[must_use]
    pub fn source(&self, file: &str) -> Option<Source> {
        self.files.get(file).map(|text| Source::new(self.path(file), text))
    }
}
