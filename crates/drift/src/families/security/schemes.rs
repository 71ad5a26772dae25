//! Security schemes: how a credential is sent, and how the client gets access tokens.

use std::collections::HashMap;

use moored_document::pointer::Pointer;
use moored_model::api::{Grant, GrantKind, Operation, Scheme, SchemeKind};
use serde_json::Value;

use crate::{Change, Class, Rule, Side, comparison::Comparison, families::servers::resolve, rule::rules};

rules! {
    CHANGED [Wire] "security-scheme-changed" "A credential is sent in another way: in a header instead of the query."
        "The provider does not find the credential that calls send.";
    KIND [Behaviour] "security-scheme-kind-changed" "A credential is of another kind, and sent as before: a bearer token that OAuth 2 issues."
        "Calls work as before. The new client has other constructors for the credential; `names.lock` keeps the name of one of \
         them.";
    REMOVED [Source] "security-scheme-removed" "A security scheme is gone."
        "The constructor of its credential is gone, so that old code does not compile. Whether calls still work is up to the \
         requirements of operations, which are changes of their own.";
    ADDED [Additive] "security-scheme-added" "There is a new security scheme."
        "The client has a constructor for its credential. Calls are not affected.";
    GRANT_REMOVED [Wire] "oauth-grant-removed" "A flow of OAuth 2 is gone."
        "The provider no longer issues access tokens in the way in which the client requests them.";
    GRANT_ADDED [Additive] "oauth-grant-added" "There is a new flow of OAuth 2."
        "The client has a constructor for it. Calls are not affected.";
    TOKEN_ADDRESS [Wire] "oauth-token-address-changed" "Access tokens are issued at another address."
        "The client requests tokens from the old address.";
    REQUESTED_SCOPES [Behaviour] "oauth-requested-scopes-changed" "The new client requests tokens for other scopes."
        "They are the scopes that operations require, as far as the flow has them.";
    LOGIN_ADDRESS [Behaviour] "login-address-changed" "The address of a login page or of an OpenID provider differs."
        "The client does not use it. Programs that get tokens there have to use the new one.";
}

/// Which scheme of the new document is which of the old one.
pub(super) struct Partners<'a> {
    by_name: HashMap<&'a str, &'a Scheme>,
}

impl<'a> Partners<'a> {
    /// Those of the same name, else those that send the credential in the same way.
    ///
    /// `renamed` are those that are paired already.
    pub(super) fn of(old: &'a [Scheme], new: &'a [Scheme], renamed: &[(&'a Scheme, &'a Scheme)]) -> Self {
        let renamed = renamed.iter().map(|(old, new)| (old.name.as_str(), *new));
        let mut by_name: HashMap<&str, &Scheme> = renamed.collect();
        for scheme in old {
            if let Some(same) = new.iter().find(|other| other.name == scheme.name) {
                by_name.insert(&scheme.name, same);
            }
        }
        for scheme in old {
            let is_free = |other: &&Scheme| !by_name.values().any(|taken| taken.name == other.name);
            let is_known = by_name.contains_key(scheme.name.as_str());
            let same = new.iter().find(|other| carrier(&other.kind) == carrier(&scheme.kind) && is_free(other));
            if let Some(same) = same.filter(|_| !is_known) {
                by_name.insert(&scheme.name, same);
            }
        }
        Self { by_name }
    }

    /// The scheme of the new document that is the one with this name in the old document.
    pub(super) fn get(&self, name: &str) -> Option<&'a Scheme> {
        self.by_name.get(name).copied()
    }
}

/// Where the credential is in a request.
fn carrier(kind: &SchemeKind) -> String {
    match kind {
        SchemeKind::Basic => "HTTP Basic".to_owned(),
        SchemeKind::Bearer | SchemeKind::OAuth2 { .. } => "a bearer token".to_owned(),
        SchemeKind::Header(name) if name.eq_ignore_ascii_case("authorization") => {
            "the header `authorization`".to_owned()
        }
        SchemeKind::Header(name) => format!("the header `{}`", name.to_ascii_lowercase()),
        SchemeKind::Query(name) => format!("the query parameter `{name}`"),
        SchemeKind::Cookie(name) => format!("the cookie `{name}`"),
    }
}

pub(super) fn compare(comparison: &mut Comparison<'_>, partners: &Partners<'_>) {
    let (old, new) = (comparison.old, comparison.new);
    let mut found = Vec::new();
    for scheme in &old.api.schemes {
        let change = |rule, class, message| {
            let mut change = self::change(rule, class, scheme, message).at(locate(&old, scheme), None);
            change.operations = users(comparison, scheme);
            change
        };
        let Some(other) = partners.get(&scheme.name) else {
            let mut change = change(&REMOVED, Class::Source, format!("the security scheme `{}` is gone", scheme.name));
            change.items = constructors(scheme);
            found.push(change);
            continue;
        };
        let at = locate(&new, other);
        let (before, after) = (carrier(&scheme.kind), carrier(&other.kind));
        if before != after {
            let message =
                format!("calls send the credential `{}` as {before}; the provider expects {after}", scheme.name);
            let mut change = change(&CHANGED, Class::Wire, message).values(before, after);
            change.items = constructors(scheme);
            change.new = Some(at);
            found.push(change.help("generate the client again; its credential is sent in the new way"));
            continue;
        }
        if std::mem::discriminant(&scheme.kind) != std::mem::discriminant(&other.kind) {
            let message = format!("the credential `{}` has other constructors", scheme.name);
            let mut change = change(&KIND, Class::Behaviour, message);
            change.items = constructors(scheme);
            change.new = Some(at.clone());
            found.push(change);
        }
        found.extend(grants(&old, &new, scheme, other).into_iter().map(|mut change| {
            change.operations = users(comparison, scheme);
            change.old = Some(locate(&old, scheme));
            change.new = Some(at.clone());
            change
        }));
    }
    for scheme in &new.api.schemes {
        if !partners.by_name.values().any(|partner| partner.name == scheme.name) {
            let message = format!("there is a new security scheme `{}`", scheme.name);
            let mut change = self::change(&ADDED, Class::Additive, scheme, message).at(None, locate(&new, scheme));
            change.items = constructors(scheme);
            found.push(change);
        }
    }
    found.into_iter().for_each(|change| comparison.push(change));
}

