//! Media types: the one definition of what is JSON, text, a form, multipart, or a sequence of values.
//!
//! A media type in a document may have parameters, upper case and spaces around it (RFC 9110, section 8.3.1); all
//! functions accept it as it is written.

/// One JSON value.
pub const JSON: &str = "application/json";

/// The fields of a form in one line, as in the query of a URL.
pub const URL_ENCODED: &str = "application/x-www-form-urlencoded";

/// The fields of a form as parts, which may be files.
pub(crate) const FORM_DATA: &str = "multipart/form-data";

/// Bytes of which nothing is known.
pub(crate) const OCTET_STREAM: &str = "application/octet-stream";

/// How the body of a request is encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MediaKind {
    /// One JSON value.
    Json,
    /// `application/x-www-form-urlencoded`.
    Form,
    /// Several parts, each with headers of its own (RFC 2046, section 5.1).
    Multipart,
    /// Bytes whose content the generator does not know.
    Raw,
}

impl MediaKind {
    /// The encoding of `media_type`.
    #[must_use]
    pub fn of(media_type: &str) -> Self {
        match essence(media_type).as_str() {
            "application/x-www-form-urlencoded" => Self::Form,
            "multipart/form-data" | "multipart/mixed" | "multipart/related" => Self::Multipart,
            _ if is_json(media_type) => Self::Json,
            _ => Self::Raw,
        }
    }
}

/// How the values of a sequence are separated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Framing {
    /// Server-sent events: `text/event-stream`.
    Events,
    /// One JSON value in each line, under any of the names in use for it.
    Lines,
    /// JSON values, each after a record separator (RFC 7464).
    Sequence,
}

/// The names in use for JSON Lines.
pub const LINES: &[&str] = &[
    "application/jsonl",
    "application/x-jsonl",
    "application/ndjson",
    "application/x-ndjson",
    "application/jsonlines",
    "application/x-jsonlines",
    "application/json-lines",
    "application/stream+json",
];

/// How the values in a body of `media_type` are separated; `None` where a body is one value.
#[must_use]
pub fn framing(media_type: &str) -> Option<Framing> {
    match essence(media_type).as_str() {
        "text/event-stream" => Some(Framing::Events),
        lines if LINES.contains(&lines) => Some(Framing::Lines),
        other if other == "application/json-seq" || other.ends_with("+json-seq") => Some(Framing::Sequence),
        _ => None,
    }
}

/// Whether a body of `media_type` is a sequence of values.
#[must_use]
pub fn is_sequential(media_type: &str) -> bool {
    framing(media_type).is_some()
}

/// Whether a body of `media_type` is one JSON value (RFC 6839, section 3.1). `*/*` counts: documents use it where they
/// mean JSON.
#[must_use]
pub fn is_json(media_type: &str) -> bool {
    let essence = essence(media_type);
    ["application/json", "application/x-json", "text/json", "*/*"].contains(&essence.as_str())
        || essence.ends_with("+json")
        || essence.starts_with("application/json+")
}

/// Whether a body of `media_type` is text.
#[must_use]
pub fn is_text(media_type: &str) -> bool {
    let essence = essence(media_type);
    essence.starts_with("text/")
        || (essence.ends_with("+xml") && !essence.starts_with("image/"))
        || TEXT.contains(&essence.as_str())
}

/// Text whose media type is neither `text/*` nor `*+xml`.
const TEXT: &[&str] = &[
    "application/graphql",
    "application/javascript",
    "application/x-yaml",
    "application/xml",
    "application/yaml",
    "image/svg+xml",
];

/// The `Content-Type` that a request with a body of `media_type` has. Its parameters are kept, because they can change
/// the meaning (`odata=verbose`), except for forms, whose only parameter is the boundary that the client chooses. A
/// range such as `image/*` is not a media type and becomes a concrete one.
#[must_use]
pub fn sent_media_type(media_type: &str) -> String {
    let media_type = media_type.trim();
    let is_sendable =
        !media_type.contains('*') && media_type.bytes().all(|byte| byte.is_ascii_graphic() || byte == b' ');
    match MediaKind::of(media_type) {
        MediaKind::Form | MediaKind::Multipart => essence(media_type),
        MediaKind::Json | MediaKind::Raw if is_sendable && !media_type.is_empty() => media_type.to_owned(),
        MediaKind::Json => JSON.to_owned(),
        MediaKind::Raw => OCTET_STREAM.to_owned(),
    }
}

/// Whether two media types are the same, whatever their parameters.
#[must_use]
pub fn is_same(one: &str, other: &str) -> bool {
    without_parameters(one).eq_ignore_ascii_case(without_parameters(other))
}

/// Whether `key`, in a mapping that may also contain the fields of an object, is a media type.
#[must_use]
pub fn is_media_type(key: &str) -> bool {
    key.contains('/')
}

/// `media_type` in lower case without its parameters: `type/subtype`.
#[must_use]
pub fn essence(media_type: &str) -> String {
    without_parameters(media_type).to_ascii_lowercase()
}

fn without_parameters(media_type: &str) -> &str {
    media_type.split(';').next().unwrap_or_default().trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_content_type_is_the_documented_one_where_that_is_a_media_type() {
        for (name, sent) in [
            ("application/json", "application/json"),
            (" application/json;odata=verbose", "application/json;odata=verbose"),
            ("text/plain; charset=utf-8", "text/plain; charset=utf-8"),
            ("application/*+json", "application/json"),
            ("*/*", "application/json"),
            ("image/*", "application/octet-stream"),
            ("text/plain\r\nX: y", "application/octet-stream"),
            ("", "application/octet-stream"),
            ("multipart/form-data; boundary=x", "multipart/form-data"),
        ] {
            assert_eq!(sent_media_type(name), sent, "{name}");
        }
    }

    #[test]
    fn json_in_a_request_is_json_in_a_response() {
        for name in ["application/json", "application/x-json", "Text/JSON; charset=utf-8", "application/a+json", "*/*"]
        {
            assert_eq!((MediaKind::of(name), is_json(name)), (MediaKind::Json, true), "{name}");
        }
        for name in ["application/octet-stream", "multipart/form-data", "application/json-seq", "text/plain"] {
            assert_eq!((MediaKind::of(name) == MediaKind::Json, is_json(name)), (false, false), "{name}");
        }
    }
}
