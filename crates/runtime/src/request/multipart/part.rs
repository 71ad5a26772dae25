//! One part of a multipart body.

use bytes::Bytes;
use http::header::HeaderValue;
use serde_json::value::RawValue;

use crate::InvalidRequest;
use crate::media_type::is_json;
use crate::request::body::Content;
use crate::request::value::Value;

/// A part, with its headers.
pub(super) struct Part {
    /// `None` for an item of `multipart/mixed`, which is identified by its position.
    pub(super) name: Option<String>,
    pub(super) file_name: Option<String>,
    pub(super) media_type: Option<String>,
    pub(super) content: Content,
}

/// The parts for the value `json`: one for each element of an array, unless the document declares a JSON media type for
/// the property as a whole.
pub(super) fn parts_of(name: &str, media_type: Option<&str>, json: &RawValue) -> Result<Vec<Part>, serde_json::Error> {
    let elements = match Value::parse(json)? {
        Value::Array(elements) if !media_type.is_some_and(is_json) => elements,
        _ => vec![json.to_owned()],
    };
    let part = |element: Box<RawValue>| part_of(Some(name), media_type, &element).transpose();
    elements.into_iter().filter_map(part).collect()
}

/// The part for the value `json`; `None` for `null`.
pub(super) fn part_of(
    name: Option<&str>,
    media_type: Option<&str>,
    json: &RawValue,
) -> Result<Option<Part>, serde_json::Error> {
    let (text, default_media_type) = match Value::parse(json)? {
        Value::Null => return Ok(None),
        Value::Scalar(_) if media_type.is_some_and(is_json) => (json.get().to_owned(), None),
        Value::Scalar(text) => (text, None),
        Value::Array(_) | Value::Object(_) => (json.get().to_owned(), Some("application/json")),
    };
    Ok(Some(Part {
        name: name.map(str::to_owned),
        file_name: None,
        media_type: media_type.or(default_media_type).map(str::to_owned),
        content: Content::Bytes(Bytes::from(text)),
    }))
}

impl Part {
    /// The boundary and headers before the content.
    pub(super) fn header_lines(&self, boundary: &str) -> Result<String, InvalidRequest> {
        let mut lines = format!("--{boundary}");
        let file_name = self.file_name.as_deref().map(|name| format!("; filename=\"{}\"", escaped(name)));
        match (&self.name, file_name) {
            (Some(name), file_name) => {
                let (name, file_name) = (escaped(name), file_name.unwrap_or_default());
                lines.push_str(&format!("\r\nContent-Disposition: form-data; name=\"{name}\"{file_name}"));
            }
            // RFC 2183, section 2.3.
            (None, Some(file_name)) => lines.push_str(&format!("\r\nContent-Disposition: attachment{file_name}")),
            (None, None) => {}
        }
        if let Some(media_type) = &self.media_type {
            HeaderValue::from_str(media_type).map_err(|_| InvalidRequest::header("Content-Type"))?;
            lines.push_str(&format!("\r\nContent-Type: {media_type}"));
        }
        lines.push_str("\r\n\r\n");
        Ok(lines)
    }
}

/// Escapes the characters that would end the quotes or the line (HTML, "multipart/form-data encoding algorithm").
pub(super) fn escaped(name: &str) -> String {
    name.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A")
}
