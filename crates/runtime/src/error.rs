//! Everything that can go wrong with a call, and what of it may be shown.

mod failure;
mod invalid_request;
mod transport;

use std::fmt;
use std::time::{Duration, SystemTime};

use reqwest::StatusCode;
use reqwest::header::HeaderMap;

pub(crate) use failure::Failure;
pub use invalid_request::InvalidRequest;
pub use transport::TransportError;

use crate::retry::{is_transient, retry_after};
use crate::{Answer, DecodeError, Operation, TokenError};

/// Why a call gave no [`Response`](crate::Response). `E` is the error body that the document has for the operation.
///
/// `Display` is one line without URLs, header values or content of bodies, and so is every source; `Debug` adds sizes. Not even the
/// decoded error body is in it, for there are providers that repeat in a message the token that they refuse. What came is kept:
/// see [`refusal`](Self::refusal), [`headers`](Self::headers) and [`body_bytes`](Self::body_bytes).
#[non_exhaustive]
pub enum Error<E = NoErrorBody> {
    /// The request could not be built. Nothing was sent.
    InvalidRequest(InvalidRequest),
    /// There is no access token to send the request with. The request was not sent, or answered with 401 before.
    Token {
        /// The operation that was to be called.
        operation: &'static Operation,
        /// Why there is none.
        source: TokenError,
    },
    /// The answer is larger than the client takes.
    Oversized {
        /// The answer, with what was read of its body.
        answer: Box<Answer>,
        /// The most bytes that the client takes.
        limit: usize,
    },
    /// No complete answer arrived: no connection, a TLS failure, a time-out, a body that was cut off.
    Transport(TransportError),
    /// The provider refused, with a status and a body that the document has.
    Refused {
        /// The answer as it came.
        answer: Box<Answer>,
        /// Its body, decoded.
        body: Box<E>,
    },
    /// The answer has a status that the document does not have.
    Unexpected {
        /// The answer as it came.
        answer: Box<Answer>,
    },
    /// The status is documented, but the body is not what the document says of it.
    Undecodable {
        /// The answer as it came.
        answer: Box<Answer>,
        /// Where in the body, such as `data.users[0].id`; empty or `.` for the body as a whole.
        ///
        /// A key that does not look like a name stands in it as `…`: a provider may have put a secret there.
        path: String,
        /// What is wrong there.
        source: DecodeError,
    },
}

/// The error body of an operation for which the document has none: there is no value of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NoErrorBody {}

