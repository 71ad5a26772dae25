//! Credentials: the schemes that a document defines, and which of them an operation asks for.

use serde_json::Value;

use super::{Scheme, SchemeKind, text};
use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    document::Document,
    naming::{Scope, snake_name},
    pointer::Pointer,
    rules,
    schemas::members,
};

/// The schemes that a client has a constructor for; the others are losses.
pub(super) fn schemes(document: &Document, diagnostics: &mut Diagnostics) -> Vec<Scheme> {
    let at = Pointer::root().join("components").join("securitySchemes");
    let mut found: Vec<Scheme> = Vec::new();
    for (name, scheme) in members(at.get(&document.value)) {
        let lower = |key: &str| text(scheme, key).unwrap_or_default().to_ascii_lowercase();
        let key = || text(scheme, "name").unwrap_or_default().to_owned();
        let kind = match (lower("type").as_str(), lower("scheme").as_str(), lower("in").as_str()) {
            ("http", "basic", _) => SchemeKind::Basic,
            ("http", "bearer", _) => SchemeKind::Bearer,
            ("apikey", _, "header") => SchemeKind::Header(key()),
            ("apikey", _, "query") => SchemeKind::Query(key()),
            ("apikey", _, "cookie") => SchemeKind::Cookie(key()),
            ("oauth2" | "openidconnect", ..) => SchemeKind::AccessToken,
            _ => {
                let message = format!("the security scheme `{name}` cannot be used yet");
                diagnostics.push(Diagnostic::new(
                    &rules::UNSUPPORTED_SECURITY,
                    document.place(&at.join(name)),
                    message,
                ));
                continue;
            }
        };
        found.push(Scheme {
            name: name.clone(),
            constructor: String::new(),
            kind,
            description: text(scheme, "description").map(str::to_owned),
        });
    }
    let kinds: Vec<&str> = found.iter().map(|scheme| constructor(&scheme.kind)).collect();
    let mut scope = Scope::default();
    let names: Vec<String> = found
        .iter()
        .zip(&kinds)
        .map(|(scheme, kind)| {
            let alone = kinds.iter().filter(|other| other == &kind).count() == 1;
            let wish = if alone { (*kind).to_owned() } else { snake_name(&scheme.name) };
            scope.take_first(&[wish, format!("{}_credential", snake_name(&scheme.name))])
        })
        .collect();
    for (scheme, name) in found.iter_mut().zip(names) {
        scheme.constructor = name;
    }
    found
}

const fn constructor(kind: &SchemeKind) -> &'static str {
    match kind {
        SchemeKind::Basic => "basic",
        SchemeKind::Bearer => "bearer",
        SchemeKind::AccessToken => "access_token",
        SchemeKind::Header(_) | SchemeKind::Query(_) | SchemeKind::Cookie(_) => "api_key",
    }
}

/// The operation's own requirements, or the document's (section 4.8.30).
pub(super) fn requirements(
    document: &Document,
    at: &Pointer,
    schemes: &[Scheme],
    diagnostics: &mut Diagnostics,
) -> Vec<Vec<String>> {
    let own = at.join("security");
    let at = if own.get(&document.value).is_some() { own } else { Pointer::root().join("security") };
    let known = Pointer::root().join("components").join("securitySchemes");
    let mut alternatives = Vec::new();
    for (index, requirement) in at.get(&document.value).and_then(Value::as_array).into_iter().flatten().enumerate() {
        let names: Vec<String> = members(Some(requirement)).map(|(name, _)| name.clone()).collect();
        for name in &names {
            if known.join(name).get(&document.value).is_none() {
                let place = document.place(&at.join(index).join(name));
                diagnostics.push(
                    Diagnostic::new(
                        &rules::UNKNOWN_SECURITY_SCHEME,
                        place,
                        format!("there is no security scheme `{name}`"),
                    )
                    .help("define it under components.securitySchemes, by an overlay if need be"),
                );
            }
        }
        if names.iter().all(|name| schemes.iter().any(|scheme| scheme.name == *name)) {
            alternatives.push(names);
        }
    }
    alternatives
}
