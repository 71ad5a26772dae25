// Written by `cargo xtask codegen` from specs/unleash/openapi.yaml. Edits go there, not here.

use std::time::Duration;
use moored_runtime::{BuildError, Core, CoreBuilder};

/// A client of Unleash.
///
/// Cheap to clone; clones share connections. `Debug` shows no secret.
#[derive(Clone, Debug)]
pub struct Client {
    pub(crate) core: Core,
}

impl Client {
    /// A builder of clients.
    pub fn builder() -> ClientBuilder {
        ClientBuilder {
            core: Core::builder(None),
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
    /// Sends requests to `address`. Required: the document names no server.
    ///
    /// An absolute http or https address; the paths of the document are appended to it.
    pub fn base_address(self, address: impl Into<String>) -> Self {
        Self {
            core: self.core.base_address(address),
        }
    }

    /// Sends `credential` where the document asks for its security scheme. May be called once a scheme.
    pub fn credential(self, credential: crate::Credential) -> Self {
        Self {
            core: self.core.credential(credential.into_inner()),
        }
    }

    /// Gives up on a call, answer included, after `timeout`. Without it a call may wait forever.
    pub fn timeout(self, timeout: Duration) -> Self {
        Self {
            core: self.core.timeout(timeout),
        }
    }

    /// Sends requests through `client`, with its proxies, certificates and redirects.
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
    /// Where the base address is missing or no absolute http or https address, or a credential cannot be sent.
    pub fn build(self) -> Result<Client, BuildError> {
        Ok(Client { core: self.core.build()? })
    }
}
