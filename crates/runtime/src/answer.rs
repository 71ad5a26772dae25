//! An answer as it came, before its status and its body are understood.

mod content_type;
mod members_by_name;

use std::fmt;

use bytes::Bytes;
use reqwest::StatusCode;
use reqwest::header::{CONTENT_TYPE, HeaderMap};
use serde::de::DeserializeOwned;
use serde_path_to_error::Segment;

use crate::error::looks_like_a_name;
use crate::{DecodeError, Error, Operation, Response};
pub(crate) use members_by_name::MembersByName;

/// A whole answer of the provider: status, headers, and the body as bytes.
///
/// A generated client looks at [`status`](Self::status) and calls the one consuming method that fits what the document says
/// of it. `Debug` shows the status and the size of the body, never headers or content.
#[derive(Clone)]
pub struct Answer {
    operation: &'static Operation,
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
    /// How many bytes `body` had when it came.
    body_size: usize,
    requests: u32,
}

/// How much of a body an error keeps. Enough for a message, and errors may be kept by the thousand.
const KEPT: usize = 64 * 1024;

impl Answer {
    pub(crate) fn new(operation: &'static Operation, status: StatusCode, headers: HeaderMap, body: Bytes) -> Self {
        Self { operation, status, headers, body_size: body.len(), body, requests: 1 }
    }

    /// The same answer, which was the one to the last of `requests`.
    pub(crate) fn after(self, requests: u32) -> Self {
        Self { requests, ..self }
    }

    /// As an error keeps it.
    pub(crate) fn kept(mut self) -> Self {
        if let Some(kept) = self.body.get(..KEPT).filter(|kept| kept.len() < self.body.len()) {
            // A copy, for a slice would hold on to the whole.
            self.body = Bytes::copy_from_slice(kept);
        }
        self
    }

