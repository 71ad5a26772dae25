// Written by `cargo xtask codegen` from specs/computestacks/openapi.yaml. Edits go there, not here.

use moored_runtime::Secret;

/// A secret that the provider knows its caller by. `Debug` does not show it.
#[derive(Clone, Debug)]
pub struct Credential(moored_runtime::Credential);

impl Credential {
    /// An access token that was fetched elsewhere, sent as a bearer token: the security scheme `oauth`.
    ///
    /// OAuth AuthorizationRequired
    #[must_use]
    pub fn access_token(token: impl Into<Secret>) -> Self {
        Self(moored_runtime::Credential::bearer("oauth", token))
    }

    /// HTTP Basic authentication: the security scheme `basic`.
    ///
    /// An API key and its secret
    #[must_use]
    pub fn basic(username: impl Into<String>, password: impl Into<Secret>) -> Self {
        Self(moored_runtime::Credential::basic("basic", username, password))
    }

    pub(crate) fn into_inner(self) -> moored_runtime::Credential {
        self.0
    }
}
