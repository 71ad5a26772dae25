// Written by `cargo xtask codegen` from specs/strawblond/openapi.yaml. Edits go there, not here.

use moored_runtime::Secret;

/// A secret that the provider knows its caller by. `Debug` does not show it.
#[derive(Clone, Debug)]
pub struct Credential(moored_runtime::Credential);

impl Credential {
    /// A bearer token: the security scheme `bearer`.
    ///
    /// A personal API key, which acts as its user in one organization
    #[must_use]
    pub fn bearer(token: impl Into<Secret>) -> Self {
        Self(moored_runtime::Credential::bearer("bearer", token))
    }
}

impl From<Credential> for moored_runtime::Credential {
    fn from(credential: Credential) -> Self {
        credential.0
    }
}
