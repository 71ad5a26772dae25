//! OAuth 2: the flows of a scheme as grants that a client can request from a token endpoint (RFC 6749).
//!
//! ```yaml
//! type: oauth2
//! flows:
//!   clientCredentials: { tokenUrl: /oauth/token, scopes: { read: Reads } }   # client_credentials
//!   password: { tokenUrl: /oauth/token, scopes: {} }                         # password, refresh_token
//!   authorizationCode: { authorizationUrl: …, tokenUrl: …, scopes: {} }      # refresh_token
//!   implicit: { authorizationUrl: …, scopes: {} }                            # none
//! ```
//!
//! The last two need a person and a browser. There are constructors for their results: an access token, and a refresh
//! token from the authorization code flow.

use serde::Serialize;
use serde_json::Value;

use super::text;
use moored_document::{
    document::Document,
    finding::{Finding, Findings},
    pointer::Pointer,
    rules,
    schemas::members,
};

/// A grant that a client can use without a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    /// What is exchanged for the token.
    pub kind: GrantKind,
    /// The name of the constructor.
    pub constructor: String,
    /// The token endpoint: an address, or a reference that is resolved against the base address (OpenAPI 3.1.1, section
    /// 4.6.1).
    pub token_url: String,
    /// The endpoint for refresh tokens, if it differs.
    pub refresh_url: Option<String>,
    /// The requested scopes.
    ///
    /// They are the scopes that operations require under the scheme, in order of first mention, as far as the flow
    /// offers them: a server rejects a request for any other. If the flow offers scopes but none of those, or if no
    /// operation requires a scope, all scopes of the flow are requested. A refresh token keeps the scopes that its
    /// owner has granted, so none are requested.
    pub scopes: Vec<String>,
}

/// What a client exchanges for an access token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum GrantKind {
    /// The id and secret of the client (section 4.4).
    ClientCredentials,
    /// The name and password of a user (section 4.3).
    Password,
    /// A refresh token (section 6).
    RefreshToken,
}

impl GrantKind {
    /// The name of the runtime's constructor. The generated constructor has the same name if it is the only one of its
    /// kind.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::ClientCredentials => "client_credentials",
            Self::Password => "password",
            Self::RefreshToken => "refresh_token",
        }
    }
}

/// The grants of the scheme at `at`. `required` are the scopes that operations require. The grants have no names yet.
pub(super) fn read(document: &Document, at: &Pointer, required: &[String], findings: &mut Findings) -> Vec<Grant> {
    let at = at.join("flows");
    let flows: Vec<(&str, Flow)> = members(at.get(&document.value))
        .filter(|(name, _)| *name != "implicit" && !name.starts_with("x-"))
        .filter_map(|(name, value)| Some((name.as_str(), Flow::read(document, &at.join(name), value, findings)?)))
        .collect();
    let flow = |wanted: &str| flows.iter().find(|(name, _)| *name == wanted).map(|(_, flow)| flow);
    // Section 4.4.3: the client credentials grant should not return refresh tokens. Some providers declare a refresh
    // URL for it anyway.
    let refreshable = flow("authorizationCode").or_else(|| flow("password"));
    let refreshable = refreshable.or_else(|| flow("clientCredentials").filter(|flow| flow.refresh_url.is_some()));
    let grants = [
        flow("clientCredentials").map(|flow| flow.grant(GrantKind::ClientCredentials, flow.scopes(required))),
        flow("password").map(|flow| flow.grant(GrantKind::Password, flow.scopes(required))),
        refreshable.map(|flow| flow.grant(GrantKind::RefreshToken, Vec::new())),
    ];
    grants.into_iter().flatten().collect()
}

/// A flow whose tokens a client can fetch.
struct Flow {
    token_url: String,
    refresh_url: Option<String>,
    /// The scopes that the flow offers.
    offered: Vec<String>,
}

impl Flow {
    fn read(document: &Document, at: &Pointer, value: &Value, findings: &mut Findings) -> Option<Self> {
        let mut lost = |at: &Pointer, message: String| {
            let finding = Finding::new(&rules::UNUSABLE_FLOW, document.locate(at), message);
            findings.push(finding.help(
                "correct the flow in overlay.yaml, or fetch the tokens elsewhere and pass them as access tokens",
            ));
        };
        let name = at.last().unwrap_or_default();
        if !["authorizationCode", "clientCredentials", "password"].contains(&name) {
            lost(at, format!("the OAuth 2 flow `{name}` is not supported"));
            return None;
        }
        let mut url = |key: &str| {
            let url = text(value, key);
            if value.get(key).is_some() && !url.is_some_and(is_usable) {
                let message = format!(
                    "the `{key}` of the flow `{name}` is not valid; expected an http or https URL or a relative one"
                );
                lost(&at.join(key), message);
            }
            url.filter(|url| is_usable(url)).map(str::to_owned)
        };
        let (token_url, refresh_url) = (url("tokenUrl"), url("refreshUrl"));
        if value.get("tokenUrl").is_none() {
            lost(at, format!("the flow `{name}` has no `tokenUrl`"));
        }
        let offered = members(value.get("scopes")).map(|(scope, _)| scope.clone()).filter(|scope| !scope.is_empty());
        Some(Self {
            offered: offered.collect(),
            refresh_url: refresh_url.filter(|url| Some(url) != token_url.as_ref()),
            token_url: token_url?,
        })
    }

    /// See [`Grant::scopes`].
    fn scopes(&self, required: &[String]) -> Vec<String> {
        let known: Vec<String> = required.iter().filter(|scope| self.offered.contains(scope)).cloned().collect();
        if known.is_empty() { self.offered.clone() } else { known }
    }

    fn grant(&self, kind: GrantKind, scopes: Vec<String>) -> Grant {
        let Self { token_url, refresh_url, .. } = self;
        let (token_url, refresh_url) = (token_url.clone(), refresh_url.clone());
        Grant { kind, constructor: kind.name().to_owned(), token_url, refresh_url, scopes }
    }
}

/// Whether `reference` resolves to an http or https address (RFC 3986, section 4.1). It must not have a fragment, which
/// a token endpoint must not have (RFC 6749, section 3.2), a user name, or a placeholder.
fn is_usable(reference: &str) -> bool {
    let is_allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~:/?[]!$&'()*+,;=%".contains(&byte);
    // A colon before the first slash ends a scheme.
    let scheme = reference.split(['/', '?']).next().and_then(|first| first.split_once(':')).map(|(scheme, _)| scheme);
    let host = |scheme: &str| {
        let rest = reference.get(scheme.len()..).and_then(|rest| rest.strip_prefix("://"));
        rest.is_some_and(|rest| !rest.is_empty() && !rest.starts_with(['/', '?', ':']))
    };
    !reference.is_empty()
        && reference.bytes().all(is_allowed)
        && scheme.is_none_or(|scheme| {
            (scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http")) && host(scheme)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_url_is_an_address_or_a_reference_to_one() {
        for url in [
            "https://a.example/token/",
            "http://localhost:8080/t?x=1",
            "/oauth/token",
            "token",
            "//a.example/t",
            "../t:1",
        ] {
            assert!(is_usable(url), "{url}");
        }
        for url in [
            "",
            " ",
            "ftp://a.example/t",
            "mailto:a@b.example",
            "https:/t",
            "https://",
            "https:///t",
            "https://a.example/t#x",
            "https://{tenant}.example/token",
            "/a b",
            "/a`b",
            "javascript:alert(1)",
            "https://me:pw@a.example/t",
            "localhost:8080/token",
        ] {
            assert!(!is_usable(url), "{url}");
        }
    }
}
