// Written by `cargo xtask codegen` from specs/insighto/openapi.yaml. Edits go there, not here.

use moored_runtime::Secret;

/// A secret that the provider knows its caller by. `Debug` does not show it.
#[derive(Clone, Debug)]
pub struct Credential(moored_runtime::Credential);

impl Credential {
    /// A key in the query parameter `api_key`: the security scheme `apiKey`.
    ///
    /// Your API key for authentication. You can generate it from the Settings page. Format: starts with in-.
    #[must_use]
    pub fn api_key(key: impl Into<Secret>) -> Self {
        Self(moored_runtime::Credential::query("apiKey", "api_key", key))
    }
}

impl From<Credential> for moored_runtime::Credential {
    fn from(credential: Credential) -> Self {
        credential.0
    }
}
