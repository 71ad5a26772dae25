// Written by `cargo xtask codegen` from specs/sendcloud/openapi.yaml. Edits go there, not here.

use moored_runtime::Secret;

/// A secret that the provider knows its caller by. `Debug` does not show it.
#[derive(Clone, Debug)]
pub struct Credential(moored_runtime::Credential);

impl Credential {
    /// HTTP Basic authentication: the security scheme `HTTPBasicAuth`.
    ///
    /// Basic Authentication using API key and secrets is currently the main authentication mechanism.
    #[must_use]
    pub fn basic(username: impl Into<String>, password: impl Into<Secret>) -> Self {
        Self(moored_runtime::Credential::basic("HTTPBasicAuth", username, password))
    }

    /// An access token that was fetched elsewhere, sent as a bearer token: the security scheme `OAuth2ClientCreds`.
    ///
    /// OAuth2 is a standardized protocol for authorization that allows users to share their private resources stored on one site with another site without having to provide their credentials. OAuth2 Client Credentials Grant workflow. This workflow is typically used for server-to-server interactions that require authorization to access specific resources.
    #[must_use]
    pub fn access_token(token: impl Into<Secret>) -> Self {
        Self(moored_runtime::Credential::bearer("OAuth2ClientCreds", token))
    }

    pub(crate) fn into_inner(self) -> moored_runtime::Credential {
        self.0
    }
}
