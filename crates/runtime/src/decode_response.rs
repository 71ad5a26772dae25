//! Decoding the body of a response into the type that the document describes for its status.

mod charset;
mod representation;

use bytes::Bytes;
use serde::de::DeserializeOwned;

use crate::{DecodeError, Error, RawResponse, Response};

impl RawResponse {
    /// Decodes a JSON body. The `Content-Type` is ignored, because providers omit it or send `text/html`. An empty body
    /// decodes like `null`, if a `T` can be decoded from that.
    ///
    /// A byte order mark is skipped. Of several members with the same name, the last one counts. An array may have more
    /// elements than a tuple. What a `T` does not read may be nested at any depth, and what it reads as deep as
    /// [`ClientBuilder::max_json_depth`](crate::ClientBuilder::max_json_depth) allows.
    ///
    /// Structs are decoded from JSON objects only, although the structs that serde derives accept arrays as well. The
    /// exceptions are `untagged`, `flatten` and tagged enums: there serde decodes from a buffer of its own, and a
    /// struct still accepts an array.
    ///
    /// # Errors
    ///
    /// [`Error::EmptyBody`] if there is no body, and [`Error::Undecodable`] if it is not a `T`.
    pub fn json<T: DeserializeOwned, E>(self) -> Result<Response<T>, Error<E>> {
        match self.decode() {
            Ok(body) => Ok(self.with_body(body)),
            Err(undecodable) => Err(self.empty_or_undecodable(undecodable)),
        }
    }

    /// Decodes the body as text in the `charset` of its `Content-Type`, any encoding of the [WHATWG Encoding
    /// Standard](https://encoding.spec.whatwg.org/#names-and-labels); UTF-8 if it has none.
    ///
    /// # Errors
    ///
    /// [`Error::Undecodable`] if the body is not text in that encoding, or has another one.
    pub fn text<E>(self) -> Result<Response<String>, Error<E>> {
        match self.decode_text() {
            Ok(body) => Ok(self.with_body(body)),
            Err(error) => Err(self.undecodable((String::new(), error))),
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
    /// Returns [`Error::EmptyBody`] if there is no body, and [`Error::Undecodable`] if it is not a `T`.
    pub fn error_json<T: DeserializeOwned, E>(self, wrap: fn(T) -> E) -> Error<E> {
        match self.decode() {
            Ok(body) => self.error_with(wrap(body)),
            Err(undecodable) => self.empty_or_undecodable(undecodable),
        }
    }

    /// Returns the error for a documented error status with a text body.
    ///
    /// Returns [`Error::Undecodable`] if the body is not [text](Self::text).
    pub fn error_text<E>(self, wrap: fn(String) -> E) -> Error<E> {
        match self.decode_text() {
            Ok(body) => self.error_with(wrap(body)),
            Err(error) => self.undecodable((String::new(), error)),
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
        self.decoder().decode(self.body_bytes()).map_err(|error| (error.path().to_owned(), error))
    }

    fn decode_text(&self) -> Result<String, DecodeError> {
        charset::decode(self.body(), self.charset().as_deref())
    }

    fn empty_or_undecodable<E>(self, undecodable: (String, DecodeError)) -> Error<E> {
        match self.body().trim_ascii() {
            [] => Error::EmptyBody { response: Box::new(self) },
            _ => self.undecodable(undecodable),
        }
    }

    fn undecodable<E>(self, (path, source): (String, DecodeError)) -> Error<E> {
        Error::Undecodable { response: Box::new(self.truncated()), path, source }
    }
}
