//! Credentials, and how they are added to a request.

mod location;

use std::fmt;
use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http::header::{AUTHORIZATION, HeaderName, HeaderValue};
use url::Url;

#[cfg(feature = "oauth2")]
use crate::OAuth2;
use crate::http::Http;
use crate::oauth2::{BearerToken, TokenCache};
use crate::request::{add_cookie, remove_query};
use crate::{HttpRequest, InvalidRequest, Secret, TokenSource};

pub use location::SchemeLocation;

/// The secret for one security scheme of the document.
///
/// Generated clients have one constructor per security scheme, which calls one of these with the name of the scheme.
/// `Debug` shows that name and nothing else.
#[derive(Clone)]
pub struct Credential {
    scheme: &'static str,
    kind: Kind,
}

#[derive(Clone)]
enum Kind {
    /// Boxed because it is by far the largest variant.
    #[cfg(feature = "oauth2")]
    OAuth2(Box<OAuth2>),
    TokenSource(Arc<dyn TokenSource>),
    Basic {
        username: String,
        password: Secret,
    },
    Bearer {
        token: Secret,
    },
    Header {
        name: &'static str,
        key: Secret,
    },
    Query {
        name: &'static str,
        key: Secret,
    },
    Cookie {
        name: &'static str,
        key: Secret,
    },
}

impl Credential {
    /// `type: http`, `scheme: basic`: user name and password, or another pair that the provider uses instead (RFC
    /// 7617).
    pub fn basic(scheme: &'static str, username: impl Into<String>, password: impl Into<Secret>) -> Self {
        Self { scheme, kind: Kind::Basic { username: username.into(), password: password.into() } }
    }

    /// `type: http`, `scheme: bearer`, and access tokens of `type: oauth2` (RFC 6750).
    pub fn bearer(scheme: &'static str, token: impl Into<Secret>) -> Self {
        Self { scheme, kind: Kind::Bearer { token: token.into() } }
    }

    /// `type: apiKey`, `in: header`: sends `key` in the header `name`.
    pub fn header(scheme: &'static str, name: &'static str, key: impl Into<Secret>) -> Self {
        Self { scheme, kind: Kind::Header { name, key: key.into() } }
    }

    /// `type: apiKey`, `in: query`: sends `key` in the query parameter `name`.
    pub fn query(scheme: &'static str, name: &'static str, key: impl Into<Secret>) -> Self {
        Self { scheme, kind: Kind::Query { name, key: key.into() } }
    }

    /// `type: apiKey`, `in: cookie`: sends `key` in the cookie `name`.
    pub fn cookie(scheme: &'static str, name: &'static str, key: impl Into<Secret>) -> Self {
        Self { scheme, kind: Kind::Cookie { name, key: key.into() } }
    }

    /// `type: oauth2`: access tokens that the client requests, caches and renews.
    #[cfg(feature = "oauth2")]
    #[must_use]
    pub fn oauth2(oauth2: OAuth2) -> Self {
        Self { scheme: oauth2.scheme(), kind: Kind::OAuth2(Box::new(oauth2)) }
    }

    /// Access tokens of `source`, sent as bearer tokens. A token is fetched if there is none yet, before the last one
    /// expires, and after the provider rejected it.
    pub fn token_source(scheme: &'static str, source: impl TokenSource) -> Self {
        Self { scheme, kind: Kind::TokenSource(Arc::new(source)) }
    }

