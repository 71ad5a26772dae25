//! Multipart bodies (RFC 2046, section 5.1; for forms RFC 7578).

use std::fmt;
use std::hash::{BuildHasher as _, Hasher as _, RandomState};

use bytes::Bytes;
use futures_util::stream::{self, StreamExt as _};
use reqwest::header::HeaderValue;
use serde::Serialize;
use serde_json::value::{RawValue, to_raw_value};
use url::form_urlencoded;

use super::body::{Body, Content};
use super::encoding::Encoding;
use super::expansion::expand;
use super::style::Style;
use super::value::{Value, text_of};
use crate::InvalidRequest;

/// A file or other content as a part of a multipart body.
///
/// ```
/// # use moored_runtime::FilePart;
/// let photo = FilePart::new(b"\x89PNG".to_vec()).file_name("rex.png").media_type("image/png");
/// ```
#[derive(Debug)]
#[must_use]
pub struct FilePart {
    body: Body,
    file_name: Option<String>,
}

impl FilePart {
    /// A part with the content `body`.
    pub fn new(body: impl Into<Body>) -> Self {
        Self { body: body.into(), file_name: None }
    }

    /// Sets the file name. By default it is the name of the field, because many servers accept only parts with a file
    /// name as files.
    pub fn file_name(mut self, name: impl Into<String>) -> Self {
        self.file_name = Some(name.into());
        self
    }

    /// Sets the media type. By default it is that of the document, or `application/octet-stream`.
    pub fn media_type(mut self, media_type: impl Into<String>) -> Self {
        self.body = self.body.media_type(media_type);
        self
    }
}

impl<T: Into<Body>> From<T> for FilePart {
    fn from(body: T) -> Self {
        Self::new(body)
    }
}

/// A multipart body. Parts are sent in the order in which they are added.
///
/// If all parts are bytes, the body can be sent again and its length is known. If a part is a stream, the body is
/// streamed, and its length is known if that of every part is.
///
/// ```
/// # use moored_runtime::{FilePart, Multipart};
/// let photo = FilePart::new(vec![1, 2]).file_name("rex.png");
/// let form = Multipart::form_data().field("name", "Rex").file("photo", photo);
/// ```
#[must_use]
pub struct Multipart {
    subtype: &'static str,
    parts: Vec<Part>,
    /// The first error.
    invalid: Option<InvalidRequest>,
}

struct Part {
    name: String,
    file_name: Option<String>,
    media_type: Option<String>,
    content: Content,
}

impl Multipart {
    /// A body of `multipart/form-data`.
    pub const fn form_data() -> Self {
        Self::of("form-data")
    }

    /// A body of `multipart/mixed`, with named parts as in a form.
    pub const fn mixed() -> Self {
        Self::of("mixed")
    }

    /// A body of `multipart/related` (RFC 2387), with named parts as in a form. The first part is the root.
    pub const fn related() -> Self {
        Self::of("related")
    }

    const fn of(subtype: &'static str) -> Self {
        Self { subtype, parts: Vec::new(), invalid: None }
    }

    /// Adds a value: a scalar as text, an object as JSON, an array as one part per element. `null` and an absent value
    /// add no part.
    pub fn field<T: Serialize + ?Sized>(self, name: impl Into<String>, value: &T) -> Self {
        self.value(name.into(), None, value)
    }

    /// Adds a value with the media type of its parts. A scalar is written as JSON if the media type is JSON.
    pub fn field_as<T: Serialize + ?Sized>(self, name: impl Into<String>, media_type: &str, value: &T) -> Self {
        self.value(name.into(), Some(media_type), value)
    }

    /// Adds a value in a style, with one part for each pair that the style writes in a query.
    pub fn field_in_style<T: Serialize + ?Sized>(mut self, name: &str, style: Style, value: &T) -> Self {
        match Value::of(value).and_then(|value| expand(name, style, &value, Encoding::Form)) {
            Ok(pairs) => {
                let pairs = pairs.unwrap_or_default();
                self.parts.extend(form_urlencoded::parse(pairs.as_bytes()).map(|(name, text)| Part {
                    name: name.into_owned(),
                    file_name: None,
                    media_type: None,
                    content: Content::Bytes(Bytes::from(text.into_owned())),
                }));
            }
            Err(_) => {
                self.invalid.get_or_insert(InvalidRequest::part());
            }
        }
        self
    }

    /// Adds a file.
    pub fn file(self, name: impl Into<String>, file: impl Into<FilePart>) -> Self {
        self.files(name, [file.into()])
    }

    /// Adds any number of files with the same name.
    pub fn files(self, name: impl Into<String>, files: impl IntoIterator<Item = FilePart>) -> Self {
        self.files_as(name, "application/octet-stream", files)
    }

