//! Why a call has no answer, before it is known what error bodies its operation has.

use reqwest::StatusCode;

use super::{Error, InvalidRequest, TransportError};
use crate::{Answer, Operation, TokenError};

/// The variants of [`Error`] without a body.
#[derive(Debug)]
pub(crate) enum Failure {
    InvalidRequest(InvalidRequest),
    Token { operation: &'static Operation, error: TokenError },
    Transport(TransportError),
    Oversized { answer: Box<Answer>, limit: usize },
}

impl Failure {
    /// The status of the answer, as far as one came.
    pub(crate) fn status(&self) -> Option<StatusCode> {
        match self {
            Self::InvalidRequest(_) | Self::Token { .. } => None,
            Self::Transport(transport) => transport.answer().map(Answer::status),
            Self::Oversized { answer, .. } => Some(answer.status()),
        }
    }

    /// A word for metrics and traces, one of few.
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Self::InvalidRequest(_) => "invalid_request",
            Self::Token { .. } => "token",
            Self::Transport(transport) => transport.kind(),
            Self::Oversized { .. } => "oversized",
        }
    }

    /// The same failure, after `requests` of them.
    pub(crate) fn with_requests(self, requests: u32) -> Self {
        match self {
            Self::Transport(transport) => Self::Transport(transport.with_requests(requests)),
            Self::Oversized { answer, limit } => {
                Self::Oversized { answer: Box::new(answer.with_requests(requests)), limit }
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

impl From<TransportError> for Failure {
    fn from(transport: TransportError) -> Self {
        Self::Transport(transport)
    }
}

impl<E> From<Failure> for Error<E> {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::InvalidRequest(invalid) => Self::InvalidRequest(invalid),
            Failure::Token { operation, error } => Self::Token { operation, source: error },
            Failure::Transport(transport) => Self::Transport(transport),
            Failure::Oversized { answer, limit } => Self::Oversized { answer, limit },
        }
    }
}
