//! Settings of a single call.

mod additions;
mod credentials;
mod defaults;
mod foreign_hosts;
mod setters;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::header::{HeaderName, HeaderValue};

use crate::base_address::BaseAddress;
use crate::credential::{ClientContext, PreparedCredential, SchemeLocation};
use crate::request::{BodyAdditions, remove_query};
use crate::{HttpRequest, InvalidRequest, Retries, Secret};

pub(crate) use additions::Additions;
use credentials::CallCredentials;
pub(crate) use defaults::{Defaults, InvalidDefault};
pub(crate) use foreign_hosts::{ForeignHosts, InvalidHost};

/// Settings of a single call, which override those of the client. A setting that is not given here stays as it is in
/// the client.
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
    read_timeout: Option<Option<Duration>>,
    retries: Option<Retries>,
    idempotency_key: Option<String>,
    without_credential: WithoutCredential,
    checks: Checks,
    additions: Additions,
    body_additions: BodyAdditions,
    credentials: CallCredentials,
    /// The error is the reason.
    base_address: Option<Result<Arc<BaseAddress>, &'static str>>,
    downloads: Option<Result<ForeignHosts, InvalidHost>>,
}

impl CallOptions {
    /// Options that override nothing.
    pub fn new() -> Self {
        Self::default()
    }

    /// Limits the duration of the call, including token requests, redirects, retries and reading the response. `None`
    /// for no limit.
    ///
    /// A limit above the client's [`read_timeout`](crate::ClientBuilder::read_timeout) replaces that one too, as does
    /// `None`: a call that may take five minutes may wait five minutes for the first byte.
    pub fn timeout(mut self, timeout: impl Into<Option<Duration>>) -> Self {
        self.timeout = Some(timeout.into());
        self
    }

    /// Limits how long nothing is received: from the end of the request body to the first byte of the response, and
    /// between any two pieces of its body. `None` for no limit.
    pub fn read_timeout(mut self, timeout: impl Into<Option<Duration>>) -> Self {
        self.read_timeout = Some(timeout.into());
        self
    }

    /// Configures when a failed request is sent again.
    pub fn retries(mut self, retries: Retries) -> Self {
        self.retries = Some(retries);
        self
    }

    /// Sends `key` in the header `Idempotency-Key`. A provider that supports the header processes requests with the
    /// same key once. A POST or PATCH with a key is therefore retried; without a key it is not.
    ///
    /// Use it only if the provider documents the header. Other providers ignore it, and a repeated POST then creates a
    /// second object.
    pub fn idempotency_key(mut self, key: impl Into<String>) -> Self {
        self.idempotency_key = Some(key.into());
        self
    }

    /// Sends the call without a credential if the client has no complete one for it, instead of returning
    /// [`Error::MissingCredential`](crate::Error::MissingCredential).
    pub fn without_credential(mut self) -> Self {
        self.without_credential = WithoutCredential::Sent;
        self
    }

    /// Sends the request even if a value is out of the bounds that the document states, such as `maxLength`.
    pub fn unchecked(mut self) -> Self {
        self.checks = Checks::Off;
        self
    }

    /// The request of `invalid` if it is to be sent all the same.
    pub(crate) fn unless_checked(&self, mut invalid: InvalidRequest) -> Result<HttpRequest, InvalidRequest> {
        let request = invalid.take_unchecked();
        match self.checks {
            Checks::On => Err(invalid),
            Checks::Off => request.ok_or(invalid),
        }
    }

    /// The timeout of this call, given that of the client.
    pub(crate) fn timeout_or(&self, default: Option<Duration>) -> Option<Duration> {
        self.timeout.unwrap_or(default)
    }

    /// The read timeout of this call, given that of the client.
    pub(crate) fn read_timeout_or(&self, default: Option<Duration>) -> Option<Duration> {
        match (self.read_timeout, self.timeout) {
            (Some(own), _) => own,
            (None, None) => default,
            (None, Some(timeout)) => default.and_then(|default| timeout.map(|timeout| timeout.max(default))),
        }
    }

    pub(crate) fn retries_or<'a>(&'a self, default: &'a Retries) -> &'a Retries {
        self.retries.as_ref().unwrap_or(default)
    }

    pub(crate) fn without_credential_or(&self, default: WithoutCredential) -> WithoutCredential {
        match self.without_credential {
            WithoutCredential::Rejected => default,
            WithoutCredential::Sent => WithoutCredential::Sent,
        }
    }

