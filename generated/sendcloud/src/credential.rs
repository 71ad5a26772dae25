// Written by `cargo xtask codegen` from specs/sendcloud/openapi.yaml. Edits go there, not here.

use moored_runtime::{Flow, OAuth2, Secret};

static CLIENT_CREDENTIALS: Flow = Flow {
    token_url: "https://account.sendcloud.com/oauth2/token/",
    refresh_url: None,
    scopes: &["api"],
};

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

    /// Access tokens that `source` gives, sent as bearer tokens: the security scheme `OAuth2ClientCreds`.
    ///
    /// It is asked when there is no token yet, before the last one expires, and when the provider did not take it. A closure will do that gives a future of an [`AccessToken`](crate::AccessToken).
    #[must_use]
    pub fn token_source(source: impl moored_runtime::TokenSource) -> Self {
        Self(moored_runtime::Credential::token_source("OAuth2ClientCreds", source))
    }

    /// Access tokens for the client itself (OAuth 2, client credentials): the security scheme `OAuth2ClientCreds`.
    ///
    /// The client asks `https://account.sendcloud.com/oauth2/token/` for the scope `api` with the first call that wants a token, and again before one expires.
    ///
    /// [`OAuth2`] has settings for other scopes and another address; [`ClientBuilder::credential`](crate::ClientBuilder::credential) takes it as it is.
    pub fn client_credentials(
        client_id: impl Into<String>,
        client_secret: impl Into<Secret>,
    ) -> OAuth2 {
        OAuth2::client_credentials(
            "OAuth2ClientCreds",
            &CLIENT_CREDENTIALS,
            client_id,
            client_secret,
        )
    }
}

impl From<Credential> for moored_runtime::Credential {
    fn from(credential: Credential) -> Self {
        credential.0
    }
}

impl From<OAuth2> for Credential {
    fn from(oauth2: OAuth2) -> Self {
        Self(moored_runtime::Credential::oauth2(oauth2))
    }
}
