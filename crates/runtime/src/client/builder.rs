//! Putting a client together.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use reqwest::redirect::Policy;

use super::base_address::BaseAddress;
use super::{Core, Inner};
use crate::Credential;

/// Collects what a [`Core`] is made of. `Debug` shows neither addresses nor secrets.
#[derive(Clone)]
#[must_use]
pub struct CoreBuilder {
    default_base_address: Option<&'static str>,
    base_address: Option<String>,
    credentials: Vec<Credential>,
    timeout: Option<Duration>,
    http: Option<reqwest::Client>,
}

/// Why a client could not be built. No text repeats an address or a secret.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BuildError {
    /// The document names no server, and the caller gave none either.
    #[error("no base address: the document names no server, so give one with `base_address`")]
    NoBaseAddress,
    /// The base address cannot be used.
    #[error("the base address is invalid: {reason}")]
    InvalidBaseAddress {
        /// What is wrong with it.
        reason: &'static str,
    },
    /// A credential does not fit the place where a request carries it.
    #[error("the credential for {scheme} is invalid: {reason}")]
    InvalidCredential {
        /// The name of the security scheme.
        scheme: &'static str,
        /// What is wrong with it.
        reason: &'static str,
    },
    /// The HTTP client could not be built, most often because TLS found no certificates to trust.
    #[error("the HTTP client could not be built")]
    HttpClient(#[source] reqwest::Error),
}

impl CoreBuilder {
    pub(super) fn new(default_base_address: Option<&'static str>) -> Self {
        Self { default_base_address, base_address: None, credentials: Vec::new(), timeout: None, http: None }
    }

    /// Sends requests below `address` instead of the document's server. A slash at its end makes no difference.
    pub fn base_address(mut self, address: impl Into<String>) -> Self {
        self.base_address = Some(address.into());
        self
    }

    /// Adds a credential, which replaces one for the same scheme.
    pub fn credential(mut self, credential: Credential) -> Self {
        self.credentials.retain(|other| other.scheme() != credential.scheme());
        self.credentials.push(credential);
        self
    }

    /// Limits each call, from connecting to the last byte of the answer. Without it there is no limit.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    /// Uses `http` in place of a client of our own, with whatever it brings: headers, proxies, redirects.
    ///
    /// Mind the redirects, for `http` alone decides on them. reqwest's default policy follows them to other hosts, and takes the
    /// header of an API key along; and it makes a GET of an update that is answered with 303, so that the answer to that GET
    /// passes for the update's. A client of our own follows only redirects within the origin, and of updates only 307 and 308.
    pub fn http_client(mut self, http: reqwest::Client) -> Self {
        self.http = Some(http);
        self
    }

    /// Checks what was given, and builds the client.
    ///
    /// # Errors
    ///
    /// [`BuildError`] says what is missing or wrong.
    pub fn build(self) -> Result<Core, BuildError> {
        let address = self.base_address.as_deref().or(self.default_base_address).ok_or(BuildError::NoBaseAddress)?;
        let base_address = BaseAddress::parse(address).map_err(|reason| BuildError::InvalidBaseAddress { reason })?;
        let seal = |credential: Credential| {
            let scheme = credential.scheme();
            credential.seal().map_err(|reason| BuildError::InvalidCredential { scheme, reason })
        };
        let credentials = self.credentials.into_iter().map(seal).collect::<Result<_, _>>()?;
        let follows_redirects = self.http.is_none();
        let http = self.http.map_or_else(default_http_client, Ok)?;
        Ok(Core {
            inner: Arc::new(Inner { base_address, http, follows_redirects, credentials, timeout: self.timeout }),
        })
    }
}

/// An HTTP client that adds nothing of its own to a request.
fn default_http_client() -> Result<reqwest::Client, BuildError> {
    reqwest::Client::builder()
        // `Core::execute` follows them, for it knows the method, and adds no `Referer`: a key may be in the query.
        .redirect(Policy::none())
        .build()
        .map_err(|error| BuildError::HttpClient(error.without_url()))
}

impl fmt::Debug for CoreBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CoreBuilder")
            .field("credentials", &self.credentials)
            .field("timeout", &self.timeout)
            .finish_non_exhaustive()
    }
}