    /// The base address of this call, if it has one of its own.
    pub(crate) fn base_address_of_call(&self) -> Result<Option<&Arc<BaseAddress>>, InvalidRequest> {
        self.base_address
            .as_ref()
            .map(Result::as_ref)
            .transpose()
            .map_err(|reason| InvalidRequest::base_address(reason))
    }

    /// The credentials of this call, for a client with this `context`.
    pub(crate) fn credentials_for(
        &self,
        context: &ClientContext<'_>,
    ) -> Result<Vec<Arc<PreparedCredential>>, InvalidRequest> {
        self.credentials.prepare(context)
    }

    /// The schemes of these credentials, each with its location in a request.
    pub(crate) fn locations(&self) -> Vec<(&'static str, SchemeLocation)> {
        self.credentials.locations()
    }

    /// The hosts that a download may be redirected to, given those of the client.
    pub(crate) fn download_hosts_or<'a>(&'a self, default: &'a ForeignHosts) -> &'a ForeignHosts {
        self.downloads.as_ref().and_then(|own| own.as_ref().ok()).unwrap_or(default)
    }

    /// Whether this call is a download, so that a documented redirect is not its response.
    pub(crate) fn follows_documented_redirects(&self) -> bool {
        matches!(&self.downloads, Some(Ok(hosts)) if !hosts.is_empty())
    }

    /// The texts of these credentials that no error may show.
    pub(crate) fn secrets(&self) -> Vec<Secret> {
        self.credentials.secrets()
    }

    /// The same options for a page after the first one. It is another request, which the provider would take for the
    /// first one if it had the same idempotency key.
    pub(crate) fn for_later_page(&self) -> Self {
        Self { idempotency_key: None, additions: self.additions.without_headers(is_idempotency_key), ..self.clone() }
    }

    /// Adds what the caller adds to a request to an address of the provider: headers, and the query parameters in
    /// place of those that the provider repeats. There is no body.
    pub(crate) fn apply_to_followed(&self, request: &mut HttpRequest) -> Result<(), InvalidRequest> {
        self.check_downloads()?;
        remove_query(request.url_mut(), |name| self.additions.has_query(name));
        self.additions.apply(request)
    }

    fn check_downloads(&self) -> Result<(), InvalidRequest> {
        match &self.downloads {
            Some(Err(InvalidHost(host))) => Err(InvalidRequest::download_host(host)),
            Some(Ok(_)) | None => Ok(()),
        }
    }

    /// Adds what the caller adds, and the header of the idempotency key, replacing one that the request already has.
    pub(crate) fn apply(&self, request: &mut HttpRequest) -> Result<(), InvalidRequest> {
        self.check_downloads()?;
        // First, because the caller may replace the media type as well.
        self.body_additions.apply(request)?;
        self.additions.apply(request)?;
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
            .field("read_timeout", &self.read_timeout)
            .field("retries", &self.retries)
            .field("has_idempotency_key", &self.idempotency_key.is_some())
            .field("without_credential", &self.without_credential)
            .field("checks", &self.checks)
            .field("additions", &self.additions.names().chain(self.body_additions.names()).collect::<Vec<_>>())
            .field("credentials", &self.credentials)
            .field("has_base_address", &self.base_address.is_some())
            .field("downloads", &self.downloads)
            .finish()
    }
}

/// Whether values have to be within the bounds of the document.
#[derive(Clone, Copy, Debug, Default)]
enum Checks {
    #[default]
    On,
    Off,
}

/// What happens to calls for which the client has no complete credential.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum WithoutCredential {
    /// They are errors.
    #[default]
    Rejected,
    /// They are sent without a credential.
    Sent,
}

/// `draft-ietf-httpapi-idempotency-key-header`.
const IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static("idempotency-key");

/// Whether `request` has an idempotency key, and can therefore be sent twice with the effect of sending it once.
pub(crate) fn has_idempotency_key(request: &HttpRequest) -> bool {
    request.headers().keys().any(|name| is_idempotency_key(name.as_str()))
}

/// Whether `header` is an idempotency key. Some providers named it `X-Idempotency-Key` before the draft; it counts as
/// well.
pub(crate) fn is_idempotency_key(header: &str) -> bool {
    header.to_ascii_lowercase().ends_with(IDEMPOTENCY_KEY.as_str())
}
