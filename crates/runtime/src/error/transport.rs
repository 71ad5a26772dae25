//! Answers that did not arrive, or not whole.

use std::fmt;

use crate::Operation;

/// Why no complete answer arrived. The cause is its source, without the address, which may hold a key.
#[derive(Debug)]
pub struct TransportError {
    operation: &'static Operation,
    source: reqwest::Error,
}

impl TransportError {
    pub(crate) fn new(operation: &'static Operation, error: reqwest::Error) -> Self {
        Self { operation, source: error.without_url() }
    }

    pub(super) fn operation(&self) -> &'static Operation {
        self.operation
    }

    pub(super) fn is_timeout(&self) -> bool {
        self.source.is_timeout()
    }

    pub(super) fn is_connect(&self) -> bool {
        self.source.is_connect()
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = if self.is_timeout() {
            "timed out"
        } else if self.is_connect() {
            "could not connect"
        } else if self.source.is_body() || self.source.is_decode() {
            "the body of the answer broke off"
        } else {
            "the connection failed"
        };
        write!(f, "{}: {what}", self.operation)
    }
}

impl std::error::Error for TransportError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.source)
    }
}
