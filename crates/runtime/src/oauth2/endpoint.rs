//! One token request: where it goes, and what comes back.

use std::pin::Pin;
use std::sync::OnceLock;
use std::time::Duration;

use oauth2::basic::{BasicErrorResponse, BasicTokenType};
use oauth2::{
    AsyncHttpClient, HttpRequest, HttpResponse, RefreshToken, RequestTokenError, TokenResponse as _, TokenUrl,
};
use reqwest::header::AUTHORIZATION;
use reqwest::{Response, StatusCode};
use tokio::time::Instant;
use url::Url;

use super::response::{TokenFields, parse_error};
use super::{AccessToken, TokenError};
use crate::DecodeError;
use crate::base_address::is_unencrypted_remote;

/// No token request takes longer.
const TIMEOUT: Duration = Duration::from_secs(30);

/// No answer of a token endpoint is larger.
const MAX_BODY: usize = 64 * 1024;

/// `reference`, resolved against `base_address`. The error is the reason, and does not repeat either.
pub(super) fn resolve_token_url(
    reference: &str,
    base_address: &Url,
    allow_plain_http: bool,
) -> Result<TokenUrl, &'static str> {
    let mut base = base_address.clone();
    if !base.path().ends_with('/') {
        // Or its last segment would be replaced.
        base.set_path(&format!("{}/", base.path()));
    }
    let url = base.join(reference).map_err(|_| "its token address is not an address")?;
    if !matches!(url.scheme(), "http" | "https") {
        return Err("its token address begins with neither http:// nor https://");
    }
    if is_unencrypted_remote(&url) && !allow_plain_http {
        return Err("its token address is plain HTTP: take https, or allow it with `allow_plain_http`");
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err("its token address holds a user name or password");
    }
    if url.fragment().is_some() {
        // RFC 6749, section 3.2.
        return Err("its token address holds a fragment");
    }
    Ok(TokenUrl::from_url(url))
}

/// What a token request brings: a token, and perhaps a refresh token for the next.
pub(super) struct IssuedToken {
    pub(super) token: AccessToken,
    pub(super) refresh_token: Option<RefreshToken>,
}

/// An HTTP client for one token request of the crate `oauth2`, which builds the request and decodes the answer.
///
/// Answers that are no token are made errors here: that crate's own errors hold the body, and do not hold the status.
pub(super) struct Exchange<'a> {
    http: &'a reqwest::Client,
    started: Instant,
    /// That of the answer, once it has passed.
    status: OnceLock<StatusCode>,
}

impl<'a> Exchange<'a> {
    pub(super) fn new(http: &'a reqwest::Client) -> Self {
        Self { http, started: Instant::now(), status: OnceLock::new() }
    }

    /// The result of the request, without anything of the crate `oauth2`.
    pub(super) fn finish(
        &self,
        result: Result<TokenFields, RequestTokenError<TokenError, BasicErrorResponse>>,
    ) -> Result<IssuedToken, TokenError> {
        let unexpected = |reason: String| match self.status.get() {
            Some(status) => TokenError::unexpected(*status, reason),
            None => TokenError::unusable("the token request could not be built"),
        };
        let response = result.map_err(|error| match error {
            RequestTokenError::Request(error) => error,
            RequestTokenError::Parse(error, body) => {
                unexpected(format!("but not with a token: {}", DecodeError::json(error.inner(), &body)))
            }
            RequestTokenError::ServerResponse(_) | RequestTokenError::Other(_) => {
                unexpected("but not with a token: it is empty".to_owned())
            }
        })?;
        if *response.token_type() != BasicTokenType::Bearer {
            return Err(unexpected("but with a token that is not a bearer token".to_owned()));
        }
        let token = AccessToken::new(response.access_token().secret().as_str());
        let token = match response.expires_in() {
            // Counted from before the request: when the provider began to count is not known.
            Some(lifetime) => token.expires_after(self.started, lifetime),
            None => token,
        };
        Ok(IssuedToken { token, refresh_token: response.refresh_token().cloned() })
    }

    async fn send(&self, request: HttpRequest) -> Result<HttpResponse, TokenError> {
        let mut request = reqwest::Request::try_from(request).map_err(TokenError::transport)?;
        *request.timeout_mut() = Some(TIMEOUT);
        if let Some(client) = request.headers_mut().get_mut(AUTHORIZATION) {
            client.set_sensitive(true);
        }
        let requested_url = request.url().clone();
        let response = self.http.execute(request).await.map_err(TokenError::transport)?;
        let status = response.status();
        if *response.url() != requested_url {
            // An HTTP client of the user's own. It is too late for this secret, but this is how its owner hears of it.
            return Err(TokenError::unexpected(status, "but after a redirect, which may take the secret elsewhere"));
        }
        if status.is_redirection() {
            return Err(TokenError::unexpected(
                status,
                "a redirect, which is not followed: it may take the secret elsewhere",
            ));
        }
        let body = read(response).await?;
        if let Some(response) = parse_error(status, &body) {
            return Err(TokenError::error_response(response));
        }
        if !status.is_success() {
            return Err(TokenError::unexpected(status, "with neither a token nor an OAuth 2 error"));
        }
        let _ = self.status.set(status);
        // With the status 200, for the crate takes no other.
        Ok(HttpResponse::new(body))
    }
}

impl<'c> AsyncHttpClient<'c> for Exchange<'_> {
    type Error = TokenError;
    type Future = Pin<Box<dyn Future<Output = Result<HttpResponse, TokenError>> + Send + 'c>>;

    fn call(&'c self, request: HttpRequest) -> Self::Future {
        Box::pin(self.send(request))
    }
}

async fn read(mut response: Response) -> Result<Vec<u8>, TokenError> {
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(TokenError::transport)? {
        if body.len() + chunk.len() > MAX_BODY {
            return Err(TokenError::unexpected(response.status(), "but with more than 64 KiB"));
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}
