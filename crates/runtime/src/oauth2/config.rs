//! The settings of an OAuth 2.0 credential.

use std::fmt;
use std::sync::Arc;

use crate::Secret;

/// An OAuth 2.0 credential: the client requests access tokens, caches them and renews them.
///
/// Generated clients have one constructor per grant in the document. The methods below set another token address, other
/// scopes or another client authentication:
///
/// ```
/// use moored_runtime::{ClientAuthentication, Credential, Flow, OAuth2};
///
/// static FLOW: Flow = Flow { token_url: "/oauth/token", refresh_url: None, scopes: &["read", "write"] };
///
/// let oauth2 = OAuth2::client_credentials("oauth", &FLOW, "id", "secret")
///     .scopes(["read"])
///     .client_authentication(ClientAuthentication::Body);
/// let credential = Credential::oauth2(oauth2);
/// ```
///
/// `Debug` shows the name of the security scheme and nothing else.
#[derive(Clone)]
#[must_use]
pub struct OAuth2 {
    pub(super) scheme: &'static str,
    pub(super) flow: &'static Flow,
    pub(super) grant: GrantConfig,
    pub(super) client_id: String,
    pub(super) client_secret: Secret,
    pub(super) client_authentication: ClientAuthentication,
    pub(super) scopes: Option<Vec<String>>,
    pub(super) token_url: Option<String>,
    pub(super) refresh_url: Option<String>,
    pub(super) on_refresh_token: Option<OnRefreshToken>,
    pub(super) parameters: Vec<(String, Secret)>,
}

/// A flow of an `oauth2` security scheme (OpenAPI 3.1.1, section 4.8.29).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Flow {
    /// `tokenUrl`: an absolute address, or a reference that is resolved against the base address of the client.
    pub token_url: &'static str,
    /// `refreshUrl`: the address for renewing tokens, if it differs.
    pub refresh_url: Option<&'static str>,
    /// The scopes to request. If empty, the provider chooses.
    pub scopes: &'static [&'static str],
}

/// How the client authenticates itself at the token endpoint (RFC 6749, section 2.3).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ClientAuthentication {
    /// Client id and secret as HTTP Basic, both form-encoded. Every provider must support it.
    #[default]
    Header,
    /// Client id and secret as `client_id` and `client_secret` in the body.
    Body,
    /// Only `client_id` in the body: a public client. The secret is not sent.
    None,
}

#[derive(Clone)]
pub(super) enum GrantConfig {
    ClientCredentials,
    Password { username: String, password: Secret },
    RefreshToken(Secret),
}

pub(super) type OnRefreshToken = Arc<dyn Fn(&Secret) + Send + Sync>;

impl OAuth2 {
    /// The client credentials grant (RFC 6749, section 4.4).
    pub fn client_credentials(
        scheme: &'static str,
        flow: &'static Flow,
        client_id: impl Into<String>,
        client_secret: impl Into<Secret>,
    ) -> Self {
        Self::new(scheme, flow, client_id.into(), client_secret.into(), GrantConfig::ClientCredentials)
    }

    /// The resource owner password credentials grant (RFC 6749, section 4.3).
    ///
    /// If the provider issues a refresh token, the client renews the access token with it. The password is sent again
    /// when the provider rejects the refresh token.
    pub fn password(
        scheme: &'static str,
        flow: &'static Flow,
        client_id: impl Into<String>,
        client_secret: impl Into<Secret>,
        username: impl Into<String>,
        password: impl Into<Secret>,
    ) -> Self {
        let grant = GrantConfig::Password { username: username.into(), password: password.into() };
        Self::new(scheme, flow, client_id.into(), client_secret.into(), grant)
    }

    /// The refresh token grant (RFC 6749, section 6), with a refresh token that the user obtained elsewhere.
    ///
    /// Many providers issue a new refresh token each time and revoke the old one: store it, see
    /// [`on_refresh_token`](Self::on_refresh_token).
    pub fn refresh_token(
        scheme: &'static str,
        flow: &'static Flow,
        client_id: impl Into<String>,
        client_secret: impl Into<Secret>,
        refresh_token: impl Into<Secret>,
    ) -> Self {
        let grant = GrantConfig::RefreshToken(refresh_token.into());
        Self::new(scheme, flow, client_id.into(), client_secret.into(), grant)
    }

    /// What must not be shown: the secret of the client, that of the grant, and the parameters of the user.
    pub(crate) fn secrets(&self) -> Vec<Secret> {
        let of_grant = match &self.grant {
            GrantConfig::ClientCredentials => None,
            GrantConfig::Password { password: secret, .. } | GrantConfig::RefreshToken(secret) => Some(secret.clone()),
        };
        let parameters = self.parameters.iter().map(|(_, value)| value.clone());
        std::iter::once(self.client_secret.clone()).chain(of_grant).chain(parameters).collect()
    }

    fn new(
        scheme: &'static str,
        flow: &'static Flow,
        client_id: String,
        client_secret: Secret,
        grant: GrantConfig,
    ) -> Self {
        Self {
            scheme,
            flow,
            grant,
            client_id,
            client_secret,
            client_authentication: ClientAuthentication::default(),
            scopes: None,
            token_url: None,
            refresh_url: None,
            on_refresh_token: None,
            parameters: Vec::new(),
        }
    }

    /// Requests `scopes` instead of those in the document. If empty, no scopes are requested.
    ///
    /// A request with a refresh token contains only scopes that are set here, all of which the user must have granted
    /// before (RFC 6749, section 6). Without them, the new token has the granted scopes.
    pub fn scopes(mut self, scopes: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.scopes = Some(scopes.into_iter().map(Into::into).collect());
        self
    }

    /// Sends all token requests to `url` instead of the addresses in the document. A relative reference is resolved
    /// against the base address.
    pub fn token_url(mut self, url: impl Into<String>) -> Self {
        self.token_url = Some(url.into());
        self
    }

    /// Sends token requests with a refresh token to `url`.
    pub fn refresh_url(mut self, url: impl Into<String>) -> Self {
        self.refresh_url = Some(url.into());
        self
    }

    /// Sets how the client authenticates itself. HTTP Basic by default.
    pub fn client_authentication(mut self, authentication: ClientAuthentication) -> Self {
        self.client_authentication = authentication;
        self
    }

    /// Sends `name` with `value` in all token requests, also those with a refresh token: `audience` of Auth0,
    /// `resource` of RFC 8707. The same name can be given several times.
    ///
    /// The parameters of the grants, such as `scope` or `client_id`, are an error when the client is built: they have
    /// settings of their own.
    pub fn parameter(mut self, name: impl Into<String>, value: impl Into<Secret>) -> Self {
        self.parameters.push((name.into(), value.into()));
        self
    }

    /// Calls `keep` with each new refresh token that the provider issues, before the access token that came with it is
    /// used. All calls that need the access token wait until `keep` returns.
    pub fn on_refresh_token(mut self, keep: impl Fn(&Secret) + Send + Sync + 'static) -> Self {
        self.on_refresh_token = Some(Arc::new(keep));
        self
    }

    pub(crate) fn scheme(&self) -> &'static str {
        self.scheme
    }
}

impl fmt::Debug for OAuth2 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OAuth2").field("scheme", &self.scheme).finish_non_exhaustive()
    }
}
