//! Why no response, or not all of it, was received.

use std::error::Error;
use std::fmt;
use std::time::Duration;

use crate::{SendError, SendErrorKind};

/// Why no complete response to a single request was received. Without the address, which may contain a key.
///
/// `Display` is the reason in short; the cause is the source.
#[derive(Debug)]
pub(crate) enum HttpError {
    /// Nothing arrived for this time.
    ReadTimeout(Duration),
    /// Sending the request, or receiving the headers, failed.
    Request(SendError),
    /// Receiving the body failed.
    Body(SendError),
}

impl HttpError {
    pub(crate) fn is_timeout(&self) -> bool {
        match self {
            Self::ReadTimeout(_) => true,
            Self::Request(error) | Self::Body(error) => error.is_timeout(),
        }
    }

    /// Whether there was no connection, so that nothing of the request was sent.
    pub(crate) fn is_connect(&self) -> bool {
        matches!(self, Self::Request(error) if error.kind() == SendErrorKind::Connect)
    }

    /// The limit, if the connection was not established in time.
    pub(crate) fn connect_timeout(&self) -> Option<Duration> {
        match self {
            Self::Request(error) => error.connect_limit(),
            Self::ReadTimeout(_) | Self::Body(_) => None,
        }
    }

    /// Whether the same request fails again: TLS found a certificate that is not trusted, no common version, or the
    /// like.
    pub(crate) fn is_permanent(&self) -> bool {
        // A server reports that it requires a certificate of the client after the handshake.
        matches!(self, Self::Request(error) | Self::Body(error) if error.is_permanent())
    }

    /// Whether it is permanent because of TLS.
    pub(crate) fn is_tls(&self) -> bool {
        matches!(self, Self::Request(error) if error.is_tls())
    }
}

impl fmt::Display for HttpError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ReadTimeout(limit) => write!(f, "timed out: nothing was received for {limit:?} (`read_timeout`)"),
            Self::Body(error) if !error.is_timeout() => f.write_str("the connection failed while the body was read"),
            Self::Request(error) | Self::Body(error) => error.fmt(f),
        }
    }
}

impl Error for HttpError {
    /// `Display` already writes what the error of the transport writes.
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Request(error) | Self::Body(error) => error.source(),
            Self::ReadTimeout(_) => None,
        }
    }
}
