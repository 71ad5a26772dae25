//! The addresses and credentials to verify.

use std::fmt;
use std::time::Duration;

use super::Credential;

/// The default time limit.
pub const DEFAULT_TIMEOUT: Duration = Duration::from_secs(30);

/// The address of a provider, the credentials, and the time limit. `Debug` shows neither secrets nor addresses, which
/// may contain secrets.
///
/// Do not let untrusted users choose the address: your server would send requests to any address for them. Let them
/// choose from a list instead.
#[derive(Clone)]
#[non_exhaustive]
pub struct Account {
    /// The base address, instead of the one in the document. Required for self-hosted providers, whose documents have
    /// none.
    pub base_address: Option<String>,
    /// The address at which client credentials are exchanged for an access token, instead of the one in the document.
    /// Ignored without client credentials.
    pub token_url: Option<String>,
    /// Whether plain HTTP is allowed for other machines than this one. Everybody on the network path can read
    /// credentials that are sent over plain HTTP.
    pub allow_plain_http: bool,
    /// The time limit for the complete response, including the request for an access token.
    pub timeout: Duration,
    /// The credentials. If there are several, the first alternative of the document that is complete is sent.
    pub credentials: Vec<Credential>,
}

impl Account {
    /// An account with the address of the document, without credentials, and with a time limit of [`DEFAULT_TIMEOUT`].
    #[must_use]
    pub fn new() -> Self {
        Self {
            base_address: None,
            token_url: None,
            allow_plain_http: false,
            timeout: DEFAULT_TIMEOUT,
            credentials: Vec::new(),
        }
    }

    /// Sends requests to `address` instead of the address in the document. A trailing slash makes no difference.
    #[must_use]
    pub fn base_address(mut self, address: impl Into<String>) -> Self {
        self.base_address = Some(address.into());
        self
    }

    /// Exchanges client credentials for an access token at `url`, which is absolute or relative to the base address.
    #[must_use]
    pub fn token_url(mut self, url: impl Into<String>) -> Self {
        self.token_url = Some(url.into());
        self
    }

    /// Allows plain HTTP for other machines. Everybody on the network path can then read the credentials.
    #[must_use]
    pub fn allow_plain_http(mut self) -> Self {
        self.allow_plain_http = true;
        self
    }

    /// Sets the time limit.
    #[must_use]
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// Adds a credential.
    #[must_use]
    pub fn credential(mut self, credential: Credential) -> Self {
        self.credentials.push(credential);
        self
    }
}

impl Default for Account {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for Account {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Account")
            .field("allow_plain_http", &self.allow_plain_http)
            .field("timeout", &self.timeout)
            .field("credentials", &self.credentials)
            .finish_non_exhaustive()
    }
}
