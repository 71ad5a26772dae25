//! Errors of decoding a body, without the content of the body.

mod excerpt;

use std::fmt;

use crate::json::{Document, Error, Reason, Step, Syntax};

pub(crate) use excerpt::looks_like_a_name;

/// Why a body could not be decoded, with path, line and column.
///
/// It replaces the errors of serde and serde_json, whose messages quote the unexpected value (`invalid type: string
/// "…"`), which may be a secret. The parts that name types, and the reasons why a text is not JSON, are kept.
#[derive(Clone, PartialEq, Eq)]
pub struct DecodeError(
    /// In a box, because an error is part of many results.
    Box<Content>,
);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Content {
    reason: String,
    path: String,
    /// Line and column, both starting at 1.
    position: Option<(usize, usize)>,
    excerpt: Option<String>,
}

impl DecodeError {
    /// Describes `error`, which occurred while decoding `document`.
    pub(crate) fn json(error: &Error, document: &Document) -> Self {
        let fault = error.fault();
        let body = document.text();
        let is_empty = body.trim_ascii().is_empty();
        let offset = document.offset(fault).filter(|_| !is_empty);
        let (reason, excerpt) = match &fault.reason {
            _ if is_empty => ("it is empty".to_owned(), None),
            // In a body that is not JSON, values cannot be found and redacted.
            Reason::Syntax(syntax) => (not_json(*syntax, body, offset.unwrap_or_default()), None),
            Reason::Type(reason) => (reason.clone(), offset.and_then(|offset| body.get(..=offset)).map(excerpt::of)),
        };
        let position = offset.map(|offset| document.line_and_column(offset));
        Self(Box::new(Content { reason, path: display_path(&document.path(fault)), position, excerpt }))
    }

    /// Where in the body the value is, such as `users[1].age`; `.` for the whole body. Names that do not look like
    /// those of properties are `…`.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.0.path
    }

    /// The last 60 characters of JSON before the error, without values: strings, and keys that do not look like names,
    /// are `"…"`, and digits are `0`. `None` if the body is not JSON.
    #[must_use]
    pub fn excerpt(&self) -> Option<&str> {
        self.0.excerpt.as_deref()
    }

    pub(crate) fn not_text(encoding: &'static str) -> Self {
        let reason = format!("it is not {encoding} text");
        Self(Box::new(Content { reason, path: String::new(), position: None, excerpt: None }))
    }

    pub(crate) fn unsupported_charset() -> Self {
        let reason = "its `charset` is not supported".to_owned();
        Self(Box::new(Content { reason, path: String::new(), position: None, excerpt: None }))
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.reason)?;
        self.0.position.map_or(Ok(()), |(line, column)| write!(f, " (line {line}, column {column})"))
    }
}

impl fmt::Debug for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Content { reason, path, position, excerpt } = &*self.0;
        f.debug_struct("DecodeError")
            .field("reason", reason)
            .field("path", path)
            .field("position", position)
            .field("excerpt", excerpt)
            .finish()
    }
}

impl std::error::Error for DecodeError {}

/// Why the text `body` is not JSON, found at `offset`.
fn not_json(syntax: Syntax, body: &[u8], offset: usize) -> String {
    if let Some(other) = excerpt::other_format(body) {
        return format!("it is {other}, not JSON");
    }
    let is_beginning = body.get(..offset).is_none_or(|before| before.trim_ascii().is_empty());
    match (syntax, excerpt::number_without_json(body.get(offset..).unwrap_or_default())) {
        (Syntax::UnexpectedEnd | Syntax::TrailingCharacters, _) => syntax.to_string(),
        (_, Some(number)) => format!("{syntax}, found `{number}`, which JSON does not have"),
        (_, None) if is_beginning => format!("it is not JSON: {syntax}"),
        (_, None) => format!("it is not valid JSON: {syntax}"),
    }
}

/// `path` as text, with `…` for keys that do not look like names.
pub(crate) fn display_path(path: &[Step]) -> String {
    let mut text = String::new();
    if path.is_empty() {
        text.push('.');
    }
    for step in path {
        match step {
            Step::Element(index) => text.push_str(&format!("[{index}]")),
            Step::Member(name) => {
                if !text.is_empty() {
                    text.push('.');
                }
                text.push_str(name.as_deref().filter(|name| looks_like_a_name(name)).unwrap_or("…"));
            }
        }
    }
    text
}
