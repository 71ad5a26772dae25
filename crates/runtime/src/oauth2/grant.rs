//! The grants of RFC 6749 that need no browser.

use std::sync::Mutex;

use oauth2::basic::{BasicErrorResponse, BasicRevocationErrorResponse, BasicTokenIntrospectionResponse};
use oauth2::{
    AuthType, ClientId, ClientSecret, EndpointNotSet, EndpointSet, RefreshToken, ResourceOwnerPassword,
    ResourceOwnerUsername, Scope, StandardRevocableToken, TokenUrl,
};
use url::Url;

use super::config::{GrantConfig, OnRefreshToken};
use super::endpoint::{Exchange, IssuedToken, resolve_token_url};
use super::response::TokenFields;
use super::{AccessToken, ClientAuthentication, OAuth2, TokenError};
use crate::Secret;
use crate::http::Http;
use crate::lock::lock;

/// Requests access tokens by one grant, one at a time (see [`TokenCache`](super::TokenCache)).
pub(super) struct Grant {
    kind: Kind,
    /// For requests without a refresh token.
    client: Client,
    /// For requests with a refresh token.
    refresh_client: Client,
    http: Http,
    scopes: Vec<Scope>,
    refresh_scopes: Vec<Scope>,
    on_refresh_token: Option<OnRefreshToken>,
    parameters: Vec<(String, Secret)>,
}

enum Kind {
    ClientCredentials,
    Password {
        username: ResourceOwnerUsername,
        password: ResourceOwnerPassword,
        refresh_token: Mutex<Option<RefreshToken>>,
    },
    RefreshToken {
        refresh_token: Mutex<RefreshToken>,
    },
}

/// A client of the crate `oauth2` that knows its token endpoint, and decodes [`TokenFields`].
type Client = oauth2::Client<
    BasicErrorResponse,
    TokenFields,
    BasicTokenIntrospectionResponse,
    StandardRevocableToken,
    BasicRevocationErrorResponse,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointSet,
>;

impl Grant {
    /// The error is the reason and contains no setting.
    pub(super) fn new(
        oauth2: OAuth2,
        base_address: &Url,
        http: Http,
        allow_plain_http: bool,
    ) -> Result<Self, &'static str> {
        if let Some(reason) = oauth2.parameters.iter().find_map(|(name, _)| forbidden(name)) {
            return Err(reason);
        }
        // If the user sets the token address, the document's refresh address is not used either.
        let documented = (oauth2.token_url.is_none()).then_some(oauth2.flow.refresh_url).flatten();
        let token_url = oauth2.token_url.as_deref().unwrap_or(oauth2.flow.token_url);
        let refresh_url = oauth2.refresh_url.as_deref().or(documented).unwrap_or(token_url);
        let resolve = |reference| resolve_token_url(reference, base_address, allow_plain_http);
        let (client, refresh_client) = (client(&oauth2, resolve(token_url)?), client(&oauth2, resolve(refresh_url)?));

