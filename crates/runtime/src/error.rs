//! Everything that can go wrong with a call, and what of it may be shown.

mod decode;
mod invalid_request;
mod transport;

use std::fmt;

use reqwest::StatusCode;
use reqwest::header::HeaderMap;

pub use decode::DecodeError;
pub use invalid_request::InvalidRequest;
pub use transport::TransportError;

use crate::{Answer, Operation};

/// Why a call gave no [`Response`](crate::Response). `E` is the error body that the document has for the operation.
///
/// `Display` is one line without URLs, header values or content of bodies, and so is every source. `Debug` adds sizes, and
/// the decoded error body of [`Error::Refused`], in which a [`Secret`](crate::Secret) is redacted. What came is kept in full: see [`headers`](Self::headers) and
/// [`body_bytes`](Self::body_bytes).
#[non_exhaustive]
pub enum Error<E = NoErrorBody> {
    /// The request could not be built. Nothing was sent.
    InvalidRequest(InvalidRequest),
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
        /// Keys of open maps stand in it as they came, but for control characters, which are escaped.
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
            Self::Transport(transport) => Some(transport.operation()),
            Self::Refused { answer, .. } | Self::Unexpected { answer } | Self::Undecodable { answer, .. } => {
                Some(answer.operation())
            }
        }
    }

    /// The status of the answer, if a whole one arrived.
    pub fn status(&self) -> Option<StatusCode> {
        self.answer().map(Answer::status)
    }

    /// The headers of the answer, if a whole one arrived.
    pub fn headers(&self) -> Option<&HeaderMap> {
        self.answer().map(Answer::headers)
    }

    /// The body of the answer as it came, if a whole one arrived. It may hold what must not reach a log.
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
        matches!(self, Self::Transport(transport) if transport.is_timeout())
    }

    /// Whether no connection came about.
    pub fn is_connect(&self) -> bool {
        matches!(self, Self::Transport(transport) if transport.is_connect())
    }

    fn answer(&self) -> Option<&Answer> {
        match self {
            Self::InvalidRequest(_) | Self::Transport(_) => None,
            Self::Refused { answer, .. } | Self::Unexpected { answer } | Self::Undecodable { answer, .. } => {
                Some(answer)
            }
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
            Self::Transport(transport) => transport.fmt(f),
            Self::Refused { answer, .. } => write!(f, "{}, as documented", Headline(answer)),
            Self::Unexpected { answer } => {
                write!(f, "{}, which is not documented", Headline(answer))
            }
            Self::Undecodable { answer, path, source } => {
                write!(f, "{}, but its body ", Headline(answer))?;
                let media_type = answer.media_type().unwrap_or("no content type");
                write!(f, "({media_type}, {} bytes) is not as documented: ", answer.body().len())?;
                match path.as_str() {
                    "" | "." => source.fmt(f),
                    path => write!(f, "at {path}: {source}"),
                }
            }
        }
    }
}

impl<E: fmt::Debug> fmt::Debug for Error<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::InvalidRequest(invalid) => f.debug_tuple("InvalidRequest").field(invalid).finish(),
            Self::Transport(transport) => f.debug_tuple("Transport").field(transport).finish(),
            Self::Refused { answer, body } => {
                f.debug_struct("Refused").field("answer", answer).field("body", body).finish()
            }
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

impl<E: fmt::Debug> std::error::Error for Error<E> {
    /// `Display` of an invalid request and of a transport error already is that of the wrapped error, so theirs is skipped.
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::InvalidRequest(invalid) => invalid.source(),
            Self::Transport(transport) => transport.source(),
            Self::Refused { .. } | Self::Unexpected { .. } => None,
            Self::Undecodable { source, .. } => Some(source),
        }
    }
}

/// `GET /api/admin/user (get-me): 401 Unauthorized`
struct Headline<'a>(&'a Answer);

impl fmt::Display for Headline<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let status = self.0.status();
        write!(f, "{}: {}", self.0.operation(), status.as_str())?;
        status.canonical_reason().map_or(Ok(()), |reason| write!(f, " {reason}"))
    }
}