    /// The operation that was answered.
    #[must_use]
    pub fn operation(&self) -> &'static Operation {
        self.operation
    }

    /// The status of the answer.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The headers of the answer.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The body as it came. In an error it is cut after 64 KiB, see [`is_body_cut`](Self::is_body_cut).
    #[must_use]
    pub fn body(&self) -> &[u8] {
        &self.body
    }

    /// How many bytes of the body were read, whether or not all of them were kept.
    #[must_use]
    pub fn body_size(&self) -> usize {
        self.body_size
    }

    /// Whether more of the body was read than [`body`](Self::body) has: an error keeps 64 KiB of it.
    #[must_use]
    pub fn is_body_cut(&self) -> bool {
        self.body.len() < self.body_size
    }

    /// How many requests the call has sent: more than one where it was repeated. Redirects do not count.
    #[must_use]
    pub fn requests(&self) -> u32 {
        self.requests
    }

    /// Decodes a JSON body, whatever the `Content-Type` says: providers forget it, or say `text/html`. A body of no bytes is taken for
    /// `null`, where a `T` may be that.
    ///
    /// A struct is read from a JSON object and nothing else, although serde's derived structs take an array too. The limit of
    /// that: inside `untagged` and `flatten`, and below the tag of an enum, serde reads from a buffer of its own, and there a
    /// struct still takes an array.
    ///
    /// # Errors
    ///
    /// [`Error::Undecodable`] if the body is not a `T`.
    pub fn json<T: DeserializeOwned, E>(self) -> Result<Response<T>, Error<E>> {
        match self.decode() {
            Ok(body) => Ok(self.respond(body)),
            Err(undecodable) => Err(self.undecodable(undecodable)),
        }
    }

    /// Takes the body as text in UTF-8.
    ///
    /// # Errors
    ///
    /// [`Error::Undecodable`] if it is not UTF-8; other encodings are not looked for.
    pub fn text<E>(self) -> Result<Response<String>, Error<E>> {
        match String::from_utf8(self.body.to_vec()) {
            Ok(body) => Ok(self.respond(body)),
            Err(_) => Err(self.undecodable((String::new(), DecodeError::not_utf8()))),
        }
    }

    /// Takes the body as it is.
    ///
    /// # Errors
    ///
    /// None; a `Result` so that each way to read an answer has the same shape.
    pub fn bytes<E>(self) -> Result<Response<Bytes>, Error<E>> {
        let body = self.body.clone();
        Ok(self.respond(body))
    }

    /// Takes no notice of the body, for a status whose body the document leaves open.
    ///
    /// # Errors
    ///
    /// None; a `Result` so that each way to read an answer has the same shape.
    pub fn empty<E>(self) -> Result<Response<()>, Error<E>> {
        Ok(self.respond(()))
    }

    /// The error for a documented error status: its JSON body as a `T`, made by `wrap` into the operation's error body.
    ///
    /// [`Error::Undecodable`] if the body is not a `T`.
    pub fn refused<T: DeserializeOwned, E>(self, wrap: fn(T) -> E) -> Error<E> {
        match self.decode() {
            Ok(body) => self.refused_as(wrap(body)),
            Err(undecodable) => self.undecodable(undecodable),
        }
    }

    /// The error for a documented error status whose body is text.
    ///
    /// [`Error::Undecodable`] if it is not UTF-8.
    pub fn refused_text<E>(self, wrap: fn(String) -> E) -> Error<E> {
        match String::from_utf8(self.body.to_vec()) {
            Ok(body) => self.refused_as(wrap(body)),
            Err(_) => self.undecodable((String::new(), DecodeError::not_utf8())),
        }
    }

    /// The error for a documented error status whose body is neither JSON nor text.
    pub fn refused_bytes<E>(self, wrap: fn(Bytes) -> E) -> Error<E> {
        let body = wrap(self.body.clone());
        self.refused_as(body)
    }

    /// The error for a documented error status that has no JSON body: `body` says which one it is.
    pub fn refused_as<E>(self, body: E) -> Error<E> {
        Error::Refused { answer: Box::new(self.kept()), body: Box::new(body) }
    }

    /// The error for a status that the document does not have.
    pub fn unexpected<E>(self) -> Error<E> {
        Error::Unexpected { answer: Box::new(self.kept()) }
    }

    /// The media type alone, if it is one: parameters and whatever else a header may hold are left out.
    pub(crate) fn media_type(&self) -> Option<&str> {
        let media_type = self.headers.get(CONTENT_TYPE)?.to_str().ok()?.split(';').next()?.trim();
        let plausible = |byte: u8| byte.is_ascii_alphanumeric() || b"/+-._".contains(&byte);
        (media_type.contains('/') && media_type.bytes().all(plausible)).then_some(media_type)
    }

    fn decode<T: DeserializeOwned>(&self) -> Result<T, (String, DecodeError)> {
        if self.body.is_empty()
            && let Ok(nothing) = serde_json::from_value(serde_json::Value::Null)
        {
            return Ok(nothing);
        }
        let mut json = serde_json::Deserializer::from_slice(&self.body);
        match T::deserialize(MembersByName(&mut json)) {
            Ok(body) => match json.end() {
                Ok(()) => Ok(body),
                Err(error) => Err((String::new(), DecodeError::json(&error, &self.body))),
            },
            Err(error) => Err(self.place_of::<T>(&error)),
        }
    }

    /// Where `error` is. Keeping track of that takes an allocation for each member, so it is done for what fails alone.
    fn place_of<T: DeserializeOwned>(&self, error: &serde_json::Error) -> (String, DecodeError) {
        let mut json = serde_json::Deserializer::from_slice(&self.body);
        match serde_path_to_error::deserialize::<_, T>(MembersByName(&mut json)) {
            Err(error) => (shown(error.path()), DecodeError::json(error.inner(), &self.body)),
            // Only a type that decodes the same text in two ways gets here.
            Ok(_) => (String::new(), DecodeError::json(error, &self.body)),
        }
    }

    pub(crate) fn respond<T>(self, body: T) -> Response<T> {
        Response::new(self.operation, self.status, self.headers, body)
    }

    fn undecodable<E>(self, (path, source): (String, DecodeError)) -> Error<E> {
        Error::Undecodable { answer: Box::new(self.kept()), path, source }
    }
}

/// Decodes a JSON body that the provider sent by itself: a webhook or a callback.
///
/// # Errors
///
/// [`DecodeError`] if it is not a `T`.
pub fn decode<T: DeserializeOwned>(body: &[u8]) -> Result<T, DecodeError> {
    let mut json = serde_json::Deserializer::from_slice(body);
    let decoded = T::deserialize(MembersByName(&mut json)).and_then(|decoded| json.end().map(|()| decoded));
    decoded.map_err(|error| DecodeError::json(&error, body))
}

impl fmt::Debug for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Answer")
            .field("operation", &self.operation.id)
            .field("status", &self.status)
            .field("body_size", &self.body_size)
            .finish_non_exhaustive()
    }
}

/// `path`, with `…` for the keys that do not look like names.
fn shown(path: &serde_path_to_error::Path) -> String {
    let mut shown = String::new();
    if path.iter().len() == 0 {
        shown.push('.');
    }
    for segment in path {
        let dot = if shown.is_empty() { "" } else { "." };
        match segment {
            Segment::Seq { index } => shown.push_str(&format!("[{index}]")),
            Segment::Map { key } | Segment::Enum { variant: key } => {
                shown.push_str(dot);
                shown.push_str(if looks_like_a_name(key) { key } else { "…" });
            }
            Segment::Unknown => shown.push_str(&format!("{dot}?")),
        }
    }
    shown
}
