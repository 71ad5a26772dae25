//! Types of the runtime that represent formats.

use serde::Serialize;
use serde_json::Value;

/// A type of the runtime that keeps a value as it was sent and interprets it on demand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub enum Native {
    /// `format: date-time`.
    DateTime,
    /// `format: date`.
    Date,
    /// `format: uuid`.
    Uuid,
    /// `format: decimal`, of a string or a number.
    Decimal,
    /// `format: byte`, or `contentEncoding: base64`.
    Base64,
    /// `format: base64url`, or `contentEncoding: base64url`.
    Base64Url,
    /// `format: password`, and strings that only requests contain.
    Secret,
    /// A number without a format: of any size and precision.
    Number,
}

impl Native {
    /// All native types.
    pub const ALL: &[Self] = &[
        Self::DateTime,
        Self::Date,
        Self::Uuid,
        Self::Decimal,
        Self::Base64,
        Self::Base64Url,
        Self::Secret,
        Self::Number,
    ];

    /// The name of the type.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::DateTime => "DateTime",
            Self::Date => "Date",
            Self::Uuid => "Uuid",
            Self::Decimal => "Decimal",
            Self::Base64 => "Base64",
            Self::Base64Url => "Base64Url",
            Self::Secret => "Secret",
            Self::Number => "Number",
        }
    }
}

impl Native {
    /// The type of the values of `schema`, if the format or the type alone makes one of these. Listed values have a
    /// type of their own.
    pub(crate) fn of(schema: &Value) -> Option<Self> {
        let text = |key: &str| schema.get(key).and_then(Value::as_str);
        if schema.get("enum").is_some() {
            return None;
        }
        match (text("type")?, text("format")) {
            ("number", Some("double")) => None,
            (ty, Some(format)) => Self::of_format(ty, format).or((ty == "number").then_some(Self::Number)),
            (ty, None) => (ty == "number").then_some(Self::Number),
        }
    }

    /// The type that values of the type `ty` with this format have.
    pub(crate) fn of_format(ty: &str, format: &str) -> Option<Self> {
        match (ty, format) {
            ("string", "date-time") => Some(Self::DateTime),
            ("string", "date") => Some(Self::Date),
            ("string", "uuid") => Some(Self::Uuid),
            ("string" | "number", "decimal") => Some(Self::Decimal),
            ("string", "byte") => Some(Self::Base64),
            ("string", "base64url") => Some(Self::Base64Url),
            ("string", "password") => Some(Self::Secret),
            _ => None,
        }
    }
}
