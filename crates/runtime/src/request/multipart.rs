//! Multipart bodies (RFC 2046, section 5.1; for forms RFC 7578).

mod added;
mod part;

use std::fmt;
use std::hash::{BuildHasher as _, Hasher as _, RandomState};

use bytes::Bytes;
use futures_util::stream::{self, StreamExt as _};
use serde::Serialize;
use url::form_urlencoded;

use super::body::{Body, Content};
use super::encoding::Encoding;
use super::expansion::expand;
use super::style::Style;
use super::value::{Value, to_raw_value};
use crate::InvalidRequest;
use crate::bounds::{self, Bounds, OutOfBounds};
pub(super) use added::{AddedPart, before_form};
use part::{Part, escaped, part_of, parts_of};

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
    /// The first value that is out of bounds.
    pub(super) out_of_bounds: Option<OutOfBounds>,
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
        Self { subtype, parts: Vec::new(), invalid: None, out_of_bounds: None }
    }

    /// Adds a value: a scalar as text, an object as JSON, an array as one part per element. `null` and an absent value
    /// add no part.
    pub fn field<T: Serialize + ?Sized>(self, name: impl Into<String>, value: &T) -> Self {
        self.value(name.into(), None, value)
    }

    /// Adds a value with the media type of its parts. If that is JSON, the value is one part, whatever it is: a list is
    /// a part with a JSON array. [`field`](Self::field) and [`files_as`](Self::files_as) add a part for each element.
    pub fn field_as<T: Serialize + ?Sized>(self, name: impl Into<String>, media_type: &str, value: &T) -> Self {
        self.value(name.into(), Some(media_type), value)
    }

    /// Adds a value in a style, with one part for each pair that the style writes in a query.
    pub fn field_in_style<T: Serialize + ?Sized>(mut self, name: &str, style: Style, value: &T) -> Self {
        match Value::of(value).and_then(|value| expand(name, style, &value, Encoding::Form)) {
            Ok(pairs) => {
                let pairs = pairs.unwrap_or_default();
                self.parts.extend(form_urlencoded::parse(pairs.as_bytes()).map(|(name, text)| Part {
                    name: Some(name.into_owned()),
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
            self.parts.push(Part { name: Some(name.clone()), file_name, media_type, content });
        }
        self
    }

    /// Adds each of `items` as a part without a name: as text, or as JSON if it is an object, an array, or `media_type`
    /// is JSON. For `multipart/mixed`.
    pub fn items<T: Serialize>(mut self, media_type: Option<&str>, items: &[T]) -> Self {
        for item in items {
            match to_raw_value(item).and_then(|json| part_of(None, media_type, &json)) {
                Ok(part) => self.parts.extend(part),
                Err(_) => {
                    self.invalid.get_or_insert(InvalidRequest::part());
                }
            }
        }
        self
    }

    /// Makes it an error of the request if the value of the part `name` is out of `bounds`.
    pub fn check<T: Serialize + ?Sized>(mut self, name: &'static str, value: &T, bounds: &'static Bounds) -> Self {
        if self.out_of_bounds.is_none() {
            self.out_of_bounds = bounds::violation(bounds::Part::Multipart(name), value, bounds);
        }
        self
    }

    /// Adds each of `files` as a part without a name, whose media type is `media_type` unless the file has one of its
    /// own. For `multipart/mixed`.
    pub fn item_files(mut self, media_type: &str, files: impl IntoIterator<Item = FilePart>) -> Self {
        for FilePart { body: Body { content, media_type: own_media_type }, file_name } in files {
            let media_type = Some(own_media_type.unwrap_or_else(|| media_type.to_owned()));
            self.parts.push(Part { name: None, file_name, media_type, content });
        }
        self
    }

    /// Adds the parts of `other`, which has the same media type.
    pub fn extend(mut self, other: Self) -> Self {
        self.parts.extend(other.parts);
        self.invalid = self.invalid.or(other.invalid);
        self.out_of_bounds = self.out_of_bounds.or(other.out_of_bounds);
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

/// An empty form.
impl Default for Multipart {
    fn default() -> Self {
        Self::form_data()
    }
}

impl fmt::Debug for Multipart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<_> = self.parts.iter().map(|part| &part.name).collect();
        f.debug_struct("Multipart").field("subtype", &self.subtype).field("parts", &names).finish_non_exhaustive()
    }
}
