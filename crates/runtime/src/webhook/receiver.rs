//! Verifying and decoding in one call, in this order.

use std::fmt;
use std::marker::PhantomData;

use crate::{EventError, HeaderMap, StatusCode, WebhookEvent};

use super::{WebhookError, WebhookVerifier};

/// In bytes. Payloads are small; this is the limit of axum as well.
const MAX_SIZE: usize = 2 * 1024 * 1024;

/// Verifies the webhooks of a provider, and decodes them into its events.
///
/// ```
/// use moored_runtime::{RawEvent, SignatureScheme, WebhookReceiver, WebhookVerifier};
///
/// let github = SignatureScheme::new("x-hub-signature-256").prefix("sha256=");
/// // The enum of a generated client stands in the place of `RawEvent`.
/// let receiver = WebhookReceiver::<RawEvent>::new(WebhookVerifier::new(github, "It's a Secret to Everybody"));
///
/// # let signature = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";
/// # let mut headers = moored_runtime::HeaderMap::new();
/// # headers.insert("x-hub-signature-256", signature.parse().unwrap());
/// // The bytes that were received, before anything else reads them.
/// let event = receiver.receive(&headers, b"Hello, World!")?;
/// assert_eq!(event.body().as_ref(), b"Hello, World!");
/// # Ok::<(), moored_runtime::WebhookRejection>(())
/// ```
pub struct WebhookReceiver<E> {
    verifier: WebhookVerifier,
    max_size: usize,
    name: Option<String>,
    events: PhantomData<fn() -> E>,
}

impl<E: WebhookEvent> WebhookReceiver<E> {
    /// A receiver of all events, which are distinguished by what each request contains.
    ///
    /// It does not compile for events of which the document does not state how they are distinguished; see
    /// [`WebhookReceiver::named`].
    #[must_use]
    pub fn new(verifier: WebhookVerifier) -> Self {
        const {
            assert!(
                !E::NAME.is_empty() || E::EVENTS.len() < 2,
                "nothing states how these events are distinguished: use `WebhookReceiver::named`, one for each, or set \
                 `event` in moored.toml"
            );
        }
        Self { verifier, max_size: MAX_SIZE, name: None, events: PhantomData }
    }

    /// A receiver of the event `name` alone, for an address to which nothing else is sent.
    #[must_use]
    pub fn named(verifier: WebhookVerifier, name: impl Into<String>) -> Self {
        Self { verifier, max_size: MAX_SIZE, name: Some(name.into()), events: PhantomData }
    }

    /// How many bytes a body may have. The default is 2 MiB.
    #[must_use]
    pub fn max_size(mut self, bytes: usize) -> Self {
        self.max_size = bytes;
        self
    }

    /// Verifies the signature of a request, then decodes it. `body` is what was received, byte for byte.
    ///
    /// # Errors
    /// [`WebhookRejection`], which has the status for the response.
    pub fn receive(&self, headers: &HeaderMap, body: &[u8]) -> Result<E, WebhookRejection> {
        if body.len() > self.max_size {
            return Err(WebhookRejection::TooLarge(self.max_size));
        }
        self.verifier.verify(headers, body)?;
        Ok(match &self.name {
            Some(name) => E::decode_named(name, headers, body)?,
            None => E::decode(headers, body)?,
        })
    }

    /// Checks what can be checked before the body is read.
    #[cfg(feature = "axum")]
    pub(super) fn check(&self, headers: &HeaderMap) -> Result<usize, WebhookRejection> {
        self.verifier.check(std::time::SystemTime::now(), headers)?;
        Ok(self.max_size)
    }
}

impl<E> Clone for WebhookReceiver<E> {
    fn clone(&self) -> Self {
        Self { verifier: self.verifier.clone(), max_size: self.max_size, name: self.name.clone(), events: PhantomData }
    }
}

impl<E> fmt::Debug for WebhookReceiver<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WebhookReceiver")
            .field("verifier", &self.verifier)
            .field("max_size", &self.max_size)
            .field("name", &self.name)
            .finish()
    }
}

/// Why a webhook was not accepted.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum WebhookRejection {
    /// The body has more than so many bytes.
    #[error("the body of the webhook is larger than {0} bytes (`max_size`)")]
    TooLarge(usize),
    /// The connection was lost before the end of the body.
    #[error("the body of the webhook was not received completely")]
    Incomplete,
    /// The request must not be trusted.
    #[error(transparent)]
    Unverified(#[from] WebhookError),
    /// The request is from the provider, and does not match its document.
    #[error(transparent)]
    Undecoded(#[from] EventError),
}

impl WebhookRejection {
    /// The status for the response: 401 for a request that must not be trusted, 413 for one that is too large, 400 for
    /// one that could not be decoded, and 500 if the verifier has a secret that cannot be used.
    #[must_use]
    pub const fn status(&self) -> StatusCode {
        match self {
            Self::TooLarge(_) => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Unverified(WebhookError::InvalidSecret) => StatusCode::INTERNAL_SERVER_ERROR,
            Self::Unverified(_) => StatusCode::UNAUTHORIZED,
            Self::Incomplete | Self::Undecoded(_) => StatusCode::BAD_REQUEST,
        }
    }
}
