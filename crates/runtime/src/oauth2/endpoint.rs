//! Token requests and their responses.

use std::pin::Pin;
use std::sync::OnceLock;
use std::time::{Duration, SystemTime};

use http::StatusCode;
use http::header::AUTHORIZATION;
use oauth2::basic::BasicErrorResponse;
use oauth2::{AsyncHttpClient, HttpResponse, RefreshToken, RequestTokenError, TokenResponse as _, TokenUrl};
use tokio::time::Instant;
use url::Url;

use super::response::{TokenFields, as_json, parse_error};
use super::{AccessToken, TokenError};
use crate::base_address::is_unencrypted_remote;
use crate::http::{Http, Incoming};
use crate::retry::stated_wait;
use crate::{DecodeError, HttpBody, HttpRequest, decode};

/// The limit for the duration of a token request.
const TIMEOUT: Duration = Duration::from_secs(30);

/// The limit for the response of a token endpoint, in bytes.
const MAX_BODY: usize = 64 * 1024;

/// Resolves `reference` against `base_address`. The error is the reason and contains neither.
pub(super) fn resolve_token_url(
    reference: &str,
    base_address: &Url,
    allow_plain_http: bool,
) -> Result<TokenUrl, &'static str> {
    let mut base = base_address.clone();
    if !base.path().ends_with('/') {
        // Without the slash, `join` would replace the last segment.
        base.set_path(&format!("{}/", base.path()));
    }
    let url = base.join(reference).map_err(|_| "its token address is not a valid URL")?;
    if !matches!(url.scheme(), "http" | "https") {
        return Err("its token address has neither the scheme `http` nor `https`");
    }
    if is_unencrypted_remote(&url) && !allow_plain_http {
        return Err("its token address is plain HTTP; use https, or allow it with `allow_plain_http`");
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err("its token address contains a user name or password");
    }
    if url.fragment().is_some() {
        // RFC 6749, section 3.2, forbids it.
        return Err("its token address contains a fragment");
    }
    Ok(TokenUrl::from_url(url))
}

/// The content of a successful token response.
pub(super) struct IssuedToken {
    pub(super) token: AccessToken,
    pub(super) refresh_token: Option<RefreshToken>,
}

/// An HTTP client for one token request of the crate `oauth2`, which builds the request and decodes the response.
///
/// Error responses become a [`TokenError`] here, because the errors of that crate contain the body and lack the status.
pub(super) struct Exchange<'a> {
    http: &'a Http,
    started: Instant,
    /// The status of the response, once `send` has accepted it.
    status: OnceLock<StatusCode>,
}

impl<'a> Exchange<'a> {
    pub(super) fn new(http: &'a Http) -> Self {
        Self { http, started: Instant::now(), status: OnceLock::new() }
    }

    /// Converts the result of the request from the types of the crate `oauth2`.
    pub(super) fn finish(
        &self,
        result: Result<TokenFields, RequestTokenError<TokenError, BasicErrorResponse>>,
    ) -> Result<IssuedToken, TokenError> {
        let unexpected = |reason: String| match self.status.get() {
            Some(status) => TokenError::unexpected(*status, reason),
            None => TokenError::unusable("the token request could not be built"),
        };
        let response = result.or_else(|error| match error {
            RequestTokenError::Request(error) => Err(error),
            // The decoder of responses accepts more than that of the crate `oauth2`, such as a byte order mark.
            RequestTokenError::Parse(_, body) => decode::<TokenFields>(&body)
                .map_err(|error: DecodeError| unexpected(format!("but not with a token: {error}"))),
            RequestTokenError::ServerResponse(_) | RequestTokenError::Other(_) => {
                Err(unexpected("but not with a token: it is empty".to_owned()))
            }
        })?;
        if let Some(scheme) = response.foreign_scheme() {
            return Err(unexpected(format!("but with a token that is not a bearer token: its type is `{scheme}`")));
        }
        let token = AccessToken::new(response.access_token().secret().as_str());
        let token = match response.expires_in() {
            // Counted from before the request, because the provider may have issued the token at any time since then.
            Some(lifetime) => token.expires_after(self.started, lifetime),
            None => token,
        };
        Ok(IssuedToken { token, refresh_token: response.refresh_token().cloned() })
    }

    async fn send(&self, request: oauth2::HttpRequest) -> Result<HttpResponse, TokenError> {
        let mut request = HttpRequest::try_from(request.map(HttpBody::from))
            .map_err(|_| TokenError::unusable("the token request could not be built"))?;
        if let Some(client) = request.headers_mut().get_mut(AUTHORIZATION) {
            client.set_sensitive(true);
        }
        let exchange = self.exchange(request);
        tokio::time::timeout(TIMEOUT, exchange).await.unwrap_or_else(|_| Err(TokenError::timed_out(TIMEOUT)))
    }

    async fn exchange(&self, request: HttpRequest) -> Result<HttpResponse, TokenError> {
        let response = self.http.send(request, None).await.map_err(TokenError::transport)?;
        let status = response.response().status();
        if status.is_redirection() {
            return Err(TokenError::unexpected(
                status,
                "a redirect, which is not followed because it may send the secret to another host",
            ));
        }
        let headers = response.response().headers().clone();
        let with_wait = |error: TokenError| error.with_retry_after(stated_wait(status, &headers, SystemTime::now()));
        let body = as_json(read(response).await?);
        if let Some(response) = parse_error(status, &body) {
            return Err(with_wait(TokenError::error_response(response)));
        }
        if !status.is_success() {
            return Err(with_wait(TokenError::unexpected(status, "but neither a token nor an OAuth 2.0 error")));
        }
        let _ = self.status.set(status);
        // With status 200: the crate `oauth2` accepts no other.
        Ok(HttpResponse::new(body))
    }
}

impl<'c> AsyncHttpClient<'c> for Exchange<'_> {
    type Error = TokenError;
    type Future = Pin<Box<dyn Future<Output = Result<HttpResponse, TokenError>> + Send + 'c>>;

    fn call(&'c self, request: oauth2::HttpRequest) -> Self::Future {
        Box::pin(self.send(request))
    }
}

async fn read(mut response: Incoming) -> Result<Vec<u8>, TokenError> {
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(TokenError::transport)? {
        if body.len() + chunk.len() > MAX_BODY {
            return Err(TokenError::unexpected(response.response().status(), "but with more than 64 KiB"));
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}
