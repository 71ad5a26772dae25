//! Bodies in a recording.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};

use crate::JsonValue;
use crate::media_type::{essence, is_json, parameter};

/// A body, as a reviewer can read it best.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Content {
    Json(JsonValue),
    /// The fields of a form, each as `name=value`, decoded.
    Form(Vec<String>),
    /// The parts of a multipart body.
    Parts(Vec<Part>),
    Text(String),
    Base64(String),
}

/// A part of a multipart body. The boundary is another one in every request.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Part {
    pub(super) headers: Vec<String>,
    pub(super) body: Content,
}

impl Content {
    /// The body of a request; `None` if there is none.
    pub(super) fn of_request(media_type: &str, bytes: &[u8]) -> Option<Self> {
        if essence(media_type) == "application/x-www-form-urlencoded" && !bytes.is_empty() {
            let fields = url::form_urlencoded::parse(bytes);
            return Some(Self::Form(fields.map(|(name, value)| format!("{name}={value}")).collect()));
        }
        match boundary(media_type).and_then(|boundary| parts(boundary, bytes)) {
            Some(parts) => Some(Self::Parts(parts)),
            None => Self::of_response(media_type, bytes),
        }
    }

    /// The body of a response; `None` if there is none.
    pub(super) fn of_response(media_type: &str, bytes: &[u8]) -> Option<Self> {
        if bytes.is_empty() {
            return None;
        }
        if is_json(media_type)
            && let Ok(value) = serde_json::from_slice(bytes)
        {
            return Some(Self::Json(value));
        }
        Some(match std::str::from_utf8(bytes) {
            Ok(text) => Self::Text(text.to_owned()),
            Err(_) => Self::Base64(STANDARD.encode(bytes)),
        })
    }

    /// The bytes of a response.
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        match self {
            Self::Json(value) => value.to_string().into_bytes(),
            Self::Text(text) => text.clone().into_bytes(),
            Self::Base64(text) => decoded(text),
            // Responses are not recorded like this.
            Self::Form(_) | Self::Parts(_) => Vec::new(),
        }
    }
}

/// The bytes of `text`, which somebody may have edited.
pub(super) fn decoded(text: &str) -> Vec<u8> {
    STANDARD.decode(text).unwrap_or_default()
}

/// The boundary of a multipart media type.
fn boundary(media_type: &str) -> Option<&str> {
    parameter(media_type, "boundary").filter(|_| essence(media_type).starts_with("multipart/"))
}

/// The parts of a multipart body (RFC 2046, section 5.1.1); `None` if it is not one.
fn parts(boundary: &str, bytes: &[u8]) -> Option<Vec<Part>> {
    let delimiter = format!("\r\n--{boundary}").into_bytes();
    // The first delimiter has no line before it.
    let whole = [b"\r\n".as_slice(), bytes].concat();
    let mut rest = after(&whole, &delimiter)?;
    let mut found = Vec::new();
    while let Some(part) = rest.strip_prefix(b"\r\n".as_slice()) {
        let end = position(part, &delimiter)?;
        let (part, next) = part.split_at(end);
        rest = next.get(delimiter.len()..)?;
        let part = [b"\r\n".as_slice(), part].concat();
        let head_end = position(&part, b"\r\n\r\n")?;
        let (head, body) = part.split_at(head_end);
        let head = String::from_utf8_lossy(head);
        let headers: Vec<String> = head.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect();
        let media_type = headers.iter().find_map(|header| value_of(header, "content-type")).unwrap_or_default();
        let body = Content::of_response(media_type, body.get(4..)?).unwrap_or(Content::Text(String::new()));
        found.push(Part { headers, body });
    }
    Some(found)
}

/// The value of `header`, a line, if it has this name.
pub(super) fn value_of<'a>(header: &'a str, name: &str) -> Option<&'a str> {
    let (found, value) = header.split_once(':')?;
    found.trim().eq_ignore_ascii_case(name).then(|| value.trim())
}

fn after<'a>(bytes: &'a [u8], needle: &[u8]) -> Option<&'a [u8]> {
    bytes.get(position(bytes, needle)? + needle.len()..)
}

/// Where `needle` begins in `bytes`.
pub(super) fn position(bytes: &[u8], needle: &[u8]) -> Option<usize> {
    if needle.is_empty() {
        return Some(0);
    }
    bytes.windows(needle.len()).position(|window| window == needle)
}

#[cfg(test)]
mod tests {
    use super::Content;

    #[test]
    fn a_multipart_body_is_its_parts_whatever_the_boundary() {
        let body = |boundary: &str| {
            format!(
                "--{boundary}\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\none\r\n--{boundary}\r\n\
                 Content-Disposition: form-data; name=\"b\"\r\nContent-Type: application/json\r\n\r\n{{\"n\":1.50}}\r\n--{boundary}--\r\n"
            )
        };
        let read = |boundary: &str| {
            Content::of_request(&format!("multipart/form-data; boundary=\"{boundary}\""), body(boundary).as_bytes())
        };
        let expected = r#"{"parts":[{"headers":["Content-Disposition: form-data; name=\"a\""],"body":{"text":"one"}},{"headers":["Content-Disposition: form-data; name=\"b\"","Content-Type: application/json"],"body":{"json":{"n":1.50}}}]}"#;
        assert_eq!(serde_json::to_string(&read("xyz")).ok().as_deref(), Some(expected));
        assert_eq!(read("xyz"), read("abc"));
    }

    #[test]
    fn bytes_survive() {
        for bytes in [&b"\xff\x00\x01"[..], b"text", b"{\"a\":1}"] {
            let content = Content::of_response("application/octet-stream", bytes);
            assert_eq!(content.map(|content| content.to_bytes()).as_deref(), Some(bytes));
        }
        assert_eq!(Content::of_response("text/plain", b""), None);
    }
}
