//! Errors of sending a request or receiving its response.

use std::fmt;
use std::time::Duration;

use super::RequestBodyError;
use crate::http::HttpError;
use crate::{Operation, RawResponse};

/// Why no complete response was received. The cause is the source, without the address, which may contain a key.
#[derive(Debug)]
pub struct TransportError {
    operation: &'static Operation,
    cause: Cause,
    /// Status, headers, and the part of the body that was received before the error.
    partial_response: Option<Box<RawResponse>>,
    requests: u32,
}

#[derive(Debug)]
enum Cause {
    Http(HttpError),
    /// The timeout of the call.
    TimedOut(Duration),
}

impl TransportError {
    pub(crate) fn new(operation: &'static Operation, error: HttpError) -> Self {
        Self { operation, cause: Cause::Http(error), partial_response: None, requests: 1 }
    }

    pub(crate) fn timed_out(operation: &'static Operation, timeout: Duration) -> Self {
        Self { operation, cause: Cause::TimedOut(timeout), partial_response: None, requests: 1 }
    }

    /// The same error with the response as far as it was received.
    pub(crate) fn with_partial_response(self, partial_response: RawResponse) -> Self {
        Self { partial_response: Some(Box::new(partial_response)), ..self }
    }

    pub(crate) fn with_requests(self, requests: u32) -> Self {
        Self { requests, ..self }
    }

    /// The response as far as it was received: status, headers, and the first part of the body.
    #[must_use]
    pub fn partial_response(&self) -> Option<&RawResponse> {
        self.partial_response.as_deref()
    }

    pub(crate) fn kind(&self) -> &'static str {
        match () {
            () if self.is_timeout() => "timeout",
            () if self.is_connect() => "connect",
            () if self.request_body().is_some() => "request_body",
            () if self.partial_response.is_some() => "body",
            () => "connection",
        }
    }

    pub(super) fn operation(&self) -> &'static Operation {
        self.operation
    }

    pub(super) fn is_timeout(&self) -> bool {
        match &self.cause {
            Cause::Http(error) => error.is_timeout(),
            Cause::TimedOut(_) => true,
        }
    }

    /// Whether the same request may succeed later.
    pub(crate) fn is_transient(&self) -> bool {
        // Repeating the call with the same stream fails again.
        self.request_body().is_none() && !matches!(&self.cause, Cause::Http(error) if error.is_permanent())
    }

    /// The error of the stream of the request body.
    fn request_body(&self) -> Option<&RequestBodyError> {
        match &self.cause {
            Cause::Http(error) => RequestBodyError::find(error),
            Cause::TimedOut(_) => None,
        }
    }

    /// Whether there was no connection, so that nothing was sent.
    pub(crate) fn is_connect(&self) -> bool {
        matches!(&self.cause, Cause::Http(error) if error.is_connect())
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.operation)?;
        match (&self.cause, self.request_body()) {
            (Cause::Http(_), Some(error)) => write!(f, "the request body could not be sent completely: {error}")?,
            (Cause::Http(error), None) => error.fmt(f)?,
            (Cause::TimedOut(timeout), _) => write!(f, "timed out after {timeout:?} (`timeout`)")?,
        }
        match self.requests {
            1 => Ok(()),
            requests if self.is_timeout() => write!(f, "; {requests} requests were sent"),
            requests => write!(f, " after {requests} requests"),
        }
    }
}

impl std::error::Error for TransportError {
    /// `Display` already writes what the error of the HTTP client writes.
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.cause {
            Cause::Http(error) => error.source(),
            Cause::TimedOut(_) => None,
        }
    }
}
