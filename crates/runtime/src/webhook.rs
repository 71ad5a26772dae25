//! Signatures of webhooks: who sent a request that claims to be from the provider, and when.

mod error;
#[cfg(feature = "axum")]
mod extract;
mod receiver;
mod scheme;

use std::fmt;
use std::time::{Duration, SystemTime};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::{HeaderMap, Secret};

use scheme::Received;

pub use error::WebhookError;
#[cfg(feature = "axum")]
pub use extract::Webhook;
pub use receiver::{WebhookReceiver, WebhookRejection};
pub use scheme::{SignatureEncoding, SignatureScheme};

/// How far the timestamp of a webhook may be from the clock by default, which is what Standard Webhooks recommends.
const TOLERANCE: Duration = Duration::from_mins(5);

/// Checks the signatures of webhooks (HMAC, RFC 2104).
///
/// It needs the body exactly as it was received: a body that was decoded and encoded again has another signature.
/// Signatures are compared in constant time.
///
/// ```
/// use moored_runtime::{SignatureScheme, WebhookVerifier};
///
/// // https://www.standardwebhooks.com
/// let standard = WebhookVerifier::standard("whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD")?;
/// // A header with the signature of the body in hexadecimal.
/// let own = WebhookVerifier::new(SignatureScheme::new("x-hub-signature-256").prefix("sha256="), "key")
///     // The provider changes its secret: for a while, both are valid.
///     .or_secret("old key");
/// # let _ = (standard, own);
/// # Ok::<(), moored_runtime::WebhookError>(())
/// ```
#[derive(Clone)]
pub struct WebhookVerifier {
    scheme: SignatureScheme,
    keys: Vec<Key>,
    tolerance: Duration,
}

/// The bytes of a secret.
#[derive(Clone)]
enum Key {
    Text(Secret),
    /// Text that is base64 for the bytes.
    Base64(Secret),
}

impl Key {
    /// Anyone can sign with an empty key, which a variable of the environment is that was never set.
    fn bytes(&self) -> Result<Vec<u8>, WebhookError> {
        let bytes = match self {
            Self::Text(secret) => Some(secret.expose().as_bytes().to_vec()),
            Self::Base64(secret) => {
                let text = secret.expose();
                STANDARD.decode(text.strip_prefix("whsec_").unwrap_or(text)).ok()
            }
        };
        bytes.filter(|bytes| !bytes.is_empty()).ok_or(WebhookError::InvalidSecret)
    }
}

impl WebhookVerifier {
    /// A verifier for `scheme`. The bytes of the key are those of the text `secret`.
    #[must_use]
    pub fn new(scheme: SignatureScheme, secret: impl Into<Secret>) -> Self {
        Self { scheme, keys: vec![Key::Text(secret.into())], tolerance: TOLERANCE }
    }

    /// A verifier for [Standard Webhooks](https://www.standardwebhooks.com) 1.0: headers `webhook-id`,
    /// `webhook-timestamp` and `webhook-signature`. `secret` is base64, with or without `whsec_`.
    ///
    /// # Errors
    /// [`WebhookError::InvalidSecret`] if `secret` is empty or not base64.
    pub fn standard(secret: impl Into<Secret>) -> Result<Self, WebhookError> {
        let key = Key::Base64(secret.into());
        key.bytes()?;
        Ok(Self { scheme: SignatureScheme::standard(), keys: vec![key], tolerance: TOLERANCE })
    }

    /// Accepts signatures with another secret as well, while a provider changes it. It has the form of the first one.
    #[must_use]
    pub fn or_secret(mut self, secret: impl Into<Secret>) -> Self {
        let secret = secret.into();
        self.keys.push(match self.keys.first() {
            Some(Key::Base64(_)) => Key::Base64(secret),
            _ => Key::Text(secret),
        });
        self
    }

    /// How far the timestamp may be from the clock, in the past or the future. The default is five minutes.
    #[must_use]
    pub fn tolerance(mut self, tolerance: Duration) -> Self {
        self.tolerance = tolerance;
        self
    }

    /// Checks the signature of a webhook with these headers and this body.
    ///
    /// # Errors
    /// The reason why the request must not be trusted.
    pub fn verify(&self, headers: &HeaderMap, body: &[u8]) -> Result<(), WebhookError> {
        self.verify_at(SystemTime::now(), headers, body)
    }

    /// The same at the time `now`, for tests with recorded requests.
    ///
    /// # Errors
    /// See [`WebhookVerifier::verify`].
    pub fn verify_at(&self, now: SystemTime, headers: &HeaderMap, body: &[u8]) -> Result<(), WebhookError> {
        let received = self.check(now, headers)?;
        for key in &self.keys {
            if self.scheme.accepts(&key.bytes()?, &received, headers, body)? {
                return Ok(());
            }
        }
        Err(WebhookError::WrongSignature)
    }

    /// Checks everything but the signature, for which the body is needed.
    fn check<'a>(&self, now: SystemTime, headers: &'a HeaderMap) -> Result<Received<'a>, WebhookError> {
        let received = self.scheme.read(headers)?;
        if let Some(timestamp) = received.timestamp {
            let time = timestamp
                .parse()
                .ok()
                .and_then(|seconds| SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(seconds)));
            let time = time.ok_or(WebhookError::InvalidTimestamp)?;
            let distance = now.duration_since(time).unwrap_or_else(|later| later.duration());
            if distance > self.tolerance {
                return Err(WebhookError::OutOfTime);
            }
        }
        Ok(received)
    }
}

impl fmt::Debug for WebhookVerifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WebhookVerifier")
            .field("scheme", &self.scheme)
            .field("secrets", &self.keys.len())
            .field("tolerance", &self.tolerance)
            .finish()
    }
}