fn change(rule: &'static Rule, class: Class, scheme: &Scheme, message: String) -> Change {
    Change::new(rule, class, format!("security scheme {}", scheme.name), message)
}

fn at(scheme: &Scheme) -> Pointer {
    Pointer::root().join("components").join("securitySchemes").join(&scheme.name)
}

fn locate(side: &Side<'_>, scheme: &Scheme) -> moored_document::finding::Location {
    side.locate(&at(scheme))
}

/// The operations of the old document that can be called with the credential.
fn users(comparison: &Comparison<'_>, scheme: &Scheme) -> Vec<String> {
    let requires = |operation: &Operation| operation.security.iter().flatten().any(|one| one.scheme == scheme.name);
    let pairs = comparison.matching.operations.iter().filter(|pair| requires(pair.old));
    pairs.map(|pair| pair.key.clone()).collect()
}

/// The functions that make a credential for `scheme`.
fn constructors(scheme: &Scheme) -> Vec<String> {
    let of_tokens = match &scheme.kind {
        SchemeKind::OAuth2 { token_source, .. } => Some(token_source),
        _ => None,
    };
    let of_grants = scheme.grants().iter().map(|grant| &grant.constructor);
    let names = std::iter::once(&scheme.constructor).chain(of_tokens).chain(of_grants);
    names.map(|name| format!("Credential::{name}")).collect()
}

/// The changes of the ways to an access token.
fn grants(old: &Side<'_>, new: &Side<'_>, scheme: &Scheme, other: &Scheme) -> Vec<Change> {
    let mut found = Vec::new();
    for grant in scheme.grants() {
        let item = format!("Credential::{}", grant.constructor);
        let word = word(grant.kind);
        let Some(same) = other.grants().iter().find(|other| other.kind == grant.kind) else {
            let message = format!("the provider no longer issues access tokens for {word}");
            found.push(change(&GRANT_REMOVED, Class::Wire, scheme, message).values(word, "none").item(item));
            continue;
        };
        let (before, after) = (address(grant), address(same));
        if before != after && resolve(old.api, before) != resolve(new.api, after) {
            let message =
                format!("calls request access tokens for {word} at `{before}`; they are issued at `{after}` now");
            found.push(change(&TOKEN_ADDRESS, Class::Wire, scheme, message).values(before, after).item(item));
        } else if sorted(&grant.scopes) != sorted(&same.scopes) {
            let (before, after) = (grant.scopes.join(" "), same.scopes.join(" "));
            let message = format!("the new client requests other scopes for {word}");
            found.push(change(&REQUESTED_SCOPES, Class::Behaviour, scheme, message).values(before, after));
        }
    }
    for grant in other.grants() {
        if !scheme.grants().iter().any(|known| known.kind == grant.kind) {
            let message = format!("the provider issues access tokens for {}", word(grant.kind));
            let change = change(&GRANT_ADDED, Class::Additive, scheme, message).values("none", word(grant.kind));
            found.push(change.item(format!("Credential::{}", grant.constructor)));
        }
    }
    let (before, after) = (login(old, scheme), login(new, other));
    for (name, address) in &before {
        if let Some((_, now)) = after.iter().find(|(other, now)| other == name && now != address) {
            let message = format!("`{name}` is `{now}` instead of `{address}`");
            found.push(change(&LOGIN_ADDRESS, Class::Behaviour, scheme, message).values(address, now));
        }
    }
    found
}

fn sorted(scopes: &[String]) -> Vec<&String> {
    let mut scopes: Vec<&String> = scopes.iter().collect();
    scopes.sort();
    scopes
}

/// The addresses where a person or a program logs in, by the names of their fields.
fn login(side: &Side<'_>, scheme: &Scheme) -> Vec<(String, String)> {
    let Some(declared) = at(scheme).get(&side.document.value) else { return Vec::new() };
    let field = |holder: &Value, key: &str| holder.get(key).and_then(Value::as_str).map(str::to_owned);
    let of_provider = field(declared, "openIdConnectUrl").map(|address| ("openIdConnectUrl".to_owned(), address));
    let flows = declared.get("flows").and_then(Value::as_object).into_iter().flatten();
    let of_flows =
        flows.filter_map(|(name, flow)| Some((format!("{name} authorizationUrl"), field(flow, "authorizationUrl")?)));
    of_provider.into_iter().chain(of_flows).collect()
}

/// Where the client requests tokens.
fn address(grant: &Grant) -> &str {
    match (grant.kind, &grant.refresh_url) {
        (GrantKind::RefreshToken, Some(refresh_url)) => refresh_url,
        _ => &grant.token_url,
    }
}

const fn word(kind: GrantKind) -> &'static str {
    match kind {
        GrantKind::ClientCredentials => "client credentials",
        GrantKind::Password => "passwords",
        GrantKind::RefreshToken => "refresh tokens",
    }
}