impl<E> Error<E> {
    /// The operation that was called; `None` only where a request failed before it was known.
    pub fn operation(&self) -> Option<&'static Operation> {
        match self {
            Self::InvalidRequest(invalid) => invalid.operation(),
            Self::Token { operation, .. } => Some(operation),
            Self::Transport(transport) => Some(transport.operation()),
            Self::Refused { answer, .. }
            | Self::Unexpected { answer }
            | Self::Undecodable { answer, .. }
            | Self::Oversized { answer, .. } => Some(answer.operation()),
        }
    }

    /// The answer, as far as one arrived: it may be that its body broke off.
    pub fn answer(&self) -> Option<&Answer> {
        match self {
            Self::InvalidRequest(_) | Self::Token { .. } => None,
            Self::Transport(transport) => transport.answer(),
            Self::Refused { answer, .. }
            | Self::Unexpected { answer }
            | Self::Undecodable { answer, .. }
            | Self::Oversized { answer, .. } => Some(answer),
        }
    }

    /// The status of the answer, if one arrived.
    pub fn status(&self) -> Option<StatusCode> {
        self.answer().map(Answer::status)
    }

    /// The headers of the answer, if one arrived.
    pub fn headers(&self) -> Option<&HeaderMap> {
        self.answer().map(Answer::headers)
    }

    /// The body of the answer as it came, up to [64 KiB](Answer::is_body_cut), if one arrived. It may hold what must not reach
    /// a log.
    pub fn body_bytes(&self) -> Option<&[u8]> {
        self.answer().map(Answer::body)
    }

    /// The documented error body, if the provider refused with one.
    pub fn refusal(&self) -> Option<&E> {
        match self {
            Self::Refused { body, .. } => Some(body),
            _ => None,
        }
    }

    /// Whether the time-out passed before the whole answer was there.
    pub fn is_timeout(&self) -> bool {
        match self {
            Self::Transport(transport) => transport.is_timeout(),
            Self::Token { source, .. } => source.is_timeout(),
            _ => false,
        }
    }

    /// Whether no connection came about.
    pub fn is_connect(&self) -> bool {
        matches!(self, Self::Transport(transport) if transport.is_connect())
    }

    /// Whether the same call may go better later: there was no whole answer, or one with 408, 425, 429, 500, 502, 503 or 504.
    ///
    /// It says nothing of whether the call may be repeated: if it is not idempotent, it may have done its work already.
    pub fn is_retryable(&self) -> bool {
        match self {
            Self::InvalidRequest(_) | Self::Oversized { .. } => false,
            Self::Token { source, .. } => source.is_retryable(),
            Self::Transport(_) => true,
            Self::Refused { answer, .. } | Self::Unexpected { answer } | Self::Undecodable { answer, .. } => {
                is_transient(answer.status())
            }
        }
    }

    /// How long the provider asks to wait before the next call, from now on: its `Retry-After`, in either form.
    pub fn retry_after(&self) -> Option<Duration> {
        retry_after(self.headers()?, SystemTime::now())
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
            Self::Token { operation, source } => write!(f, "{operation}: no access token: {source}"),
            Self::Oversized { answer, limit } => {
                write!(f, "{}, but its body is larger than {limit} bytes", StatusLine(answer))
            }
            Self::Transport(transport) => transport.fmt(f),
            Self::Refused { answer, .. } => write!(f, "{}, as documented", StatusLine(answer)),
            Self::Unexpected { answer } => {
                write!(f, "{}, which is not documented", StatusLine(answer))
            }
            Self::Undecodable { answer, path, source } => {
                write!(f, "{}, but its body ", StatusLine(answer))?;
                let media_type = answer.media_type().unwrap_or("no content type");
                write!(f, "({media_type}, {} bytes) is not as documented: ", answer.body_size())?;
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
            Self::Token { operation, source } => {
                f.debug_struct("Token").field("operation", &operation.id).field("source", source).finish()
            }
            Self::Oversized { answer, limit } => {
                f.debug_struct("Oversized").field("answer", answer).field("limit", limit).finish()
            }
            Self::Transport(transport) => f.debug_tuple("Transport").field(transport).finish(),
            Self::Refused { answer, .. } => f.debug_struct("Refused").field("answer", answer).finish_non_exhaustive(),
            Self::Unexpected { answer } => f.debug_struct("Unexpected").field("answer", answer).finish(),
            Self::Undecodable { answer, path, source } => f
                .debug_struct("Undecodable")
                .field("answer", answer)
                .field("path", path)
                .field("source", source)
                .finish(),
        }
    }
}

impl<E> std::error::Error for Error<E> {
    /// `Display` of an invalid request and of a transport error already is that of the wrapped error, so theirs is skipped.
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::InvalidRequest(invalid) => invalid.source(),
            Self::Token { source, .. } => source.source(),
            Self::Transport(transport) => transport.source(),
            Self::Refused { .. } | Self::Unexpected { .. } | Self::Oversized { .. } => None,
            Self::Undecodable { source, .. } => Some(source),
        }
    }
}

/// `GET /api/admin/user (get-me): 401 Unauthorized`
struct StatusLine<'a>(&'a Answer);

impl fmt::Display for StatusLine<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let status = self.0.status();
        write!(f, "{}: {}", self.0.operation(), status.as_str())?;
        status.canonical_reason().map_or(Ok(()), |reason| write!(f, " {reason}"))?;
        match self.0.requests() {
            1 => Ok(()),
            requests => write!(f, " after {requests} requests"),
        }
    }
}
