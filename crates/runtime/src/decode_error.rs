//! Errors of decoding a body, without the content of the body.

mod excerpt;

use std::fmt;

use serde_json::error::Category;

pub(crate) use excerpt::looks_like_a_name;

/// Why a body could not be decoded, with line and column.
///
/// It replaces `serde_json::Error`, whose message quotes the unexpected value (`invalid type: string "…"`), which may
/// be a secret. Only the parts of the message that name types are kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecodeError {
    reason: String,
    /// Line and column, both starting at 1.
    position: Option<(usize, usize)>,
    excerpt: Option<String>,
}

impl DecodeError {
    /// Describes `error`, which occurred while decoding `body`.
    pub(crate) fn json(error: &serde_json::Error, body: &[u8]) -> Self {
        let reason = match error.classify() {
            Category::Eof if error.line() == 1 && error.column() == 0 => "it is empty".to_owned(),
            Category::Eof => "it ends in the middle of a JSON value".to_owned(),
            Category::Io | Category::Syntax => excerpt::markup(body)
                .map_or_else(|| "it is not JSON".to_owned(), |markup| format!("it is {markup}, not JSON")),
            Category::Data => reason(&message(error)),
        };
        let position = (error.line() > 0 && error.column() > 0).then(|| (error.line(), error.column()));
        // In a body that is not JSON, values cannot be found and redacted.
        let excerpt = position
            .filter(|_| error.classify() == Category::Data)
            .and_then(|(line, column)| excerpt::before(body, line, column));
        Self { reason, position, excerpt }
    }

    /// The last 60 characters of JSON before the error, without values: strings, and keys that do not look like names,
    /// are `"…"`, and digits are `0`. `None` if the body is not JSON.
    #[must_use]
    pub fn excerpt(&self) -> Option<&str> {
        self.excerpt.as_deref()
    }

    pub(crate) fn not_utf8() -> Self {
        Self { reason: "it is not UTF-8 text".to_owned(), position: None, excerpt: None }
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.reason)?;
        self.position.map_or(Ok(()), |(line, column)| write!(f, " (line {line}, column {column})"))
    }
}

impl std::error::Error for DecodeError {}

/// The message of `error` without the line and column at its end.
fn message(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let position = format!(" at line {} column {}", error.line(), error.column());
    text.strip_suffix(&position).map_or_else(|| text.clone(), str::to_owned)
}

/// The beginnings of those messages of serde that contain only names of fields and types.
const SAFE_PREFIXES: [&str; 3] =
    ["missing field `", "duplicate field `", "data did not match any variant of untagged enum"];

/// The beginnings of those messages of serde that quote a value, and then say what was expected.
const QUOTING_PREFIXES: [&str; 4] = ["invalid type: ", "invalid value: ", "invalid length ", "unknown variant `"];

/// How serde names the type of the value that it found. Longer texts contain the value.
const FOUND_TYPES: [&str; 7] = ["null", "boolean", "integer", "floating point", "string", "sequence", "map"];

fn reason(message: &str) -> String {
    if SAFE_PREFIXES.iter().any(|prefix| message.starts_with(prefix)) {
        return message.to_owned();
    }
    let quoting = QUOTING_PREFIXES.iter().find_map(|prefix| message.strip_prefix(prefix));
    // The last `expected` is from serde: a quoted value comes before it, whatever it contains.
    match quoting.and_then(|rest| rest.rsplit_once(", expected ")) {
        Some((found, expected)) => match FOUND_TYPES.iter().find(|found_type| found.starts_with(*found_type)) {
            Some(found_type) if message.starts_with("invalid type: ") => {
                format!("expected {expected}, found {found_type}")
            }
            _ => format!("expected {expected}"),
        },
        None => "a value is invalid".to_owned(),
    }
}
