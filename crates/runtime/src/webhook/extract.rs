//! Extractors for axum.

use axum_core::body::Body;
use axum_core::extract::{FromRef, FromRequest, Request};
use axum_core::response::{IntoResponse, Response};
use bytes::Bytes;
use http_body_util::{BodyExt as _, LengthLimitError, Limited};

use crate::WebhookEvent;

use super::{WebhookError, WebhookReceiver, WebhookRejection};

/// An extractor for axum: the event of a webhook whose signature was verified.
///
/// The state of the router is a [`WebhookReceiver`] for the same events, or has one (`FromRef`). The signature is that
/// of the bytes that were received, and a request without a valid header is rejected before its body is read. The
/// responses to what is rejected have no more than the reason in general; take
/// `Result<Webhook<E>, WebhookRejection>` to log it, or to respond otherwise.
///
/// ```
/// use axum::{Router, http::StatusCode, routing::post};
/// use moored_runtime::{RawEvent, Webhook, WebhookReceiver, WebhookVerifier};
///
/// // The enum of a generated client stands in the place of `RawEvent`.
/// async fn receive(Webhook(event): Webhook<RawEvent>) -> StatusCode {
///     println!("{} bytes", event.body().len());
///     StatusCode::NO_CONTENT
/// }
///
/// let verifier = WebhookVerifier::standard("whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD")?;
/// let router: Router = Router::new()
///     .route("/webhooks", post(receive))
///     .with_state(WebhookReceiver::<RawEvent>::new(verifier));
/// # let _ = router;
/// # Ok::<(), moored_runtime::WebhookError>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Webhook<E>(
    /// The event.
    pub E,
);

impl<S, E> FromRequest<S> for Webhook<E>
where
    S: Send + Sync,
    E: WebhookEvent,
    WebhookReceiver<E>: FromRef<S>,
{
    type Rejection = WebhookRejection;

    async fn from_request(request: Request, state: &S) -> Result<Self, Self::Rejection> {
        let receiver = WebhookReceiver::<E>::from_ref(state);
        let max_size = receiver.check(request.headers())?;
        let (parts, body) = request.into_parts();
        let body = read(body, max_size).await?;
        receiver.receive(&parts.headers, &body).map(Self)
    }
}

/// Reads `body`, and stops at what is larger than `max_size`.
async fn read(body: Body, max_size: usize) -> Result<Bytes, WebhookRejection> {
    let collected = Limited::new(body, max_size).collect().await;
    collected.map(|body| body.to_bytes()).map_err(|error| match error.is::<LengthLimitError>() {
        true => WebhookRejection::TooLarge(max_size),
        false => WebhookRejection::Incomplete,
    })
}

impl IntoResponse for WebhookRejection {
    fn into_response(self) -> Response {
        let text = match &self {
            Self::TooLarge(_) => "the webhook is too large",
            Self::Incomplete => "the webhook was not received completely",
            Self::Unverified(WebhookError::InvalidSecret) => "webhooks cannot be verified here",
            Self::Unverified(_) => "the webhook has no valid signature",
            Self::Undecoded(_) => "the webhook could not be decoded",
        };
        (self.status(), text).into_response()
    }
}
