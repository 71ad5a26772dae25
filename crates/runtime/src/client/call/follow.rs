//! Sending the request of an attempt, and following redirects.

use http::StatusCode;
use http::header::HeaderMap;
use url::Url;

use super::{Call, Received};
use crate::client::redirect;
use crate::credential::{CredentialScope, PreparedCredential};
use crate::error::{Failure, TransportError};
use crate::oauth2::BearerToken;
use crate::{HttpRequest, HttpResponse};

/// The credentials of one request.
pub(super) struct Authorization<'a> {
    pub(super) credentials: Vec<&'a PreparedCredential>,
    /// The token, if one of them consists of access tokens, and the response comes from the provider.
    pub(super) bearer: Option<BearerToken>,
}

/// What is sent again after a redirect.
pub(super) struct Repeated<'a> {
    pub(super) copy: &'a HttpRequest,
    /// The headers after the hooks, which may have added a credential, and before those of the client; `None` if there
    /// are no hooks.
    pub(super) headers: Option<HeaderMap>,
}

/// Whose response the last one is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Host {
    Provider,
    /// Another one, to which a download was redirected. It gets no credentials.
    Storage,
}

/// Where the last request went.
struct Last {
    /// The target of the last redirect; `None` if there was none.
    url: Option<Url>,
    host: Host,
}

impl Call<'_> {
    /// Sends `request`, follows redirects with what is `repeated`, and reads the response.
    pub(super) async fn send_following_redirects(
        &self,
        request: HttpRequest,
        repeated: Option<&Repeated<'_>>,
        authorization: &mut Authorization<'_>,
    ) -> Result<Received, Failure> {
        let failed = |error| TransportError::new(self.operation, error);
        let messages = self.core.messages.with_sent(request.headers(), self.options.secrets());
        let mut response = self.core.http.send(request, self.read_timeout).await.map_err(failed)?;
        let mut last = Last { url: None, host: Host::Provider };
        for _ in 0..redirect::MAX_REDIRECTS {
            let Some((mut next, now)) = self.next_request(response.response(), repeated, &last) else { break };
            match now.host {
                Host::Provider => self.authorize(&mut next, authorization, CredentialScope::HeadersOnly)?,
                // A 401 of another host means nothing for the token.
                Host::Storage => authorization.bearer = None,
            }
            response = self.core.http.send(next, self.read_timeout).await.map_err(failed)?;
            last = now;
        }
        // Before the body, which may never arrive, and whether or not the call is repeated.
        if let (StatusCode::UNAUTHORIZED, Some(bearer)) = (response.response().status(), &authorization.bearer) {
            authorization.credentials.iter().filter_map(|it| it.token_cache()).for_each(|cache| cache.reject(bearer));
        }
        self.read(response, messages, last.host).await
    }

    /// The request to send next, and where it goes, if `response` is a redirect that is followed.
    fn next_request(
        &self,
        response: &HttpResponse,
        repeated: Option<&Repeated<'_>>,
        last: &Last,
    ) -> Option<(HttpRequest, Last)> {
        let repeated = repeated?;
        let is_documented = self.operation.redirects.contains(&response.status().as_u16());
        if last.host == Host::Provider && is_documented && !self.options.follows_documented_redirects() {
            return None;
        }
        let from = last.url.as_ref().unwrap_or(repeated.copy.url());
        let target = redirect::target(repeated.copy.method(), from, response)?;
        if last.host == Host::Provider && target.origin() == from.origin() {
            let mut next = repeated.copy.try_clone()?;
            if let Some(headers) = &repeated.headers {
                next.headers_mut().clone_from(headers);
            }
            next.url_mut().clone_from(&target);
            return Some((next, Last { url: Some(target), host: Host::Provider }));
        }
        let hosts = self.options.download_hosts_or(&self.core.downloads);
        let is_allowed = target.origin() == from.origin()
            || (hosts.contains(&target) && redirect::keeps_encryption(from, &target, self.core.allows_plain_http));
        let next = redirect::download(repeated.copy, &target).filter(|_| is_allowed)?;
        Some((next, Last { url: Some(target), host: Host::Storage }))
    }
}
