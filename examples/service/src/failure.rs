//! What the service responds when a provider fails.

use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use moored::runtime::{Error, JsonValue};

/// A failure of a provider, for whoever called the service.
#[derive(Debug)]
pub struct Failure {
    pub status: StatusCode,
    pub message: String,
}

/// Where providers put their message.
const MESSAGES: [&str; 4] = ["/message", "/error/message", "/detail", "/title"];

impl<E> From<Error<E>> for Failure {
    fn from(error: Error<E>) -> Self {
        let body = error.body_bytes().and_then(|body| moored::runtime::decode::<JsonValue>(body).ok());
        let stated =
            body.and_then(|body| MESSAGES.iter().find_map(|pointer| Some(body.pointer(pointer)?.as_str()?.to_owned())));
        let message = stated.unwrap_or_else(|| error.to_string());
        tracing::warn!(%error, message, "a provider failed");
        let status = match error.status() {
            Some(status) if status == StatusCode::NOT_FOUND || status == StatusCode::UNPROCESSABLE_ENTITY => status,
            Some(StatusCode::TOO_MANY_REQUESTS) => StatusCode::SERVICE_UNAVAILABLE,
            _ if error.is_timeout() => StatusCode::GATEWAY_TIMEOUT,
            _ => StatusCode::BAD_GATEWAY,
        };
        Self { status, message }
    }
}

impl From<moored::runtime::ItemError> for Failure {
    fn from(error: moored::runtime::ItemError) -> Self {
        Self { status: StatusCode::BAD_GATEWAY, message: error.to_string() }
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        (self.status, self.message).into_response()
    }
}
