//! What differs between a response and the document.

use std::fmt;
use std::time::SystemTime;

use http::StatusCode;

use crate::operation::Operation;

/// What differs between a response and the document. It has no value of the response.
///
/// `Display` writes `GET /user (get-user) 200: /user/nickname: undocumented member, string`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Deviation {
    /// The path of the document that the client was generated from, such as `specs/petstore/openapi.yaml`.
    pub document: String,
    /// The operation.
    pub operation: &'static Operation,
    /// The status of the response.
    pub status: StatusCode,
    /// The media type of the response. A part that the document does not have and that may be more than a name is `*`.
    pub media_type: Option<String>,
    /// What differs.
    pub kind: DeviationKind,
    /// Where in the body: a JSON pointer (RFC 6901) with `*` for each item of an array and for each name that is data:
    /// a key of a map, or a name that does not look like one of a property.
    pub pointer: String,
    /// Where the document describes it: a JSON pointer into the document.
    pub origin: String,
    /// What the document describes there.
    pub expected: String,
    /// What the response has: a JSON type such as `string`, `array of object` or `null`, never a value.
    pub found: String,
}

/// The kinds of deviations.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum DeviationKind {
    /// The document has no response with this status.
    UndocumentedStatus,
    /// The response with this status has no such media type.
    UndocumentedMediaType,
    /// The object has no such property.
    UndocumentedMember,
    /// A required property is absent.
    MissingMember,
    /// The value has another JSON type, which includes `null` where the document does not allow it.
    OtherType,
    /// The value is not one of those that the document lists.
    UnlistedValue,
    /// The text does not have the format of the document.
    OtherFormat,
}

impl DeviationKind {
    /// All kinds.
    pub const ALL: [Self; 7] = [
        Self::UndocumentedStatus,
        Self::UndocumentedMediaType,
        Self::UndocumentedMember,
        Self::MissingMember,
        Self::OtherType,
        Self::UnlistedValue,
        Self::OtherFormat,
    ];

    /// The name in reports, such as `undocumented-member`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::UndocumentedStatus => "undocumented-status",
            Self::UndocumentedMediaType => "undocumented-media-type",
            Self::UndocumentedMember => "undocumented-member",
            Self::MissingMember => "missing-member",
            Self::OtherType => "other-type",
            Self::UnlistedValue => "unlisted-value",
            Self::OtherFormat => "other-format",
        }
    }
}

/// A deviation, and how often it was seen since the last report of it.
///
/// There is a report when a deviation is seen for the first time, and whenever the number of times has doubled; the
/// rest is reported by [`Drift::flush`](crate::Drift::flush) and when the last client is dropped.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct DriftReport {
    /// What differs.
    pub deviation: Deviation,
    /// How many responses had it since the last report.
    pub count: u64,
    /// When the first of these was compared.
    pub first_seen: SystemTime,
    /// When the last of these was compared.
    pub last_seen: SystemTime,
}

impl fmt::Display for DeviationKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.as_str().replace('-', " "))
    }
}

impl fmt::Display for Deviation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { operation, status, kind, pointer, expected, found, .. } = self;
        write!(f, "{operation} {}: ", status.as_u16())?;
        if !pointer.is_empty() {
            write!(f, "{pointer}: ")?;
        }
        match kind {
            DeviationKind::UndocumentedMember => write!(f, "{kind}, {found}"),
            _ => write!(f, "{kind}, expected {expected}, found {found}"),
        }
    }
}
