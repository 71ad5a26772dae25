//! Security schemes, and which of them an operation requires.

use serde_json::Value;

use super::{Requirement, Scheme, SchemeKind, grants, text};
use crate::naming::snake_name;
use moored_document::{
    document::Document,
    finding::{Finding, Findings},
    pointer::Pointer,
    rules,
    schemas::{members, operations},
    scope::Scope,
};

/// The schemes that have a constructor; the others become losses.
pub(super) fn schemes(document: &Document, findings: &mut Findings) -> Vec<Scheme> {
    let at = Pointer::root().join("components").join("securitySchemes");
    let mut found: Vec<Scheme> = Vec::new();
    for (name, scheme) in members(at.get(&document.value)) {
        let at = at.join(name);
        let Some(kind) = kind(document, &at, scheme, findings) else {
            let message = format!("the security scheme `{name}` is not supported");
            findings.push(Finding::new(&rules::UNSUPPORTED_SECURITY, document.locate(&at), message));
            continue;
        };
        found.push(Scheme {
            name: name.clone(),
            constructor: String::new(),
            kind,
            description: text(scheme, "description").map(str::to_owned),
        });
    }
    name_constructors(&mut found);
    found
}

/// How the credential of the scheme at `at` is sent; `None` if the client does not support it.
fn kind(document: &Document, at: &Pointer, scheme: &Value, findings: &mut Findings) -> Option<SchemeKind> {
    let lower = |key: &str| text(scheme, key).unwrap_or_default().to_ascii_lowercase();
    let key = || text(scheme, "name").unwrap_or_default().to_owned();
    Some(match (lower("type").as_str(), lower("scheme").as_str(), lower("in").as_str()) {
        ("http", "basic", _) => SchemeKind::Basic,
        ("http", "bearer", _) => SchemeKind::Bearer,
        ("apikey", _, "header") => SchemeKind::Header(key()),
        ("apikey", _, "query") => SchemeKind::Query(key()),
        ("apikey", _, "cookie") => SchemeKind::Cookie(key()),
        ("oauth2", ..) => {
            let required = required_scopes(document, at.last().unwrap_or_default());
            let grants = grants::read(document, at, &required, findings);
            SchemeKind::OAuth2 { token_source: String::new(), grants }
        }
        // Its flows are in another document, which the provider may change without notice.
        ("openidconnect", ..) => SchemeKind::OAuth2 { token_source: String::new(), grants: Vec::new() },
        _ => return None,
    })
}

/// Names the constructors of credentials: after the kind, or after the scheme if a document has several schemes of a
/// kind.
fn name_constructors(schemes: &mut [Scheme]) {
    let kinds: Vec<&str> = schemes.iter().map(|scheme| constructor(&scheme.kind)).collect();
    let is_alone = |kind: &str| kinds.iter().filter(|other| **other == kind).count() == 1;
    let mut scope = Scope::default();
    // The type already implements `From`.
    scope.take("from");
    for (scheme, kind) in schemes.iter_mut().zip(&kinds) {
        let candidate = if is_alone(kind) { (*kind).to_owned() } else { snake_name(&scheme.name) };
        scheme.constructor = scope.take_first(&[candidate, format!("{}_credential", snake_name(&scheme.name))]);
    }
    // Named last, so that these names do not change the names of the others.
    let is_alone = is_alone("access_token");
    for Scheme { name, kind, .. } in schemes {
        let SchemeKind::OAuth2 { token_source, grants } = kind else { continue };
        let mut take = |candidate: &str| {
            let long = snake_name(&format!("{} {candidate}", snake_name(name)));
            let candidates = if is_alone { vec![candidate.to_owned(), long] } else { vec![long] };
            scope.take_first(&candidates)
        };
        *token_source = take("token_source");
        for grant in grants {
            grant.constructor = take(grant.kind.name());
        }
    }
}

const fn constructor(kind: &SchemeKind) -> &'static str {
    match kind {
        SchemeKind::Basic => "basic",
        SchemeKind::Bearer => "bearer",
        SchemeKind::OAuth2 { .. } => "access_token",
        SchemeKind::Header(_) | SchemeKind::Query(_) | SchemeKind::Cookie(_) => "api_key",
    }
}

/// The location of the requirements of the operation at `at`: in the operation or at the root of the document (section
/// 4.8.30).
fn resolved(document: &Document, at: &Pointer) -> Pointer {
    let own = at.join("security");
    if own.get(&document.value).is_some() { own } else { Pointer::root().join("security") }
}

/// The scopes that operations require under the scheme `name`, in order of first mention.
fn required_scopes(document: &Document, name: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for operation in operations(&document.value) {
        let alternatives = resolved(document, &operation).get(&document.value).and_then(Value::as_array);
        let scopes = alternatives.into_iter().flatten().filter_map(|alternative| alternative.get(name));
        for scope in scopes.flat_map(texts) {
            if !found.contains(&scope) {
                found.push(scope);
            }
        }
    }
    found
}

fn texts(list: &Value) -> Vec<String> {
    list.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
}

/// Reports required schemes that the document does not define. A scheme that all operations require is reported once.
pub(super) fn report_unknown(document: &Document, findings: &mut Findings) {
    let known = Pointer::root().join("components").join("securitySchemes");
    let own = operations(&document.value).into_iter().map(|operation| operation.join("security"));
    for at in std::iter::once(Pointer::root().join("security")).chain(own) {
        let alternatives = at.get(&document.value).and_then(Value::as_array).into_iter().flatten();
        for (index, alternative) in alternatives.enumerate() {
            for (scheme, _) in members(Some(alternative)) {
                if known.join(scheme).get(&document.value).is_none() {
                    let location = document.locate(&at.join(index).join(scheme));
                    let message =
                        format!("the security scheme `{scheme}` is not defined; no credential is sent for it");
                    findings.push(
                        Finding::new(&rules::UNKNOWN_SECURITY_SCHEME, location, message)
                            .help("define it under `components.securitySchemes`, for example in overlay.yaml"),
                    );
                }
            }
        }
    }
}

/// Whether the connection authenticates the client for the scheme `name`.
fn is_mutual_tls(document: &Document, name: &str) -> bool {
    let scheme = Pointer::root().join("components").join("securitySchemes").join(name);
    let scheme = scheme.get(&document.value);
    scheme.and_then(|scheme| text(scheme, "type")).is_some_and(|ty| ty.eq_ignore_ascii_case("mutualTLS"))
}

/// The requirements of the operation at `at`: the alternatives whose schemes all have a constructor. Mutual TLS is no
/// part of a request, so it is left out of its alternative.
pub(super) fn requirements(document: &Document, at: &Pointer, schemes: &[Scheme]) -> Vec<Vec<Requirement>> {
    let at = resolved(document, at);
    let wanted = |requirement: &Value| -> Vec<Requirement> {
        members(Some(requirement))
            .filter(|(name, _)| !is_mutual_tls(document, name))
            .map(|(name, scopes)| Requirement { scheme: name.clone(), scopes: texts(scopes) })
            .collect()
    };
    let is_known = |wanted: &Requirement| schemes.iter().any(|scheme| scheme.name == wanted.scheme);
    let alternatives = at.get(&document.value).and_then(Value::as_array).into_iter().flatten().map(wanted);
    alternatives.filter(|alternative| alternative.iter().all(is_known)).collect()
}
