// Written by `cargo xtask codegen` from tests/servers/openapi.yaml. Edits go there, not here.

use moored_runtime::Secret;

/// A secret that the provider knows its caller by. `Debug` does not show it.
#[derive(Clone, Debug)]
pub struct Credential(moored_runtime::Credential);

impl Credential {
    /// A key in the header `X-Key`: the security scheme `key`.
    #[must_use]
    pub fn api_key(key: impl Into<Secret>) -> Self {
        Self(moored_runtime::Credential::header("key", "X-Key", key))
    }
}

impl From<Credential> for moored_runtime::Credential {
    fn from(credential: Credential) -> Self {
        credential.0
    }
}