    pub(crate) fn scheme(&self) -> &'static str {
        self.scheme
    }

    /// Where it is in a request.
    pub(crate) fn location(&self) -> SchemeLocation {
        match &self.kind {
            #[cfg(feature = "oauth2")]
            Kind::OAuth2(_) => SchemeLocation::AUTHORIZATION,
            Kind::TokenSource(_) | Kind::Basic { .. } | Kind::Bearer { .. } => SchemeLocation::AUTHORIZATION,
            Kind::Header { name, .. } => SchemeLocation::Header(name),
            Kind::Query { name, .. } => SchemeLocation::Query(name),
            Kind::Cookie { name, .. } => SchemeLocation::Cookie(name),
        }
    }

    /// The texts that no error may show. Access tokens are known only when they are sent.
    pub(crate) fn secrets(&self) -> Vec<Secret> {
        match &self.kind {
            #[cfg(feature = "oauth2")]
            Kind::OAuth2(oauth2) => oauth2.secrets(),
            Kind::TokenSource(_) => Vec::new(),
            Kind::Basic { username, password } => {
                vec![password.clone(), STANDARD.encode(format!("{username}:{}", password.expose())).into()]
            }
            Kind::Bearer { token: key }
            | Kind::Header { key, .. }
            | Kind::Query { key, .. }
            | Kind::Cookie { key, .. } => vec![key.clone()],
        }
    }

    /// Checks the credential once, when a client is built, instead of for each request. The error is the reason.
    #[cfg_attr(not(feature = "oauth2"), expect(unused_variables, reason = "only token requests need it"))]
    pub(crate) fn prepare(self, context: &ClientContext<'_>) -> Result<PreparedCredential, &'static str> {
        let location = self.location();
        let carrier = match self.kind {
            #[cfg(feature = "oauth2")]
            Kind::OAuth2(oauth2) => {
                let ClientContext { base_address, http, allows_plain_http } = context;
                Carrier::TokenCache(TokenCache::from_grant(*oauth2, base_address, (*http).clone(), *allows_plain_http)?)
            }
            Kind::TokenSource(source) => Carrier::TokenCache(TokenCache::from_source(source)),
            // RFC 7617, section 2: the password would begin at the first colon.
            Kind::Basic { username, .. } if username.contains(':') => {
                return Err("its user name contains a colon, which HTTP Basic cannot transmit");
            }
            Kind::Basic { username, password } if has_control(&username) || has_control(password.expose()) => {
                return Err("it contains control characters, which HTTP Basic cannot transmit");
            }
            Kind::Basic { username, password } => {
                let pair = STANDARD.encode(format!("{username}:{}", password.expose()));
                Carrier::Header(AUTHORIZATION, sensitive(&format!("Basic {pair}"))?)
            }
            Kind::Bearer { token } => Carrier::Header(AUTHORIZATION, sensitive(&format!("Bearer {}", token.expose()))?),
            Kind::Header { name, key } => {
                let name = HeaderName::from_bytes(name.as_bytes()).map_err(|_| "its header name is invalid")?;
                Carrier::Header(name, sensitive(key.expose())?)
            }
            Kind::Query { name, key } => Carrier::Query(name, key),
            Kind::Cookie { name, key } if key.expose().bytes().all(is_cookie_octet) => {
                Carrier::Cookie(sensitive(&format!("{name}={}", key.expose()))?)
            }
            Kind::Cookie { .. } => return Err("it contains characters that a cookie must not contain"),
        };
        Ok(PreparedCredential { scheme: self.scheme, location, carrier })
    }
}

#[cfg(feature = "oauth2")]
impl From<OAuth2> for Credential {
    fn from(oauth2: OAuth2) -> Self {
        Self::oauth2(oauth2)
    }
}

impl fmt::Debug for Credential {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Credential").field("scheme", &self.scheme).finish_non_exhaustive()
    }
}

/// The settings of the client that a credential is for.
#[cfg_attr(not(feature = "oauth2"), expect(dead_code, reason = "only token requests go to other addresses"))]
pub(crate) struct ClientContext<'a> {
    pub(crate) base_address: &'a Url,
    pub(crate) http: &'a Http,
    pub(crate) allows_plain_http: bool,
}

/// Which credentials are added to a request. The target of a redirect has a query of its own, so nothing is added to
/// it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum CredentialScope {
    All,
    HeadersOnly,
}

/// A credential that has been checked and encoded.
pub(crate) struct PreparedCredential {
    pub(crate) scheme: &'static str,
    location: SchemeLocation,
    carrier: Carrier,
}

enum Carrier {
    Header(HeaderName, HeaderValue),
    Query(&'static str, Secret),
    /// `name=value`.
    Cookie(HeaderValue),
    TokenCache(TokenCache),
}

impl PreparedCredential {
    /// Where it is in a request.
    pub(crate) fn location(&self) -> SchemeLocation {
        self.location
    }

    /// The token cache, if the credential consists of access tokens.
    pub(crate) fn token_cache(&self) -> Option<&TokenCache> {
        match &self.carrier {
            Carrier::TokenCache(tokens) => Some(tokens),
            _ => None,
        }
    }

    /// Adds the credential to `request`; `bearer` is the token from its [`token_cache`](Self::token_cache).
    ///
    /// A header or a query parameter replaces those of the same name, which the address of a page may have; a cookie is
    /// added.
    pub(crate) fn apply(
        &self,
        request: &mut HttpRequest,
        bearer: Option<&BearerToken>,
        scope: CredentialScope,
    ) -> Result<(), InvalidRequest> {
        match &self.carrier {
            Carrier::Header(name, value) => {
                request.headers_mut().insert(name.clone(), value.clone());
            }
            Carrier::TokenCache(_) => {
                if let Some(bearer) = bearer {
                    request.headers_mut().insert(AUTHORIZATION, bearer.header());
                }
            }
            Carrier::Query(name, key) if scope == CredentialScope::All => {
                remove_query(request.url_mut(), |given| given == *name);
                request.url_mut().query_pairs_mut().append_pair(name, key.expose());
            }
            Carrier::Query(..) => {}
            Carrier::Cookie(pair) => add_cookie(request.headers_mut(), pair.clone())?,
        }
        Ok(())
    }
}

/// A line break, for example, that was read with a password from a file.
fn has_control(text: &str) -> bool {
    text.chars().any(char::is_control)
}

fn sensitive(text: &str) -> Result<HeaderValue, &'static str> {
    let mut value = HeaderValue::from_str(text).map_err(|_| "it contains characters that a header must not contain")?;
    value.set_sensitive(true);
    Ok(value)
}

/// RFC 6265, section 4.1.1. Without this check, a `;` would begin another cookie.
fn is_cookie_octet(byte: u8) -> bool {
    byte.is_ascii_graphic() && !b"\",;\\".contains(&byte)
}
