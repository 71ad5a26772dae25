// Written by `cargo xtask codegen` from specs/computestacks/openapi.yaml. Edits go there, not here.

use moored_runtime::{Flow, OAuth2, Secret};

static CLIENT_CREDENTIALS: Flow = Flow {
    token_url: "/api/oauth/token",
    refresh_url: None,
    scopes: &["public"],
};

static PASSWORD: Flow = Flow {
    token_url: "/api/oauth/token",
    refresh_url: None,
    scopes: &["profile_read", "profile_update", "register"],
};

static REFRESH_TOKEN: Flow = Flow {
    token_url: "/api/oauth/token",
    refresh_url: None,
    scopes: &[],
};

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

    /// Access tokens that `source` gives, sent as bearer tokens: the security scheme `oauth`.
    ///
    /// It is asked when there is no token yet, before the last one expires, and when the provider did not take it. A closure will do that gives a future of an [`AccessToken`](crate::AccessToken).
    #[must_use]
    pub fn token_source(source: impl moored_runtime::TokenSource) -> Self {
        Self(moored_runtime::Credential::token_source("oauth", source))
    }

    /// Access tokens for the client itself (OAuth 2, client credentials): the security scheme `oauth`.
    ///
    /// The client asks `/api/oauth/token`, relative to the base address, for the scope `public` with the first call that wants a token, and again before one expires.
    ///
    /// [`OAuth2`] has settings for other scopes and another address; [`ClientBuilder::credential`](crate::ClientBuilder::credential) takes it as it is.
    pub fn client_credentials(
        client_id: impl Into<String>,
        client_secret: impl Into<Secret>,
    ) -> OAuth2 {
        OAuth2::client_credentials(
            "oauth",
            &CLIENT_CREDENTIALS,
            client_id,
            client_secret,
        )
    }

    /// Access tokens for a user's name and password (OAuth 2, resource owner password credentials): the security scheme `oauth`.
    ///
    /// The client asks `/api/oauth/token`, relative to the base address, for the scopes `profile_read`, `profile_update`, `register` with the first call that wants a token, and again before one expires.
    ///
    /// [`OAuth2`] has settings for other scopes and another address; [`ClientBuilder::credential`](crate::ClientBuilder::credential) takes it as it is.
    pub fn password(
        client_id: impl Into<String>,
        client_secret: impl Into<Secret>,
        username: impl Into<String>,
        password: impl Into<Secret>,
    ) -> OAuth2 {
        OAuth2::password(
            "oauth",
            &PASSWORD,
            client_id,
            client_secret,
            username,
            password,
        )
    }

    /// Access tokens for a refresh token that was fetched elsewhere (OAuth 2): the security scheme `oauth`.
    ///
    /// The client asks `/api/oauth/token`, relative to the base address, with the first call that wants a token, and again before one expires.
    ///
    /// [`OAuth2`] has settings for other scopes and another address; [`ClientBuilder::credential`](crate::ClientBuilder::credential) takes it as it is.
    pub fn refresh_token(
        client_id: impl Into<String>,
        client_secret: impl Into<Secret>,
        refresh_token: impl Into<Secret>,
    ) -> OAuth2 {
        OAuth2::refresh_token(
            "oauth",
            &REFRESH_TOKEN,
            client_id,
            client_secret,
            refresh_token,
        )
    }

    /// HTTP Basic authentication: the security scheme `basic`.
    ///
    /// An API key and its secret
    #[must_use]
    pub fn basic(username: impl Into<String>, password: impl Into<Secret>) -> Self {
        Self(moored_runtime::Credential::basic("basic", username, password))
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