    /// Adds files whose media type is `media_type`, unless they have one of their own.
    pub fn files_as(
        mut self,
        name: impl Into<String>,
        media_type: &str,
        files: impl IntoIterator<Item = FilePart>,
    ) -> Self {
        let name = name.into();
        for FilePart { body: Body { content, media_type: own_media_type }, file_name } in files {
            let file_name = Some(file_name.unwrap_or_else(|| name.clone()));
            let media_type = Some(own_media_type.unwrap_or_else(|| media_type.to_owned()));
            self.parts.push(Part { name: name.clone(), file_name, media_type, content });
        }
        self
    }

    fn value<T: Serialize + ?Sized>(mut self, name: String, media_type: Option<&str>, value: &T) -> Self {
        let parts = to_raw_value(value).and_then(|json| parts_of(&name, media_type, &json));
        match parts {
            Ok(parts) => self.parts.extend(parts),
            Err(_) => {
                self.invalid.get_or_insert(InvalidRequest::part());
            }
        }
        self
    }

    /// The value of `Content-Type`, and the body.
    pub(super) fn finish(self) -> Result<(String, Content), InvalidRequest> {
        if let Some(invalid) = self.invalid {
            return Err(invalid);
        }
        let boundary = boundary();
        let root = self.parts.first().and_then(|part| part.media_type.as_deref()).unwrap_or("text/plain");
        let type_parameter =
            if self.subtype == "related" { format!("; type=\"{}\"", escaped(root)) } else { String::new() };
        let media_type = format!("multipart/{}; boundary={boundary}{type_parameter}", self.subtype);
        let mut pieces = Vec::new();
        for part in self.parts {
            pieces.push(Content::Bytes(Bytes::from(part.header_lines(&boundary)?)));
            pieces.push(part.content);
            pieces.push(Content::Bytes(Bytes::from_static(b"\r\n")));
        }
        pieces.push(Content::Bytes(Bytes::from(format!("--{boundary}--\r\n"))));
        Ok((media_type, concatenate(pieces)))
    }
}

/// The parts for the value `json`.
fn parts_of(name: &str, media_type: Option<&str>, json: &RawValue) -> Result<Vec<Part>, serde_json::Error> {
    let elements = match Value::parse(json)? {
        Value::Array(elements) => elements,
        _ => vec![json.to_owned()],
    };
    let is_json = media_type.is_some_and(|media_type| media_type.ends_with("/json") || media_type.ends_with("+json"));
    let mut parts = Vec::new();
    for element in elements {
        let (text, default_media_type) = match Value::parse(&element)? {
            Value::Null => continue,
            Value::Scalar(_) if is_json => (Some(element.get().to_owned()), None),
            Value::Scalar(text) => (Some(text), None),
            Value::Array(_) | Value::Object(_) => (text_of(&element)?, Some("application/json")),
        };
        let media_type = media_type.or(default_media_type).map(str::to_owned);
        let content = Content::Bytes(Bytes::from(text.unwrap_or_default()));
        parts.push(Part { name: name.to_owned(), file_name: None, media_type, content });
    }
    Ok(parts)
}

impl Part {
    /// The boundary and headers before the content.
    fn header_lines(&self, boundary: &str) -> Result<String, InvalidRequest> {
        let mut lines = format!("--{boundary}\r\nContent-Disposition: form-data; name=\"{}\"", escaped(&self.name));
        if let Some(file_name) = &self.file_name {
            lines.push_str(&format!("; filename=\"{}\"", escaped(file_name)));
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
fn escaped(name: &str) -> String {
    name.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A")
}

/// Concatenates `pieces`: to bytes if all of them are bytes, to a stream otherwise.
fn concatenate(pieces: Vec<Content>) -> Content {
    let mut whole = Some(Vec::new());
    for piece in &pieces {
        match (piece, &mut whole) {
            (Content::Bytes(bytes), Some(whole)) => whole.extend_from_slice(bytes),
            _ => whole = None,
        }
    }
    match whole {
        Some(whole) => Content::Bytes(whole.into()),
        None => {
            let length = pieces.iter().try_fold(0_u64, |sum, piece| sum.checked_add(piece.length()?));
            Content::Stream(stream::iter(pieces).map(Content::into_chunks).flatten().boxed(), length)
        }
    }
}

/// A random boundary. A part contains it with a probability of 2^-128: the hashers of std have random seeds.
fn boundary() -> String {
    let random = || RandomState::new().build_hasher().finish();
    format!("{:016x}{:016x}", random(), random())
}

impl fmt::Debug for Multipart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<_> = self.parts.iter().map(|part| &part.name).collect();
        f.debug_struct("Multipart").field("subtype", &self.subtype).field("parts", &names).finish_non_exhaustive()
    }
}
