//! Errors of sending a request, independent of the error bodies of its operation.

use http::StatusCode;

use super::{Error, InvalidRequest, MissingCredential, PageError, TransportError};
use crate::{Operation, RawResponse, TokenError};

/// The variants of [`Error`] that have no error body.
#[derive(Debug)]
pub(crate) enum Failure {
    InvalidRequest(InvalidRequest),
    MissingCredential(MissingCredential),
    Token { operation: &'static Operation, error: TokenError },
    Transport(TransportError),
    Oversized { response: Box<RawResponse>, limit: usize },
    Page(PageError),
}

impl Failure {
    /// The status of the response, if one was received.
    pub(crate) fn status(&self) -> Option<StatusCode> {
        match self {
            Self::InvalidRequest(_) | Self::MissingCredential(_) | Self::Token { .. } | Self::Page(_) => None,
            Self::Transport(transport) => transport.partial_response().map(RawResponse::status),
            Self::Oversized { response, .. } => Some(response.status()),
        }
    }

    /// A name for metrics and traces, one of few.
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Self::InvalidRequest(_) => "invalid_request",
            Self::MissingCredential(_) => "credential",
            Self::Token { .. } => "token",
            Self::Transport(transport) => transport.kind(),
            Self::Oversized { .. } => "oversized",
            Self::Page(_) => "page",
        }
    }

    /// The same failure, after `requests` requests of the call.
    pub(crate) fn with_requests(self, requests: u32) -> Self {
        match self {
            Self::Transport(transport) => Self::Transport(transport.with_requests(requests)),
            Self::Oversized { response, limit } => {
                Self::Oversized { response: Box::new(response.with_requests(requests)), limit }
            }
            other => other,
        }
    }
}

impl From<InvalidRequest> for Failure {
    fn from(invalid: InvalidRequest) -> Self {
        Self::InvalidRequest(invalid)
    }
}

impl From<MissingCredential> for Failure {
    fn from(missing: MissingCredential) -> Self {
        Self::MissingCredential(missing)
    }
}

impl From<TransportError> for Failure {
    fn from(transport: TransportError) -> Self {
        Self::Transport(transport)
    }
}

impl From<PageError> for Failure {
    fn from(page: PageError) -> Self {
        Self::Page(page)
    }
}

impl<E> From<Failure> for Error<E> {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::InvalidRequest(invalid) => Self::InvalidRequest(invalid),
            Failure::MissingCredential(missing) => Self::MissingCredential(missing),
            Failure::Token { operation, error } => Self::Token { operation, source: error },
            Failure::Transport(transport) => Self::Transport(transport),
            Failure::Oversized { response, limit } => Self::Oversized { response, limit },
            Failure::Page(page) => Self::Page(page),
        }
    }
}
