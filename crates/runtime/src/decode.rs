//! Decoding a response by what the document describes for its status.

use bytes::Bytes;
use serde::de::DeserializeOwned;
use serde_path_to_error::Segment;

use crate::decode_error::looks_like_a_name;
use crate::structs_as_maps::StructsAsMaps;
use crate::{Answer, DecodeError, Error, Response};

impl Answer {
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
            Ok(body) => Ok(self.with_body(body)),
            Err(undecodable) => Err(self.undecodable(undecodable)),
        }
    }

    /// Takes the body as text in UTF-8.
    ///
    /// # Errors
    ///
    /// [`Error::Undecodable`] if it is not UTF-8; other encodings are not looked for.
    pub fn text<E>(self) -> Result<Response<String>, Error<E>> {
        match String::from_utf8(self.body().to_vec()) {
            Ok(body) => Ok(self.with_body(body)),
            Err(_) => Err(self.undecodable((String::new(), DecodeError::not_utf8()))),
        }
    }

    /// Takes the body as it is.
    ///
    /// # Errors
    ///
    /// None; a `Result` so that each way to read an answer has the same shape.
    pub fn bytes<E>(self) -> Result<Response<Bytes>, Error<E>> {
        let body = self.body_bytes();
        Ok(self.with_body(body))
    }

    /// Takes no notice of the body, for a status whose body the document leaves open.
    ///
    /// # Errors
    ///
    /// None; a `Result` so that each way to read an answer has the same shape.
    pub fn empty<E>(self) -> Result<Response<()>, Error<E>> {
        Ok(self.with_body(()))
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
        match String::from_utf8(self.body().to_vec()) {
            Ok(body) => self.refused_as(wrap(body)),
            Err(_) => self.undecodable((String::new(), DecodeError::not_utf8())),
        }
    }

    /// The error for a documented error status whose body is neither JSON nor text.
    pub fn refused_bytes<E>(self, wrap: fn(Bytes) -> E) -> Error<E> {
        let body = wrap(self.body_bytes());
        self.refused_as(body)
    }

    /// The error for a documented error status that has no JSON body: `body` says which one it is.
    pub fn refused_as<E>(self, body: E) -> Error<E> {
        Error::Refused { answer: Box::new(self.truncated()), body: Box::new(body) }
    }

    /// The error for a status that the document does not have.
    pub fn unexpected<E>(self) -> Error<E> {
        Error::Unexpected { answer: Box::new(self.truncated()) }
    }

    fn decode<T: DeserializeOwned>(&self) -> Result<T, (String, DecodeError)> {
        if self.body().is_empty()
            && let Ok(null) = serde_json::from_value(serde_json::Value::Null)
        {
            return Ok(null);
        }
        let mut json = serde_json::Deserializer::from_slice(self.body());
        match T::deserialize(StructsAsMaps(&mut json)) {
            Ok(body) => match json.end() {
                Ok(()) => Ok(body),
                Err(error) => Err((String::new(), DecodeError::json(&error, self.body()))),
            },
            Err(error) => Err(self.locate::<T>(&error)),
        }
    }

    /// Where `error` is. Keeping track of that takes an allocation for each member, so it is done for what fails alone.
    fn locate<T: DeserializeOwned>(&self, error: &serde_json::Error) -> (String, DecodeError) {
        let mut json = serde_json::Deserializer::from_slice(self.body());
        match serde_path_to_error::deserialize::<_, T>(StructsAsMaps(&mut json)) {
            Err(error) => (display_path(error.path()), DecodeError::json(error.inner(), self.body())),
            // Only a type that decodes the same text in two ways gets here.
            Ok(_) => (String::new(), DecodeError::json(error, self.body())),
        }
    }

    fn undecodable<E>(self, (path, source): (String, DecodeError)) -> Error<E> {
        Error::Undecodable { answer: Box::new(self.truncated()), path, source }
    }
}

/// Decodes a JSON body that the provider sent by itself: a webhook or a callback.
///
/// # Errors
///
/// [`DecodeError`] if it is not a `T`.
pub fn decode<T: DeserializeOwned>(body: &[u8]) -> Result<T, DecodeError> {
    let mut json = serde_json::Deserializer::from_slice(body);
    let decoded = T::deserialize(StructsAsMaps(&mut json)).and_then(|decoded| json.end().map(|()| decoded));
    decoded.map_err(|error| DecodeError::json(&error, body))
}

/// `path`, with `…` for the keys that do not look like names.
fn display_path(path: &serde_path_to_error::Path) -> String {
    let mut text = String::new();
    if path.iter().len() == 0 {
        text.push('.');
    }
    for segment in path {
        let dot = if text.is_empty() { "" } else { "." };
        match segment {
            Segment::Seq { index } => text.push_str(&format!("[{index}]")),
            Segment::Map { key } | Segment::Enum { variant: key } => {
                text.push_str(dot);
                text.push_str(if looks_like_a_name(key) { key } else { "…" });
            }
            Segment::Unknown => text.push_str(&format!("{dot}?")),
        }
    }
    text
}
