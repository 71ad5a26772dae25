//! Body and form parameters, which 2.0 has, in a document of 3.x.
//!
//! ```yaml
//! parameters: [{ name: pet, in: body, schema: { $ref: '#/components/schemas/Pet' } }]                      # before
//! ---
//! requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } }         # after
//! ```
//!
//! 3.x has no such place for a parameter ([3.1.1, section 4.8.12](https://spec.openapis.org/oas/v3.1.1.html#parameter-locations)), but everybody
//! knows what is meant, so the two passes that lift them out of 2.0 do it here as well. An operation that has a request body sends that.

use serde_json::Value;

use crate::{
    document::Document,
    finding::{Finding, Findings},
    grammar::{self, Kind},
    pass::Pass,
    path::Path,
    rules,
    schemas::operations,
    upgrade::{is_payload, request_bodies, shared_bodies},
};

pub(super) const PASS: Pass = Pass::document(run);

pub(super) fn run(document: &mut Document, findings: &mut Findings) {
    let mut is_there = false;
    grammar::walk(&mut document.value, &Path::root(), Kind::Document, &mut |_, kind, members| {
        is_there |= kind == Kind::Parameter && is_payload(&Value::Object(members.clone()));
    });
    if !is_there {
        return;
    }
    shared_bodies(document, findings);
    for at in operations(&document.value) {
        let list = at.join("parameters");
        let has_body = at.join("requestBody").get(&document.value).is_some();
        let Some(Value::Array(parameters)) = list.get(&document.value).cloned() else { continue };
        let mut kept = Vec::new();
        for (index, parameter) in parameters.into_iter().enumerate() {
            let from = list.join(index);
            let place = document.locate(&from);
            if is_payload(&parameter) {
                if has_body {
                    let message = "the request body is sent instead of this parameter";
                    findings.push(Finding::new(&rules::INVALID_DOCUMENT, place, message));
                    continue;
                }
                let message = "this parameter is sent as the request body";
                findings.push(Finding::new(&rules::UNUSUAL_FORM, place, message));
            }
            document.record_move(&from, &list.join(kept.len()));
            kept.push(parameter);
        }
        if let Some(node) = list.get_mut(&mut document.value) {
            *node = Value::Array(kept);
        }
    }
    request_bodies(document, findings);
}
