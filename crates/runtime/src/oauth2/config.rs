//! What a user says about an OAuth 2 credential.

use std::fmt;
use std::sync::Arc;

use crate::Secret;

/// An OAuth 2 credential: a client fetches its access tokens, keeps them and renews them by itself.
///
/// Generated clients offer one constructor per grant that the document has. A provider's own server, other scopes or
/// another way to authenticate are set here:
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
}

/// What a document says of a flow of an `oauth2` security scheme.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Flow {
    /// `tokenUrl`: an address, or a reference that is resolved against the base address of the client.
    pub token_url: &'static str,
    /// `refreshUrl`: where tokens are renewed, if that is elsewhere.
    pub refresh_url: Option<&'static str>,
    /// The scopes to ask for; none leaves it to the provider.
    pub scopes: &'static [&'static str],
}

/// How a token request says which client it comes from (RFC 6749, section 2.3).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ClientAuthentication {
    /// Id and secret as HTTP Basic, each form-encoded before. Every provider has to take it.
    #[default]
    Header,
    /// Id and secret as `client_id` and `client_secret` in the body.
    Body,
    /// `client_id` in the body, without a secret: a public client. Whatever secret was given is not sent.
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
    /// The client speaks for itself (RFC 6749, section 4.4).
    pub fn client_credentials(
        scheme: &'static str,
        flow: &'static Flow,
        client_id: impl Into<String>,
        client_secret: impl Into<Secret>,
    ) -> Self {
        Self::new(scheme, flow, client_id.into(), client_secret.into(), GrantConfig::ClientCredentials)
    }

    /// The client speaks for a user whose password it has (RFC 6749, section 4.3).
    ///
    /// If the provider gives a refresh token, that renews the access token, and the password is sent again when the
    /// provider does not take it any more.
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

    /// The client speaks for a user who allowed it to, once, and of whom it has a refresh token (RFC 6749, section 6).
    ///
    /// Many providers give a new refresh token each time and take the old one out of use: keep it, see
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
        }
    }

    /// Asks for `scopes` instead of those of the document; for none of them, if it is empty.
    ///
    /// A refresh asks for scopes only if they are given here, and a user must have granted them all (RFC 6749, section
    /// 6). Without, it gets what was granted.
    pub fn scopes(mut self, scopes: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.scopes = Some(scopes.into_iter().map(Into::into).collect());
        self
    }

    /// Sends all token requests to `url` instead of the document's addresses. If it is relative, the base address comes
    /// before it.
    pub fn token_url(mut self, url: impl Into<String>) -> Self {
        self.token_url = Some(url.into());
        self
    }

    /// Sends token requests with a refresh token to `url`, if that is not where the others go.
    pub fn refresh_url(mut self, url: impl Into<String>) -> Self {
        self.refresh_url = Some(url.into());
        self
    }

    /// Says which client it is in another way than HTTP Basic.
    pub fn client_authentication(mut self, authentication: ClientAuthentication) -> Self {
        self.client_authentication = authentication;
        self
    }

    /// Calls `keep` with each refresh token that the provider gives in place of the one it had, before the access token
    /// that came with it is used. While `keep` has not returned, all calls wait that need this token.
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
