//! The errors of a call, and which of their content is shown.

mod failure;
mod invalid_request;
mod missing_credential;
mod page;
mod request_body;
mod shown;
mod transport;

use std::time::{Duration, SystemTime};

use http::StatusCode;
use http::header::HeaderMap;

pub(crate) use failure::Failure;
pub use invalid_request::InvalidRequest;
pub use missing_credential::MissingCredential;
pub(crate) use page::PageReason;
pub use page::{PageError, PageErrorKind};
pub(crate) use request_body::RequestBodyError;
pub use transport::TransportError;

use crate::retry::{is_transient, stated_wait};
use crate::{DecodeError, Operation, RawResponse, TokenError};

/// Why a call returned no [`Response`](crate::Response). `E` is the type of the operation's documented error bodies.
///
/// `Display` is one line: what was called, what went wrong, after how many requests, how long the provider asks to
/// wait, and its identifier of the request. It has no URLs, values of other headers or content of bodies (but see
/// [`log_provider_messages`](crate::ClientBuilder::log_provider_messages)), and so has no source; `Debug` adds sizes.
/// Neither shows the decoded error body, because some providers repeat a rejected token in their message. The content
/// is available from [`error_body`](Self::error_body), [`headers`](Self::headers) and
/// [`body_bytes`](Self::body_bytes).
#[non_exhaustive]
pub enum Error<E = NoErrorBody> {
    /// The request could not be built. Nothing was sent.
    InvalidRequest(InvalidRequest),
    /// The operation requires a credential that the client does not have. Nothing was sent.
    MissingCredential(MissingCredential),
    /// There is no access token for the request. The request was not sent, or the response to an earlier request of the
    /// call was 401.
    Token {
        /// The operation that was called.
        operation: &'static Operation,
        /// Why there is no token.
        source: TokenError,
    },
    /// The response is larger than the limit of the client.
    Oversized {
        /// The response, with the part of its body that was read.
        response: Box<RawResponse>,
        /// The limit in bytes.
        limit: usize,
    },
    /// No complete response was received: no connection, a TLS error, a timeout, or a connection that failed while the
    /// body was read.
    Transport(TransportError),
    /// The response is a documented error response.
    ErrorResponse {
        /// The response as received.
        response: Box<RawResponse>,
        /// The decoded body.
        body: Box<E>,
    },
    /// The status of the response is not documented.
    UndocumentedStatus {
        /// The response as received.
        response: Box<RawResponse>,
    },
    /// The status is documented, but the response has another media type than the method that was called returns.
    UnexpectedMediaType {
        /// The response as received.
        response: Box<RawResponse>,
        /// The media types that the method returns.
        expected: &'static [&'static str],
        /// The method of the call that returns this response, such as `as_event_stream().items()`.
        method: Option<&'static str>,
    },
    /// The status is documented, but the body is empty, although the document describes one. The provider may have
    /// processed the request.
    EmptyBody {
        /// The response as received.
        response: Box<RawResponse>,
    },
    /// The status is documented, but the body does not match its documented type.
    Undecodable {
        /// The response as received.
        response: Box<RawResponse>,
        /// The path of the value that could not be decoded, such as `data.users[0].id`; empty or `.` for the body as a
        /// whole.
        ///
        /// A key that does not look like a name is written as `…`, because it may be a secret.
        path: String,
        /// What is wrong with it.
        source: DecodeError,
    },
    /// The next page of a list is not requested. Only [`Pages`](crate::Pages) and [`PageItems`](crate::PageItems)
    /// return it.
    Page(PageError),
}

/// The type of error bodies for operations without documented error bodies. It has no values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NoErrorBody {}

