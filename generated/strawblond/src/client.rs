// Written by `cargo xtask codegen` from specs/strawblond/openapi.yaml. Edits go there, not here.

use std::time::Duration;
use moored_runtime::{BuildError, Core, CoreBuilder, Hook, Retries};

/// A client of StrawBlond.
///
/// Cheap to clone; clones share connections and access tokens. `Debug` shows no secret.
#[derive(Clone, Debug)]
pub struct Client {
    pub(crate) core: Core,
}

impl Client {
    /// A builder of clients.
    pub fn builder() -> ClientBuilder {
        ClientBuilder {
            core: Core::builder(Some("https://api.strawblond.com/api")),
        }
    }

    /// The address that requests go to, without a slash at its end.
    #[must_use]
    pub fn base_address(&self) -> &str {
        self.core.base_address()
    }
}

/// Says where and how a [`Client`] sends its requests.
#[derive(Debug)]
#[must_use = "a builder does nothing until `build`"]
pub struct ClientBuilder {
    core: CoreBuilder,
}

impl ClientBuilder {
    /// Sends requests to `address` instead of `https://api.strawblond.com/api`.
    ///
    /// An absolute https address, to which the paths of the document are appended; for http see [`allow_plain_http`](Self::allow_plain_http).
    pub fn base_address(self, address: impl Into<String>) -> Self {
        Self {
            core: self.core.base_address(address),
        }
    }

    /// Sends `credential` where the document asks for its security scheme. May be called once a scheme.
    pub fn credential(self, credential: impl Into<crate::Credential>) -> Self {
        Self {
            core: self.core.credential(credential.into().into_inner()),
        }
    }

    /// Lets requests go over plain HTTP, on whose way everybody can read them, credentials included.
    ///
    /// Without this, http is refused except on loopback: `localhost`, 127.0.0.0/8 and `::1`.
    pub fn allow_plain_http(self) -> Self {
        Self {
            core: self.core.allow_plain_http(),
        }
    }

    /// Gives up on a call after `timeout`: 60 seconds unless said otherwise, `None` for no limit.
    ///
    /// It is for the whole call: token requests, redirects and retries included. A single call may have another, see
    /// [`CallOptions`](crate::CallOptions).
    pub fn timeout(self, timeout: impl Into<Option<Duration>>) -> Self {
        Self {
            core: self.core.timeout(timeout),
        }
    }

    /// Gives up on connecting after `timeout`: 10 seconds unless said otherwise.
    pub fn connect_timeout(self, timeout: Duration) -> Self {
        Self {
            core: self.core.connect_timeout(timeout),
        }
    }

    /// Gives up on an answer when no byte of it comes for `timeout`: 30 seconds unless said otherwise, `None` for no
    /// limit.
    pub fn read_timeout(self, timeout: impl Into<Option<Duration>>) -> Self {
        Self {
            core: self.core.read_timeout(timeout),
        }
    }

    /// Refuses answers of more than `bytes` bytes: 32 MiB unless said otherwise.
    pub fn max_response_size(self, bytes: usize) -> Self {
        Self {
            core: self.core.max_response_size(bytes),
        }
    }

    /// Says which requests are sent again when they failed, and when: those that are safe to repeat, up to three times,
    /// unless said otherwise. See [`Retries`].
    pub fn retries(self, retries: Retries) -> Self {
        Self {
            core: self.core.retries(retries),
        }
    }

    /// Tells `hook` of every request and how it ended. May be called more than once.
    pub fn hook(self, hook: impl Hook) -> Self {
        Self { core: self.core.hook(hook) }
    }

    /// Sends requests through `client`, with its proxies, certificates, redirects, and time-outs for connecting and
    /// reading.
    ///
    /// The client that is made without this follows redirects to the same origin alone; yours decides for itself
    /// where a redirect may carry a credential.
    pub fn http_client(self, client: moored_runtime::reqwest::Client) -> Self {
        Self {
            core: self.core.http_client(client),
        }
    }

    /// The client.
    ///
    /// # Errors
    /// Where the base address is missing or cannot be used, or a credential cannot be sent.
    pub fn build(self) -> Result<Client, BuildError> {
        Ok(Client { core: self.core.build()? })
    }
}
