//! What one call may have otherwise than its client.

use std::fmt;
use std::time::Duration;

use reqwest::header::{HeaderName, HeaderValue};
use reqwest::{Method, Request};

use crate::{InvalidRequest, Retries};

/// Settings of one call, in place of its client's. What is not set here is as the client has it.
///
/// ```
/// use std::time::Duration;
/// use moored_runtime::{CallOptions, Retries};
///
/// let patient = CallOptions::new().timeout(Duration::from_secs(300)).retries(Retries::off());
/// ```
#[derive(Clone, Default)]
#[must_use]
pub struct CallOptions {
    timeout: Option<Option<Duration>>,
    retries: Option<Retries>,
    idempotency_key: Option<String>,
}

impl CallOptions {
    /// Everything as the client has it.
    pub fn new() -> Self {
        Self::default()
    }

    /// Gives up after `timeout`: token requests, redirects, retries and the whole answer included. `None`: never.
    pub fn timeout(mut self, timeout: impl Into<Option<Duration>>) -> Self {
        self.timeout = Some(timeout.into());
        self
    }

    /// When to send again what failed.
    pub fn retries(mut self, retries: Retries) -> Self {
        self.retries = Some(retries);
        self
    }

    /// Sends `key` in the header `Idempotency-Key`, by which a provider that knows the header does once what it is asked for
    /// twice. So a POST or PATCH with a key is sent again where one without is not.
    ///
    /// Use it where the provider's document or handbook says so: others take no notice of the header, and a second POST is
    /// a second order.
    pub fn idempotency_key(mut self, key: impl Into<String>) -> Self {
        self.idempotency_key = Some(key.into());
        self
    }

    /// The time-out of this call where the client's is `default`.
    pub(crate) fn timeout_or(&self, default: Option<Duration>) -> Option<Duration> {
        self.timeout.unwrap_or(default)
    }

    pub(crate) fn retries_or<'a>(&'a self, default: &'a Retries) -> &'a Retries {
        self.retries.as_ref().unwrap_or(default)
    }

    /// Puts the idempotency key into `request`, in place of one that is there.
    pub(crate) fn apply(&self, request: &mut Request) -> Result<(), InvalidRequest> {
        if let Some(key) = &self.idempotency_key {
            let key = HeaderValue::from_str(key).map_err(|_| InvalidRequest::idempotency_key())?;
            request.headers_mut().insert(IDEMPOTENCY_KEY, key);
        }
        Ok(())
    }
}

impl fmt::Debug for CallOptions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CallOptions")
            .field("timeout", &self.timeout)
            .field("retries", &self.retries)
            .field("has_idempotency_key", &self.idempotency_key.is_some())
            .finish()
    }
}

/// `draft-ietf-httpapi-idempotency-key-header`.
const IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static("idempotency-key");

/// Whether doing what `request` asks for twice is the same as doing it once: by its method (RFC 9110, section 9.2.2), or by
/// an idempotency key. `X-Idempotency-Key` and the like mean the same as the header of the draft, which is younger.
pub(crate) fn is_idempotent(request: &Request) -> bool {
    let safe_to_repeat = [Method::GET, Method::HEAD, Method::OPTIONS, Method::TRACE, Method::PUT, Method::DELETE];
    safe_to_repeat.contains(request.method())
        || request.headers().keys().any(|name| name.as_str().ends_with(IDEMPOTENCY_KEY.as_str()))
}
