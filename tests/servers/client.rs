// Written by `cargo xtask codegen` from tests/servers/openapi.yaml. Edits go there, not here.

use moored_runtime::Core;

/// A client of Servers.
///
/// Cheap to clone; clones share connections and access tokens. `Debug` shows no secret.
#[derive(Clone, Debug)]
pub struct Client {
    pub(crate) core: Core,
}

/// Says where and how a [`Client`] sends its requests.
pub type ClientBuilder = moored_runtime::ClientBuilder<Client>;

impl Client {
    /// A builder of clients that send their requests to `https://api.pets.example/v1`, unless told otherwise: see [`server`](moored_runtime::ClientBuilder::server).
    pub fn builder() -> ClientBuilder {
        ClientBuilder::new(None).server(crate::server::Server::default())
    }

    /// The address that requests go to, without a slash at its end.
    #[must_use]
    pub fn base_address(&self) -> &str {
        self.core.base_address()
    }
}

impl moored_runtime::Client for Client {
    type Credential = crate::Credential;
    fn of(core: Core) -> Self {
        Self { core }
    }
}

impl moored_runtime::Served for Client {
    type Server = crate::server::Server;
}
