//! What the service responds when a provider fails.

use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use moored::runtime::{Error, ItemError};

/// A failure of a provider, for whoever called the service.
#[derive(Debug)]
pub struct Failure {
    pub status: StatusCode,
    pub message: String,
}

impl<E> From<Error<E>> for Failure {
    fn from(error: Error<E>) -> Self {
        let message = error.message().unwrap_or_else(|| error.to_string());
        tracing::warn!(%error, message, "a provider failed");
        let status = match error.status() {
            Some(status @ (StatusCode::NOT_FOUND | StatusCode::UNPROCESSABLE_ENTITY)) => status,
            Some(StatusCode::TOO_MANY_REQUESTS) => StatusCode::SERVICE_UNAVAILABLE,
            _ if error.is_timeout() => StatusCode::GATEWAY_TIMEOUT,
            _ => StatusCode::BAD_GATEWAY,
        };
        Self { status, message }
    }
}

impl From<ItemError> for Failure {
    fn from(error: ItemError) -> Self {
        Self { status: StatusCode::BAD_GATEWAY, message: error.to_string() }
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        (self.status, self.message).into_response()
    }
}
