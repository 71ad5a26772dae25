//! What is wrong with a body, told without repeating it.

mod excerpt;

use std::fmt;

use serde_json::error::Category;

pub(crate) use excerpt::looks_like_a_name;

/// Why a body could not be decoded, and at which line and column.
///
/// It stands in for `serde_json::Error`, whose text quotes the value it stumbled over (`invalid type: string "…"`), and that
/// value may be a secret. Of that text only the parts that come from the types are kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecodeError {
    reason: String,
    /// Line and column, both from 1.
    position: Option<(usize, usize)>,
    excerpt: Option<String>,
}

impl DecodeError {
    /// What `error` says of `body`.
    pub(crate) fn json(error: &serde_json::Error, body: &[u8]) -> Self {
        let reason = match error.classify() {
            Category::Eof if error.line() == 1 && error.column() == 0 => "it is empty".to_owned(),
            Category::Eof => "it ends in the middle of a JSON value".to_owned(),
            Category::Io | Category::Syntax => excerpt::markup(body)
                .map_or_else(|| "it is not JSON".to_owned(), |markup| format!("it is {markup}, not JSON")),
            Category::Data => reason(&message(error)),
        };
        let position = (error.line() > 0 && error.column() > 0).then(|| (error.line(), error.column()));
        // What is not JSON has no strings and numbers that could be told from the rest of it.
        let excerpt = position
            .filter(|_| error.classify() == Category::Data)
            .and_then(|(line, column)| excerpt::before(body, line, column));
        Self { reason, position, excerpt }
    }

    /// The JSON around the place, with everything in it that could be a secret made unreadable: `"…"` for strings and for keys that
    /// do not look like names, and zeros for digits. `None` where the place is not known, or the body is no JSON.
    #[must_use]
    pub fn excerpt(&self) -> Option<&str> {
        self.excerpt.as_deref()
    }

    pub(crate) fn not_utf8() -> Self {
        Self { reason: "it is not text in UTF-8".to_owned(), position: None, excerpt: None }
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.reason)?;
        self.position.map_or(Ok(()), |(line, column)| write!(f, " (line {line}, column {column})"))
    }
}

impl std::error::Error for DecodeError {}

/// The text of `error` without the position at its end.
fn message(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let position = format!(" at line {} column {}", error.line(), error.column());
    text.strip_suffix(&position).map_or_else(|| text.clone(), str::to_owned)
}

/// Openings of serde's messages that name only fields and types of ours.
const SAFE_PREFIXES: [&str; 3] =
    ["missing field `", "duplicate field `", "data did not match any variant of untagged enum"];

/// Openings of serde's messages that quote a value, and end in what was expected in its place.
const QUOTING_PREFIXES: [&str; 4] = ["invalid type: ", "invalid value: ", "invalid length ", "unknown variant `"];

/// How serde names what it found. Longer texts are values.
const FOUND_TYPES: [&str; 7] = ["null", "boolean", "integer", "floating point", "string", "sequence", "map"];

fn reason(message: &str) -> String {
    if SAFE_PREFIXES.iter().any(|prefix| message.starts_with(prefix)) {
        return message.to_owned();
    }
    let quoting = QUOTING_PREFIXES.iter().find_map(|prefix| message.strip_prefix(prefix));
    // The last `expected` is serde's own: a quoted value, whatever it holds, stands before it.
    match quoting.and_then(|rest| rest.rsplit_once(", expected ")) {
        Some((found, expected)) => match FOUND_TYPES.iter().find(|found_type| found.starts_with(*found_type)) {
            Some(found_type) if message.starts_with("invalid type: ") => {
                format!("expected {expected}, found {found_type}")
            }
            _ => format!("expected {expected}"),
        },
        None => "it does not fit its documented type".to_owned(),
    }
}
