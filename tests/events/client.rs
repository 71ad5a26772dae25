// Written by `cargo xtask codegen` from tests/events/openapi.yaml. Edits go there, not here.

use moored_runtime::Core;

/// A client of Events.
///
/// Cheap to clone; clones share connections and access tokens. `Debug` shows no secret.
#[derive(Clone, Debug)]
pub struct Client {
    pub(crate) core: Core,
}

/// Says where and how a [`Client`] sends its requests.
pub type ClientBuilder = moored_runtime::ClientBuilder<Client>;

impl Client {
    /// A builder of clients that send their requests to `https://events.example`, unless told otherwise.
    pub fn builder() -> ClientBuilder {
        ClientBuilder::new(Some("https://events.example"))
    }

    /// The address that requests go to, without a slash at its end.
    #[must_use]
    pub fn base_address(&self) -> &str {
        self.core.base_address()
    }
}

impl moored_runtime::Client for Client {
    type Credential = moored_runtime::NoCredential;
    fn of(core: Core) -> Self {
        Self { core }
    }
}
