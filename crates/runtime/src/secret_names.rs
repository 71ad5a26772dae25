//! Which values of a request or a response are secrets, by their names. With the feature `testing`: for recordings, and
//! for what a fake provider reports.

use std::collections::BTreeSet;

use crate::stubs::Stubs;
use crate::{Operation, SchemeLocation};

/// Headers whose values are credentials in any API.
const CREDENTIAL_HEADERS: &[&str] = &["authorization", "proxy-authorization", "cookie", "set-cookie"];

/// What names of headers and query parameters with credentials contain.
const SECRET_PARTS: &[&str] =
    &["authorization", "cookie", "credential", "passw", "secret", "session", "signature", "token", "apikey"];

/// Names that are secrets as a whole.
const SECRET_NAMES: &[&str] = &["auth", "code", "key", "sig", "sid"];

/// What names of positions in a list contain: `page_token` is no credential.
const LIST_PARTS: &[&str] = &["page", "next", "continuation", "cursor", "sync"];

/// The names of the secrets of a client.
#[derive(Default)]
pub(crate) struct SecretNames {
    /// What the document calls a secret, if it is known.
    stubs: Option<&'static Stubs>,
    schemes: &'static [(&'static str, SchemeLocation)],
    /// Names that the user has added.
    added: BTreeSet<String>,
}

impl SecretNames {
    pub(crate) fn new(stubs: &'static Stubs, schemes: &'static [(&'static str, SchemeLocation)]) -> Self {
        Self { stubs: Some(stubs), schemes, added: BTreeSet::new() }
    }

    pub(crate) fn add(&mut self, name: String) {
        self.added.insert(name);
    }

    /// Sets the locations of the credentials, if there are any.
    pub(crate) fn set_schemes(&mut self, schemes: &'static [(&'static str, SchemeLocation)]) {
        if !schemes.is_empty() {
            self.schemes = schemes;
        }
    }

    /// Whether the user has added the name.
    pub(crate) fn is_added(&self, name: &str) -> bool {
        self.added.contains(name)
    }

    /// Whether the document or the user calls the value of this name a secret. The members of an object in a query or
    /// in a form have names such as `filter[pin]`, and the items of a list `pins[]`.
    pub(crate) fn is_declared(&self, operation: &Operation, name: &str) -> bool {
        let is_secret = |name: &str| self.is_added(name) || self.documented(operation).iter().any(|it| it == name);
        is_secret(name) || name.split(['[', ']']).filter(|part| !part.is_empty()).any(is_secret)
    }

    /// Whether a query parameter is a credential or a secret.
    pub(crate) fn is_query(&self, operation: &Operation, name: &str) -> bool {
        self.is_credential_query(name) || self.is_declared(operation, name) || looks_secret(name)
    }

    /// Whether a credential of the client is sent in a query parameter of this name.
    pub(crate) fn is_credential_query(&self, name: &str) -> bool {
        let is_scheme =
            |(_, location): &(&str, SchemeLocation)| matches!(location, SchemeLocation::Query(query) if *query == name);
        self.schemes.iter().any(is_scheme)
    }

    /// Whether a member of a body or a path parameter is a secret, or is named like one.
    pub(crate) fn is_value(&self, operation: &Operation, name: &str) -> bool {
        self.is_declared(operation, name) || has_secret_part(name)
    }

    /// Whether a header, whose name is in lower case, is a credential or a secret. A token request has no operation.
    pub(crate) fn is_header(&self, operation: Option<&Operation>, name: &str) -> bool {
        let is_scheme = |(_, location): &(&str, SchemeLocation)| matches!(location, SchemeLocation::Header(header) if header.eq_ignore_ascii_case(name));
        CREDENTIAL_HEADERS.contains(&name)
            || self.schemes.iter().any(is_scheme)
            || self.added.iter().any(|secret| secret.eq_ignore_ascii_case(name))
            || operation.is_some_and(|it| self.documented(it).iter().any(|secret| secret.eq_ignore_ascii_case(name)))
            || looks_secret(name)
    }

    fn documented(&self, operation: &Operation) -> &[String] {
        self.stubs.map_or(&[], |stubs| stubs.secrets(operation.id))
    }
}

/// Whether a header or a query parameter of this name is a credential in most APIs.
pub(crate) fn looks_secret(name: &str) -> bool {
    SECRET_NAMES.contains(&alphanumeric(name).as_str()) || has_secret_part(name)
}

/// Whether a part of the name is that of a credential: `key` and `code` are not, because they are other things as well.
pub(crate) fn has_secret_part(name: &str) -> bool {
    let name = alphanumeric(name);
    let has = |parts: &[&str]| parts.iter().any(|part| name.contains(part));
    has(SECRET_PARTS) && !has(LIST_PARTS)
}

fn alphanumeric(name: &str) -> String {
    name.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::looks_secret;

    #[test]
    fn names_of_credentials_are_known() {
        for name in ["X-Api-Key", "api_key", "key", "X-Amz-Signature", "access_token", "sig", "X-Amz-Security-Token"] {
            assert!(looks_secret(name), "{name}");
        }
        for name in
            ["page_token", "nextToken", "idempotency-key", "keyword", "sort_key", "author", "etag", "x-request-id"]
        {
            assert!(!looks_secret(name), "{name}");
        }
    }
}
