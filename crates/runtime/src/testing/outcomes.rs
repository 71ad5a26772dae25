//! What calls return, without a call.

use std::error::Error as StdError;

use serde::Serialize;

use super::response::FakeResponse;
use crate::http::HttpError;
use crate::{Call, Error, MissingCredential, Response, SendError, SendErrorKind, TokenError, TransportError};

/// What a call `C` returns for the documented success with this body; see [`FakeResponse::success`].
///
/// # Panics
/// If the client does not decode it to `body`.
#[track_caller]
pub fn response<C>(body: &C::Body) -> Response<C::Body>
where
    C: Call,
    C::Body: Serialize + PartialEq,
{
    match FakeResponse::success::<C>(body).decode::<C>() {
        Ok(response) => response,
        Err(error) => panic!("{error}"),
    }
}

/// What a call `C` returns for the documented error response with this body: an [`Error::ErrorResponse`]. See
/// [`FakeResponse::error`].
///
/// # Panics
/// If the client does not decode it to `body`.
#[track_caller]
pub fn error_response<C>(body: &C::Error) -> Error<C::Error>
where
    C: Call,
    C::Error: Serialize + PartialEq,
{
    match FakeResponse::error::<C>(body).decode::<C>() {
        Err(error) => error,
        Ok(_) => panic!("{}: this body is not one of an error response", C::OPERATION),
    }
}

/// What a call `C` returns without a response: an [`Error::Transport`].
#[must_use]
pub fn transport_error<C: Call>(kind: SendErrorKind) -> Error<C::Error> {
    let error = SendError::new(kind, "made by `testing::transport_error`");
    Error::Transport(TransportError::new(C::OPERATION, HttpError::Request(error)))
}

/// What a call `C` returns if the client has no credential for it: an [`Error::MissingCredential`].
#[must_use]
pub fn missing_credential<C: Call>() -> Error<C::Error> {
    Error::MissingCredential(MissingCredential::new(C::OPERATION, Vec::new()))
}

/// What a call `C` returns if its [`TokenSource`](crate::TokenSource) fails with `source`: an [`Error::Token`].
#[must_use]
pub fn token_error<C: Call>(source: impl Into<Box<dyn StdError + Send + Sync>>) -> Error<C::Error> {
    Error::Token { operation: C::OPERATION, source: TokenError::source(source.into()) }
}
