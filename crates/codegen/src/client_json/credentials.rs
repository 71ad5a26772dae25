//! The credentials of a client.

use moored_model::api::{Grant, GrantKind, Scheme, SchemeKind};
use serde::Serialize;

/// A security scheme and the constructors of credentials for it.
#[derive(Serialize)]
pub(super) struct Credential<'a> {
    name: &'a str,
    constructor: &'a str,
    kind: &'static str,
    /// The header, query parameter or cookie that holds a key.
    #[serde(skip_serializing_if = "Option::is_none")]
    parameter: Option<&'a str>,
    /// The constructor that takes a source of tokens.
    #[serde(skip_serializing_if = "Option::is_none")]
    token_source: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    grants: Vec<TokenGrant<'a>>,
}

#[derive(Serialize)]
struct TokenGrant<'a> {
    kind: GrantKind,
    constructor: &'a str,
    token_url: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    refresh_url: Option<&'a str>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    scopes: &'a [String],
}

impl<'a> Credential<'a> {
    pub(super) fn of(scheme: &'a Scheme) -> Self {
        let (kind, parameter, token_source) = match &scheme.kind {
            SchemeKind::Basic => ("basic", None, None),
            SchemeKind::Bearer => ("bearer", None, None),
            SchemeKind::OAuth2 { token_source, .. } => ("oauth2", None, Some(token_source.as_str())),
            SchemeKind::Header(name) => ("header", Some(name.as_str()), None),
            SchemeKind::Query(name) => ("query", Some(name.as_str()), None),
            SchemeKind::Cookie(name) => ("cookie", Some(name.as_str()), None),
        };
        let grants = scheme.grants().iter().map(TokenGrant::of).collect();
        Self { name: &scheme.name, constructor: &scheme.constructor, kind, parameter, token_source, grants }
    }
}

impl<'a> TokenGrant<'a> {
    fn of(grant: &'a Grant) -> Self {
        Self {
            kind: grant.kind,
            constructor: &grant.constructor,
            token_url: &grant.token_url,
            refresh_url: grant.refresh_url.as_deref(),
            scopes: &grant.scopes,
        }
    }
}
