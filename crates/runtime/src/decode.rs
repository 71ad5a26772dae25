//! Decoding the body of a response into the type that the document describes for its status.

use bytes::Bytes;
use serde::de::DeserializeOwned;
use serde_path_to_error::Segment;

use crate::decode_error::looks_like_a_name;
use crate::structs_as_maps::StructsAsMaps;
use crate::{DecodeError, Error, RawResponse, Response};

impl RawResponse {
    /// Decodes a JSON body. The `Content-Type` is ignored, because providers omit it or send `text/html`. An empty body
    /// decodes like `null`, if a `T` can be decoded from that.
    ///
    /// Structs are decoded from JSON objects only, although the structs that serde derives accept arrays as well. The
    /// exceptions are `untagged`, `flatten` and tagged enums: there serde decodes from a buffer of its own, and a
    /// struct still accepts an array.
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

    /// Decodes the body as UTF-8 text.
    ///
    /// # Errors
    ///
    /// [`Error::Undecodable`] if the body is not UTF-8. Other encodings are not supported.
    pub fn text<E>(self) -> Result<Response<String>, Error<E>> {
        match String::from_utf8(self.body().to_vec()) {
            Ok(body) => Ok(self.with_body(body)),
            Err(_) => Err(self.undecodable((String::new(), DecodeError::not_utf8()))),
        }
    }

    /// Returns the body as bytes.
    ///
    /// # Errors
    ///
    /// None; it returns a `Result` like the other decoding methods.
    pub fn bytes<E>(self) -> Result<Response<Bytes>, Error<E>> {
        let body = self.body_bytes();
        Ok(self.with_body(body))
    }

    /// Ignores the body, for a status whose body the document does not describe.
    ///
    /// # Errors
    ///
    /// None; it returns a `Result` like the other decoding methods.
    pub fn empty<E>(self) -> Result<Response<()>, Error<E>> {
        Ok(self.with_body(()))
    }

    /// Returns the error for a documented error status with a JSON body. The body is decoded as a `T`, and `wrap` makes
    /// it the error body of the operation.
    ///
    /// Returns [`Error::Undecodable`] if the body is not a `T`.
    pub fn error_json<T: DeserializeOwned, E>(self, wrap: fn(T) -> E) -> Error<E> {
        match self.decode() {
            Ok(body) => self.error_with(wrap(body)),
            Err(undecodable) => self.undecodable(undecodable),
        }
    }

    /// Returns the error for a documented error status with a text body.
    ///
    /// Returns [`Error::Undecodable`] if the body is not UTF-8.
    pub fn error_text<E>(self, wrap: fn(String) -> E) -> Error<E> {
        match String::from_utf8(self.body().to_vec()) {
            Ok(body) => self.error_with(wrap(body)),
            Err(_) => self.undecodable((String::new(), DecodeError::not_utf8())),
        }
    }

    /// Returns the error for a documented error status whose body is neither JSON nor text.
    pub fn error_bytes<E>(self, wrap: fn(Bytes) -> E) -> Error<E> {
        let body = wrap(self.body_bytes());
        self.error_with(body)
    }

    /// Returns the error for a documented error status with the error body `body`, whatever was received.
    pub fn error_with<E>(self, body: E) -> Error<E> {
        Error::ErrorResponse { response: Box::new(self.truncated()), body: Box::new(body) }
    }

    /// Returns the error for a status that is not documented.
    pub fn undocumented_status<E>(self) -> Error<E> {
        Error::UndocumentedStatus { response: Box::new(self.truncated()) }
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

    /// The path of the value that caused `error`. Tracking paths allocates for each member, so the body is decoded a
    /// second time only after an error.
    fn locate<T: DeserializeOwned>(&self, error: &serde_json::Error) -> (String, DecodeError) {
        let mut json = serde_json::Deserializer::from_slice(self.body());
        match serde_path_to_error::deserialize::<_, T>(StructsAsMaps(&mut json)) {
            Err(error) => (display_path(error.path()), DecodeError::json(error.inner(), self.body())),
            // Only reached if decoding a `T` twice has different results.
            Ok(_) => (String::new(), DecodeError::json(error, self.body())),
        }
    }

    fn undecodable<E>(self, (path, source): (String, DecodeError)) -> Error<E> {
        Error::Undecodable { response: Box::new(self.truncated()), path, source }
    }
}

/// Decodes the JSON body of a request that the provider sends: a webhook or a callback.
///
/// # Errors
///
/// [`DecodeError`] if it is not a `T`.
pub fn decode<T: DeserializeOwned>(body: &[u8]) -> Result<T, DecodeError> {
    let mut json = serde_json::Deserializer::from_slice(body);
    let decoded = T::deserialize(StructsAsMaps(&mut json)).and_then(|decoded| json.end().map(|()| decoded));
    decoded.map_err(|error| DecodeError::json(&error, body))
}

/// `path` as text, with `…` for keys that do not look like names.
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
