//! Errors of decoding JSON, without the values of the text.

use std::fmt;

use serde::de::{self, Expected, Unexpected};

/// Why a text is not JSON, or not of the expected type. Nothing of it quotes a value, which may be a secret: types
/// describe what they expect, and what was found is named by its JSON type.
pub(crate) struct Error(Box<Fault>);

/// The content of an [`Error`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    pub(crate) reason: Reason,
    /// The entry where it was found, for the path.
    pub(super) entry: Option<usize>,
    /// The byte where it was found; `None` for the last byte of the entry.
    pub(super) position: Option<usize>,
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Reason {
    /// The text is not JSON.
    Syntax(Syntax),
    /// The value is not of the expected type.
    Type(String),
}

/// Why a text is not JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Syntax {
    ControlCharacter,
    ExpectedColon,
    ExpectedCommaOrBrace,
    ExpectedCommaOrBracket,
    ExpectedName,
    ExpectedValue,
    InvalidEscape,
    InvalidNumber,
    TrailingCharacters,
    TrailingComma,
    UnexpectedEnd,
}

impl fmt::Display for Syntax {
    /// As serde_json states it, by which others look for an explanation.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::ControlCharacter => "control character (\\u0000-\\u001F) found while parsing a string",
            Self::ExpectedColon => "expected `:`",
            Self::ExpectedCommaOrBrace => "expected `,` or `}`",
            Self::ExpectedCommaOrBracket => "expected `,` or `]`",
            Self::ExpectedName => "key must be a string",
            Self::ExpectedValue => "expected value",
            Self::InvalidEscape => "invalid escape",
            Self::InvalidNumber => "invalid number",
            Self::TrailingCharacters => "trailing characters after the JSON value",
            Self::TrailingComma => "trailing comma",
            Self::UnexpectedEnd => "it ends in the middle of a JSON value",
        })
    }
}

impl Error {
    pub(super) fn syntax(syntax: Syntax, position: usize, entry: usize) -> Self {
        Self(Box::new(Fault { reason: Reason::Syntax(syntax), entry: Some(entry), position: Some(position) }))
    }

    pub(super) fn of_text(reason: impl Into<String>) -> Self {
        Self(Box::new(Fault { reason: Reason::Type(reason.into()), entry: None, position: None }))
    }

    /// The error of a value of the JSON type `found`.
    pub(super) fn found(found: &str, expected: &dyn Expected) -> Self {
        Self::of_text(format!("expected {expected}, found {found}"))
    }

    /// The error of a value that is nested more than `limit` levels deep.
    pub(super) fn too_deep(limit: usize) -> Self {
        Self::of_text(format!(
            "{TOO_DEEP}: it is nested more than {limit} levels deep; `ClientBuilder::max_json_depth` sets the limit"
        ))
    }

    /// Adds the entry at which the error occurred, unless a value inside it has been added.
    pub(super) fn at(mut self, entry: usize) -> Self {
        self.0.entry.get_or_insert(entry);
        self
    }

    /// Adds the byte at which the error occurred.
    pub(super) fn at_byte(mut self, position: usize) -> Self {
        self.0.position.get_or_insert(position);
        self
    }

    pub(crate) fn fault(&self) -> &Fault {
        &self.0
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0.reason {
            Reason::Syntax(syntax) => syntax.fmt(f),
            Reason::Type(reason) => f.write_str(reason),
        }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for Error {}

/// The beginning of the message about a value that is nested too deeply, also where a deserializer of another crate
/// passes it on as text.
const TOO_DEEP: &str = "recursion limit exceeded";

/// The beginnings of those messages, of serde and of this crate, that contain only names of fields and types.
const SAFE_PREFIXES: [&str; 3] = ["data did not match any variant of untagged enum", "missing field `", TOO_DEEP];

impl de::Error for Error {
    /// Types written by hand often quote the value in their messages.
    fn custom<T: fmt::Display>(message: T) -> Self {
        let message = message.to_string();
        let is_safe = SAFE_PREFIXES.iter().any(|prefix| message.starts_with(prefix));
        Self::of_text(if is_safe { message } else { "a value is invalid".to_owned() })
    }

    fn invalid_type(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        match found_type(found) {
            Some(found) => Self::found(found, expected),
            None => Self::of_text(format!("expected {expected}")),
        }
    }

    fn invalid_value(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        match found {
            Unexpected::Signed(_) | Unexpected::Unsigned(_) | Unexpected::Float(_) => Self::too_large(expected),
            _ => Self::of_text(format!("expected {expected}")),
        }
    }

    fn invalid_length(_: usize, expected: &dyn Expected) -> Self {
        Self::of_text(format!("expected {expected}"))
    }

    fn unknown_variant(_: &str, expected: &'static [&'static str]) -> Self {
        Self::of_text(format!("expected {}", OneOf(expected)))
    }

    fn unknown_field(_: &str, expected: &'static [&'static str]) -> Self {
        Self::of_text(format!("unknown field, expected {}", OneOf(expected)))
    }

    fn missing_field(field: &'static str) -> Self {
        Self::of_text(format!("missing field `{field}`"))
    }

    fn duplicate_field(field: &'static str) -> Self {
        Self::of_text(format!("duplicate field `{field}`"))
    }
}

impl Error {
    /// The error of a number outside the range of the type.
    pub(super) fn too_large(expected: &dyn Expected) -> Self {
        let expected = expected.to_string();
        if !["i8", "i16", "i32", "i64", "u8", "u16", "u32", "u64"].contains(&expected.as_str()) {
            return Self::of_text(format!("expected {expected}, and the number is out of range"));
        }
        let setting = "`wide_integers` in `moored.toml`, or `type: number` in the overlay";
        Self::of_text(format!(
            "expected {expected}, and the number does not fit: {setting}, gives the generated type a number of any size"
        ))
    }
}

fn found_type(found: Unexpected<'_>) -> Option<&str> {
    Some(match found {
        Unexpected::Bool(_) => "boolean",
        Unexpected::Unsigned(_) | Unexpected::Signed(_) => "integer",
        Unexpected::Float(_) => "floating point",
        Unexpected::Str(_) | Unexpected::Char(_) => "string",
        Unexpected::Unit | Unexpected::Option => "null",
        Unexpected::Seq => "sequence",
        Unexpected::Map => "map",
        Unexpected::Other(found @ ("null" | "boolean" | "number" | "sequence" | "map" | "string")) => found,
        _ => return None,
    })
}

/// Names as serde writes them.
struct OneOf(&'static [&'static str]);

impl fmt::Display for OneOf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            [] => f.write_str("nothing"),
            [only] => write!(f, "`{only}`"),
            [one, other] => write!(f, "`{one}` or `{other}`"),
            [first, rest @ ..] => {
                write!(f, "one of `{first}`")?;
                rest.iter().try_for_each(|name| write!(f, ", `{name}`"))
            }
        }
    }
}
