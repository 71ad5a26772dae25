//! Security schemes of the types `basic` and `oauth2`.
//!
//! ```yaml
//! securityDefinitions:                                                              # before
//!   login: { type: basic }
//!   account: { type: oauth2, flow: accessCode, authorizationUrl: …, tokenUrl: …, scopes: { read: Reads } }
//! ---
//! securityDefinitions:                                                              # after
//!   login: { type: http, scheme: basic }
//!   account: { type: oauth2, flows: { authorizationCode: { authorizationUrl: …, tokenUrl: …, scopes: { read: Reads } } } }
//! ```
//!
//! An `apiKey` is the same in both ([security scheme](https://spec.openapis.org/oas/v2.0.html#security-scheme-object)).

use serde_json::{Map, Value, json};

use crate::{
    document::Document,
    finding::{Finding, Findings},
    pass::Pass,
    pointer::Pointer,
    rules,
    schemas::members,
};

/// What a flow is called in 2.0 and in 3.0.
const FLOWS: &[(&str, &str)] = &[
    ("implicit", "implicit"),
    ("password", "password"),
    ("application", "clientCredentials"),
    ("accessCode", "authorizationCode"),
];

pub(super) const PASS: Pass = Pass::document(run);

pub(super) fn run(document: &mut Document, findings: &mut Findings) {
    let schemes = Pointer::root().join("securityDefinitions");
    let names: Vec<String> = members(schemes.get(&document.value)).map(|(name, _)| name.clone()).collect();
    for name in names {
        let at = schemes.join(name);
        let Some(Value::Object(scheme)) = at.get_mut(&mut document.value) else { continue };
        match scheme.get("type").and_then(Value::as_str) {
            Some("basic") => {
                scheme.insert("type".to_owned(), "http".into());
                scheme.insert("scheme".to_owned(), "basic".into());
            }
            Some("oauth2") if !scheme.contains_key("flows") => flows(document, &at, findings),
            _ => {}
        }
    }
}

/// Gives the one flow of the scheme at `at` its place among the four that 3.0 allows for.
fn flows(document: &mut Document, at: &Pointer, findings: &mut Findings) {
    let Some(Value::Object(scheme)) = at.get_mut(&mut document.value) else { return };
    let flow = scheme.shift_remove("flow");
    let name = flow.as_ref().and_then(Value::as_str).unwrap_or_default();
    let Some((_, name)) = FLOWS.iter().find(|(old, _)| *old == name) else {
        scheme.insert("flows".to_owned(), json!({}));
        let at = if flow.is_some() { at.join("flow") } else { at.clone() };
        let message = "the flow is none of implicit, password, application and accessCode";
        findings.push(Finding::new(&rules::INVALID_DOCUMENT, document.locate(&at), message));
        return;
    };
    let mut lifted = Map::new();
    let mut moved = Vec::new();
    for key in ["authorizationUrl", "tokenUrl", "scopes"] {
        if let Some(value) = scheme.shift_remove(key) {
            lifted.insert(key.to_owned(), value);
            moved.push(key);
        }
    }
    lifted.entry("scopes").or_insert_with(|| json!({}));
    scheme.insert("flows".to_owned(), json!({ *name: lifted }));
    let to = at.join("flows").join(name);
    if flow.is_some() {
        document.record_move(&at.join("flow"), &to);
    }
    for key in moved {
        document.record_move(&at.join(key), &to.join(key));
    }
}