impl<E> Error<E> {
    /// The operation that was called; `None` for a request that failed to build before it was known.
    pub fn operation(&self) -> Option<&'static Operation> {
        match self {
            Self::InvalidRequest(invalid) => invalid.operation(),
            Self::MissingCredential(missing) => Some(missing.operation()),
            Self::Token { operation, .. } => Some(operation),
            Self::Transport(transport) => Some(transport.operation()),
            Self::Page(page) => Some(page.operation()),
            Self::ErrorResponse { response, .. }
            | Self::UndocumentedStatus { response }
            | Self::UnexpectedMediaType { response, .. }
            | Self::EmptyBody { response }
            | Self::Undecodable { response, .. }
            | Self::Oversized { response, .. } => Some(response.operation()),
        }
    }

    /// The response, if one was received. Its body may be incomplete.
    pub fn response(&self) -> Option<&RawResponse> {
        match self {
            Self::InvalidRequest(_) | Self::MissingCredential(_) | Self::Token { .. } | Self::Page(_) => None,
            Self::Transport(transport) => transport.partial_response(),
            Self::ErrorResponse { response, .. }
            | Self::UndocumentedStatus { response }
            | Self::UnexpectedMediaType { response, .. }
            | Self::EmptyBody { response }
            | Self::Undecodable { response, .. }
            | Self::Oversized { response, .. } => Some(response),
        }
    }

    /// The status of the response, if one was received.
    pub fn status(&self) -> Option<StatusCode> {
        self.response().map(RawResponse::status)
    }

    /// The headers of the response, if one was received.
    pub fn headers(&self) -> Option<&HeaderMap> {
        self.response().map(RawResponse::headers)
    }

    /// The body of the response, truncated to [64 KiB](RawResponse::is_body_truncated), if one was received. It may
    /// contain secrets: do not log it.
    pub fn body_bytes(&self) -> Option<&[u8]> {
        self.response().map(RawResponse::body)
    }

    /// The provider's own message, in the body of a response whose status is no success. It is found in the same way
    /// for all operations and statuses, documented or not: in the members that providers use (`message`,
    /// `error.message`, `error_description`, `detail`, `title`, `errors[0].message`, …), or where
    /// [`error_message_at`](crate::ClientBuilder::error_message_at) says.
    ///
    /// It is one line of at most 500 characters. The credentials of the client and of the call are replaced by `…`:
    /// keys, passwords, access tokens, the secret, the password, the refresh token and the parameters of an `OAuth2`,
    /// what a hook adds as `Authorization` or marks as [sensitive](http::header::HeaderValue::set_sensitive), and the
    /// headers that the caller adds. Not replaced are
    /// a refresh token that the token endpoint has issued since, which is never sent to the provider's operations, and
    /// what else the request contained: log it only where that may be logged.
    pub fn message(&self) -> Option<String> {
        self.response().filter(|response| !response.status().is_success())?.message()
    }

    /// The provider's identifier of the request, from the header `x-request-id`, `request-id`, `cf-ray` or the like:
    /// ask the provider's support about it.
    pub fn request_id(&self) -> Option<&str> {
        self.response()?.request_id()
    }

    /// The decoded body of a documented error response.
    pub fn error_body(&self) -> Option<&E> {
        match self {
            Self::ErrorResponse { body, .. } => Some(body),
            _ => None,
        }
    }

    /// The decoded body of a documented error response, by value.
    ///
    /// # Errors
    ///
    /// Every other error, as it is.
    pub fn into_error_body(self) -> Result<E, Self> {
        match self {
            Self::ErrorResponse { body, .. } => Ok(*body),
            other => Err(other),
        }
    }

    /// Whether a timeout ended the call.
    pub fn is_timeout(&self) -> bool {
        match self {
            Self::Transport(transport) => transport.is_timeout(),
            Self::Token { source, .. } => source.is_timeout(),
            _ => false,
        }
    }

    /// Whether the connection to the server failed.
    pub fn is_connect(&self) -> bool {
        matches!(self, Self::Transport(transport) if transport.is_connect())
    }

    /// Whether the same call may succeed later: no complete response was received, or its status is one that
    /// [`Retries`](crate::Retries) retries by default. `false` if TLS rejects the connection, for example because of
    /// the server's certificate.
    ///
    /// This does not mean that repeating the call is safe: a call that is not idempotent may already have been
    /// processed.
    pub fn is_retryable(&self) -> bool {
        match self {
            Self::InvalidRequest(_) | Self::MissingCredential(_) | Self::Oversized { .. } | Self::Page(_) => false,
            Self::Token { source, .. } => source.is_retryable(),
            Self::Transport(transport) => transport.is_transient(),
            Self::ErrorResponse { response, .. }
            | Self::UndocumentedStatus { response }
            | Self::UnexpectedMediaType { response, .. }
            | Self::EmptyBody { response }
            | Self::Undecodable { response, .. } => is_transient(response.status(), response.headers()),
        }
    }

    /// How long the provider, or its token endpoint, asks to wait: see [`Retries`](crate::Retries). Counted from the
    /// response.
    pub fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::Token { source, .. } => source.retry_after(),
            _ => stated_wait(self.status()?, self.headers()?, SystemTime::now()),
        }
    }
}

impl<E> From<InvalidRequest> for Error<E> {
    fn from(invalid: InvalidRequest) -> Self {
        Self::InvalidRequest(invalid)
    }
}