        let refresh_scopes = oauth2.scopes.clone().unwrap_or_default();
        let documented = || oauth2.flow.scopes.iter().copied().map(str::to_owned).collect();
        let scopes = oauth2.scopes.unwrap_or_else(documented);
        let kind = match oauth2.grant {
            GrantConfig::ClientCredentials => Kind::ClientCredentials,
            GrantConfig::Password { username, password } => Kind::Password {
                username: ResourceOwnerUsername::new(username),
                password: ResourceOwnerPassword::new(password.expose().to_owned()),
                refresh_token: Mutex::new(None),
            },
            GrantConfig::RefreshToken(token) => {
                Kind::RefreshToken { refresh_token: Mutex::new(RefreshToken::new(token.expose().to_owned())) }
            }
        };
        Ok(Self {
            kind,
            client,
            refresh_client,
            http,
            scopes: scopes.into_iter().map(Scope::new).collect(),
            refresh_scopes: refresh_scopes.into_iter().map(Scope::new).collect(),
            on_refresh_token: oauth2.on_refresh_token,
            parameters: oauth2.parameters,
        })
    }

    /// The parameters of the user.
    fn parameters(&self) -> impl Iterator<Item = (&str, &str)> {
        self.parameters.iter().map(|(name, value)| (name.as_str(), value.expose()))
    }

    pub(super) fn has_refresh_token(&self) -> bool {
        match &self.kind {
            Kind::ClientCredentials => false,
            Kind::Password { refresh_token, .. } => lock(refresh_token).is_some(),
            Kind::RefreshToken { .. } => true,
        }
    }

    pub(super) async fn fetch(&self) -> Result<AccessToken, TokenError> {
        match &self.kind {
            // RFC 6749, section 4.4.3: a client credentials response has no refresh token. One that is sent anyway is
            // ignored.
            Kind::ClientCredentials => self.request_as_client().await.map(|issued| issued.token),
            Kind::Password { username, password, refresh_token } => {
                let previous = lock(refresh_token).clone();
                if let Some(token) = &previous {
                    match self.refresh(token, &[]).await {
                        // The refresh token has expired or was revoked.
                        Err(error) if error.code() == Some("invalid_grant") => *lock(refresh_token) = None,
                        other => {
                            return Ok(self.take_access_token(other?, previous.as_ref(), |token| {
                                *lock(refresh_token) = Some(token)
                            }));
                        }
                    }
                }
                let issued = self.request_as_user(username, password).await?;
                Ok(self.take_access_token(issued, None, |token| *lock(refresh_token) = Some(token)))
            }
            Kind::RefreshToken { refresh_token } => {
                let previous = lock(refresh_token).clone();
                let issued = self.refresh(&previous, &self.refresh_scopes).await?;
                Ok(self.take_access_token(issued, Some(&previous), |token| *lock(refresh_token) = token))
            }
        }
    }

    /// RFC 6749, section 4.4.
    async fn request_as_client(&self) -> Result<IssuedToken, TokenError> {
        let exchange = Exchange::new(&self.http);
        let request = self.client.exchange_client_credentials().add_scopes(self.scopes.iter().cloned());
        let request = self.parameters().fold(request, |request, (name, value)| request.add_extra_param(name, value));
        exchange.finish(request.request_async(&exchange).await)
    }

    /// RFC 6749, section 4.3.
    async fn request_as_user(
        &self,
        username: &ResourceOwnerUsername,
        password: &ResourceOwnerPassword,
    ) -> Result<IssuedToken, TokenError> {
        let exchange = Exchange::new(&self.http);
        let request = self.client.exchange_password(username, password).add_scopes(self.scopes.iter().cloned());
        let request = self.parameters().fold(request, |request, (name, value)| request.add_extra_param(name, value));
        exchange.finish(request.request_async(&exchange).await)
    }

    /// RFC 6749, section 6.
    async fn refresh(&self, token: &RefreshToken, scopes: &[Scope]) -> Result<IssuedToken, TokenError> {
        let exchange = Exchange::new(&self.http);
        let request = self.refresh_client.exchange_refresh_token(token).add_scopes(scopes.iter().cloned());
        let request = self.parameters().fold(request, |request, (name, value)| request.add_extra_param(name, value));
        exchange.finish(request.request_async(&exchange).await)
    }

    /// Returns the access token. Passes a refresh token that differs from `previous` to `store`, and then notifies the
    /// user.
    fn take_access_token(
        &self,
        issued: IssuedToken,
        previous: Option<&RefreshToken>,
        store: impl FnOnce(RefreshToken),
    ) -> AccessToken {
        let is_new = |token: &RefreshToken| previous.is_none_or(|previous| previous.secret() != token.secret());
        if let Some(token) = issued.refresh_token.filter(is_new) {
            let secret = Secret::from(token.secret().as_str());
            store(token);
            if let Some(notify) = &self.on_refresh_token {
                notify(&secret);
            }
        }
        issued.token
    }
}

/// Why the user may not set the parameter `name` of token requests.
fn forbidden(name: &str) -> Option<&'static str> {
    Some(match name {
        "" => "a parameter of its token requests has no name",
        "scope" => "its token requests have the parameter `scope` already; set it with `scopes`",
        "grant_type" => "its token requests have the parameter `grant_type` already",
        "client_id" => "its token requests have the parameter `client_id` already",
        "client_secret" => "its token requests have the parameter `client_secret` already",
        "username" => "its token requests have the parameter `username` already",
        "password" => "its token requests have the parameter `password` already",
        "refresh_token" => "its token requests have the parameter `refresh_token` already",
        _ => return None,
    })
}

fn client(oauth2: &OAuth2, token_url: TokenUrl) -> Client {
    let client = oauth2::Client::new(ClientId::new(oauth2.client_id.clone())).set_token_uri(token_url);
    let secret = ClientSecret::new(oauth2.client_secret.expose().to_owned());
    match oauth2.client_authentication {
        ClientAuthentication::Header => client.set_auth_type(AuthType::BasicAuth).set_client_secret(secret),
        ClientAuthentication::Body => client.set_auth_type(AuthType::RequestBody).set_client_secret(secret),
        ClientAuthentication::None => client.set_auth_type(AuthType::RequestBody),
    }
}
