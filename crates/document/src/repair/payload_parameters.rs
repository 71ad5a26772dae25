//! Rewrites body and form parameters, which are parts of 2.0, as request bodies in a document of 3.x.
//!
//! ```yaml
//! parameters: [{ name: pet, in: body, schema: { $ref: '#/components/schemas/Pet' } }]                # before
//! ---
//! requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } }   # after
//! ```
//!
//! 3.x has no such location of a parameter ([3.1.1, section
//! 4.8.12](https://spec.openapis.org/oas/v3.1.1.html#parameter-locations)), but their meaning is clear, so two passes
//! of the upgrade run here as well. An operation that also has a request body sends that.

use serde_json::Value;

use crate::{
    document::Document,
    finding::{Finding, Findings},
    grammar::{self, Kind},
    pass::Pass,
    path::Path,
    rules,
    schemas::operations,
    upgrade::{is_payload, is_payload_in, request_bodies, shared_bodies},
};

// `wrong_shape` makes parameters objects, and `references` makes sure that references to them resolve.
pub(super) const PASS: Pass = Pass::document(run).after(&["wrong_shape", "newer_parts", "references"]);

pub(super) fn run(document: &mut Document, findings: &mut Findings) {
    let mut is_found = false;
    grammar::for_each(&document.value, &Path::root(), Kind::Document, &mut |_, kind, members| {
        is_found |= kind == Kind::Parameter && is_payload_in(members);
    });
    if !is_found {
        return;
    }
    shared_bodies(document, findings);
    for at in operations(&document.value) {
        let list = at.join("parameters");
        let has_body = at.join("requestBody").get(&document.value).is_some();
        let Some(Value::Array(parameters)) = list.get_mut(&mut document.value) else { continue };
        if !parameters.iter().any(is_payload) {
            continue;
        }
        let parameters = std::mem::take(parameters);
        let mut kept = Vec::new();
        for (index, parameter) in parameters.into_iter().enumerate() {
            let from = list.join(index);
            if is_payload(&parameter) {
                let (rule, message) = match has_body {
                    true => (
                        &rules::INVALID_DOCUMENT,
                        "the operation already has a request body; this parameter is ignored",
                    ),
                    false => (&rules::UNUSUAL_FORM, "OpenAPI 3 has no such parameter; interpreted as the request body"),
                };
                findings.push(Finding::new(rule, document.locate(&from), message));
                if has_body {
                    continue;
                }
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
