//! Security schemes, and the schemes that an operation requires.

use super::{Grant, GrantKind, Operation};

/// A security scheme and the constructor that takes its secret.
#[derive(Clone, Debug)]
pub struct Scheme {
    /// Its name in the document.
    pub name: String,
    /// The constructor's name.
    pub constructor: String,
    /// How it is sent.
    pub kind: SchemeKind,
    /// The description in the document.
    pub description: Option<String>,
}

/// How a credential is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SchemeKind {
    /// User name and password (RFC 7617).
    Basic,
    /// A bearer token (RFC 6750).
    Bearer,
    /// A bearer token that an OAuth 2 or OpenID Connect provider issues.
    OAuth2 {
        /// The name of the constructor that takes a source of such tokens; the scheme's own takes one token.
        token_source: String,
        /// The ways to a token that the client goes by itself.
        grants: Vec<Grant>,
    },
    /// A key in a header of this name.
    Header(String),
    /// A key in a query parameter of this name.
    Query(String),
    /// A key in a cookie of this name.
    Cookie(String),
}

/// A scheme that an operation asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Requirement {
    /// Its name in the document.
    pub scheme: String,
    /// The scopes that its token must have.
    pub scopes: Vec<String>,
}

impl Scheme {
    /// The ways to a token that the client goes by itself; none but with OAuth 2.
    #[must_use]
    pub fn grants(&self) -> &[Grant] {
        match &self.kind {
            SchemeKind::OAuth2 { grants, .. } => grants,
            _ => &[],
        }
    }

    /// The grant for the client's own id and secret, unless a token that is got by it lacks a scope that `operation`
    /// requires.
    #[must_use]
    pub fn client_credentials(&self, operation: Option<&Operation>) -> Option<&Grant> {
        let grant = self.grants().iter().find(|grant| grant.kind == GrantKind::ClientCredentials)?;
        let required = operation.into_iter().flat_map(|operation| operation.security.iter().flatten());
        let mut scopes = required.filter(|required| required.scheme == self.name).flat_map(|required| &required.scopes);
        (grant.scopes.is_empty() || scopes.all(|scope| grant.scopes.contains(scope))).then_some(grant)
    }
}
