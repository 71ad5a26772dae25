//! The errors of a call, and which of their content is shown.

mod failure;
mod invalid_request;
mod missing_credential;
mod request_body;
mod transport;

use std::fmt;
use std::time::{Duration, SystemTime};

use reqwest::StatusCode;
use reqwest::header::HeaderMap;

pub(crate) use failure::Failure;
pub use invalid_request::InvalidRequest;
pub use missing_credential::MissingCredential;
pub(crate) use request_body::RequestBodyError;
pub use transport::TransportError;

use crate::retry::{is_transient, stated_wait};
use crate::{DecodeError, Operation, RawResponse, TokenError};

/// Why a call returned no [`Response`](crate::Response). `E` is the type of the operation's documented error bodies.
///
/// `Display` is one line without URLs, header values or content of bodies, and so is `Display` of every source; `Debug`
/// adds sizes. Neither shows the decoded error body, because some providers repeat a rejected token in their message.
/// The content is available from [`error_body`](Self::error_body), [`headers`](Self::headers) and
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
            Self::ErrorResponse { response, .. }
            | Self::UndocumentedStatus { response }
            | Self::Undecodable { response, .. }
            | Self::Oversized { response, .. } => Some(response.operation()),
        }
    }

    /// The response, if one was received. Its body may be incomplete.
    pub fn response(&self) -> Option<&RawResponse> {
        match self {
            Self::InvalidRequest(_) | Self::MissingCredential(_) | Self::Token { .. } => None,
            Self::Transport(transport) => transport.partial_response(),
            Self::ErrorResponse { response, .. }
            | Self::UndocumentedStatus { response }
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

    /// The decoded body of a documented error response.
    pub fn error_body(&self) -> Option<&E> {
        match self {
            Self::ErrorResponse { body, .. } => Some(body),
            _ => None,
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
            Self::InvalidRequest(_) | Self::MissingCredential(_) | Self::Oversized { .. } => false,
            Self::Token { source, .. } => source.is_retryable(),
            Self::Transport(transport) => transport.is_transient(),
            Self::ErrorResponse { response, .. }
            | Self::UndocumentedStatus { response }
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

impl<E> fmt::Display for Error<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::InvalidRequest(invalid) => invalid.fmt(f),
            Self::MissingCredential(missing) => missing.fmt(f),
            Self::Token { operation, source } => write!(f, "{operation}: no access token: {source}"),
            Self::Oversized { response, limit } => {
                write!(f, "{}, but its body is larger than {limit} bytes", StatusLine(response))
            }
            Self::Transport(transport) => transport.fmt(f),
            Self::ErrorResponse { response, .. } => write!(f, "{}, as documented", StatusLine(response)),
            Self::UndocumentedStatus { response } => {
                write!(f, "{}, which is not documented", StatusLine(response))
            }
            Self::Undecodable { response, path, source } => {
                write!(f, "{}, but its body ", StatusLine(response))?;
                let media_type = response.media_type().unwrap_or("no content type");
                write!(f, "({media_type}, {} bytes) does not match its documented type: ", response.body_size())?;
                match path.as_str() {
                    "" | "." => source.fmt(f)?,
                    path => write!(f, "at {path}: {source}")?,
                }
                source.excerpt().map_or(Ok(()), |excerpt| write!(f, ", near {excerpt}"))
            }
        }
    }
}

impl<E> fmt::Debug for Error<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::InvalidRequest(invalid) => f.debug_tuple("InvalidRequest").field(invalid).finish(),
            Self::MissingCredential(missing) => f.debug_tuple("MissingCredential").field(missing).finish(),
            Self::Token { operation, source } => {
                f.debug_struct("Token").field("operation", &operation.id).field("source", source).finish()
            }
            Self::Oversized { response, limit } => {
                f.debug_struct("Oversized").field("response", response).field("limit", limit).finish()
            }
            Self::Transport(transport) => f.debug_tuple("Transport").field(transport).finish(),
            Self::ErrorResponse { response, .. } => {
                f.debug_struct("ErrorResponse").field("response", response).finish_non_exhaustive()
            }
            Self::UndocumentedStatus { response } => {
                f.debug_struct("UndocumentedStatus").field("response", response).finish()
            }
            Self::Undecodable { response, path, source } => f
                .debug_struct("Undecodable")
                .field("response", response)
                .field("path", path)
                .field("source", source)
                .finish(),
        }
    }
}

impl<E> std::error::Error for Error<E> {
    /// For an invalid request and a transport error, `Display` already writes the wrapped error, so the source skips
    /// it.
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::InvalidRequest(invalid) => invalid.source(),
            Self::Token { source, .. } => source.source(),
            Self::Transport(transport) => transport.source(),
            Self::MissingCredential(_)
            | Self::ErrorResponse { .. }
            | Self::UndocumentedStatus { .. }
            | Self::Oversized { .. } => None,
            Self::Undecodable { source, .. } => Some(source),
        }
    }
}

/// `GET /api/admin/user (get-me): 401 Unauthorized`
struct StatusLine<'a>(&'a RawResponse);

impl fmt::Display for StatusLine<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let status = self.0.status();
        write!(f, "{}: {}", self.0.operation(), status.as_str())?;
        status.canonical_reason().map_or(Ok(()), |reason| write!(f, " {reason}"))?;
        match self.0.request_count() {
            1 => Ok(()),
            requests => write!(f, " after {requests} requests"),
        }
    }
}
