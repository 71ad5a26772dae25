//! Rewrites security schemes of the types `basic` and `oauth2`.
//!
//! ```yaml
//! securityDefinitions:                                                              # before
//!   login: { type: basic }
//!   account: { type: oauth2, flow: accessCode, authorizationUrl: …, tokenUrl: …, scopes: { read: Reads } }
//! ---
//! securityDefinitions:                                                              # after
//!   login: { type: http, scheme: basic }
//!   account:
//!     type: oauth2
//!     flows: { authorizationCode: { authorizationUrl: …, tokenUrl: …, scopes: { read: Reads } } }
//! ```
//!
//! 3.0 has other names for both; an `apiKey` is the same
//! ([2.0](https://spec.openapis.org/oas/v2.0.html#security-scheme-object),
//! [3.0](https://spec.openapis.org/oas/v3.0.3.html#security-scheme-object)).

use serde_json::{Map, Value, json};

use crate::{document::Document, finding::Findings, pass::Pass, path::Path, rules, site::Site};

/// The names of the flows in 2.0 and in 3.0.
const FLOWS: &[(&str, &str)] = &[
    ("implicit", "implicit"),
    ("password", "password"),
    ("application", "clientCredentials"),
    ("accessCode", "authorizationCode"),
];

pub(super) const PASS: Pass = Pass::document(run).after(&["malformed"]);

pub(super) fn run(document: &mut Document, findings: &mut Findings) {
    let path = Path::root();
    let (Value::Object(root), mut site) = document.split(&path, findings) else { return };
    site.for_each_in(
        root,
        "securityDefinitions",
        &mut |scheme, site| match scheme.get("type").and_then(Value::as_str) {
            Some("basic") => {
                scheme.insert("type".to_owned(), "http".into());
                scheme.insert("scheme".to_owned(), "basic".into());
            }
            Some("oauth2") if !scheme.contains_key("flows") => write_flows(scheme, site),
            _ => {}
        },
    );
}

/// Moves the one flow of 2.0 into the `flows` of 3.0.
fn write_flows(scheme: &mut Map<String, Value>, site: &mut Site<'_>) {
    let flow = scheme.shift_remove("flow");
    let name = flow.as_ref().and_then(Value::as_str).unwrap_or_default();
    let Some((_, name)) = FLOWS.iter().find(|(old, _)| *old == name) else {
        // An unknown flow has no form in 3.0.
        ["authorizationUrl", "tokenUrl", "scopes"].into_iter().for_each(|key| drop(scheme.shift_remove(key)));
        scheme.insert("flows".to_owned(), json!({}));
        let message = "the flow is not valid; expected `implicit`, `password`, `application` or `accessCode`";
        match flow {
            Some(_) => site.report(&rules::INVALID_DOCUMENT, "flow", message),
            None => site.report_here(&rules::INVALID_DOCUMENT, message),
        }
        return;
    };
    let mut members = Map::new();
    let (from, to) = (site.pointer(), site.pointer().join("flows").join(name));
    site.record_move(&from.join("flow"), &to);
    for key in ["authorizationUrl", "tokenUrl", "scopes"] {
        if let Some(value) = scheme.shift_remove(key) {
            members.insert(key.to_owned(), value);
            site.record_move(&from.join(key), &to.join(key));
        }
    }
    members.entry("scopes").or_insert_with(|| json!({}));
    scheme.insert("flows".to_owned(), json!({ *name: members }));
}
