//! Parts of OpenAPI 3.2 that the passes after it do not know.
//!
//! ```yaml
//! /pets:                                                                          # before
//!   additionalOperations: { QUERY: { operationId: findPets }, COPY: { operationId: copyPets } }
//! content: { application/jsonl: { itemSchema: { $ref: … } } }
//! ---
//! /pets: { query: { operationId: findPets } }                                     # after; COPY is a loss
//! content: { application/jsonl: { schema: { $ref: … }, x-moored-items: true } }
//! ```
//!
//! `query` is a method like any other ([3.2.0, section 4.9](https://spec.openapis.org/oas/v3.2.0.html#path-item-object)); for methods of a provider's own
//! there is no call yet. What else stands among a path's methods and looks like an operation is reported as well, whatever the version.

use serde_json::{Map, Value};

use crate::{
    document::Document,
    finding::{Finding, Findings},
    grammar::{self, Kind},
    pass::Pass,
    path::Path,
    pointer::Pointer,
    rules,
    schemas::{ITEMS, METHODS},
};

pub(super) const PASS: Pass = Pass::document(run);

pub(super) fn run(document: &mut Document, findings: &mut Findings) {
    let mut value = std::mem::take(&mut document.value);
    grammar::walk(&mut value, &Path::root(), Kind::Document, &mut |at, kind, members| match kind {
        Kind::PathItem => {
            methods(document, &at.pointer(), members, findings);
            strangers(document, &at.pointer(), members, findings);
        }
        // `lower::item_schema` reads the mark. Of the whole, which a `schema` beside it describes, nobody makes a value.
        Kind::MediaType => {
            if let Some(item) = members.shift_remove("itemSchema") {
                document.record_move(&at.join("itemSchema"), &at.join("schema"));
                members.insert("schema".to_owned(), item);
                members.insert(ITEMS.to_owned(), true.into());
            }
        }
        _ => {}
    });
    document.value = value;
}

/// Moves additional operations to where the others are.
fn methods(document: &mut Document, at: &Pointer, members: &mut Map<String, Value>, findings: &mut Findings) {
    let Some(Value::Object(additional)) = members.shift_remove("additionalOperations") else { return };
    for (name, operation) in additional {
        let from = at.join("additionalOperations").join(&name);
        let method = name.to_ascii_lowercase();
        if METHODS.contains(&method.as_str()) && !members.contains_key(&method) {
            document.record_move(&from, &at.join(&method));
            members.insert(method, operation);
        } else {
            report(document, &from, &name, findings);
        }
    }
}

/// Keys that the specification does not have and that hold operations.
fn strangers(document: &Document, at: &Pointer, members: &mut Map<String, Value>, findings: &mut Findings) {
    let is_operation = |value: &Value| value.get("operationId").is_some() || value.get("responses").is_some();
    let found = members.iter().filter(|(key, value)| Kind::PathItem.form(key).is_none() && is_operation(value));
    let found: Vec<String> = found.map(|(key, _)| key.clone()).filter(|key| !key.starts_with("x-")).collect();
    for key in found {
        report(document, &at.join(&key), &key, findings);
        members.shift_remove(&key);
    }
}

fn report(document: &Document, at: &Pointer, method: &str, findings: &mut Findings) {
    let message = format!("there are no calls of the method `{method}`");
    findings.push(Finding::new(&rules::UNSUPPORTED_METHOD, document.locate(at), message));
}
