//! Moves definitions into `components`, and updates the references to whatever the upgrade has moved.
//!
//! ```yaml
//! swagger: '2.0'                                        # before
//! definitions: { Pet: { properties: { owner: { $ref: '#/definitions/Owner' } } }, Owner: { … } }
//! securityDefinitions: { key: { … } }
//! ---
//! openapi: 3.0.3                                        # after
//! components:
//!   schemas: { Pet: { properties: { owner: { $ref: '#/components/schemas/Owner' } } }, Owner: { … } }
//!   securitySchemes: { key: { … } }
//! ```
//!
//! A reference may refer to any node of the document, such as `#/definitions/Pet/properties/owner` or
//! `#/paths/~1pets/get/responses/200/schema`
//! ([reference](https://spec.openapis.org/oas/v2.0.html#reference-object),
//! [components](https://spec.openapis.org/oas/v3.0.3.html#components-object)).

use serde_json::{Map, Value};

use crate::{document::Document, finding::Findings, pass::Pass, path::Path, pointer::Pointer, references};

/// The names of the kinds of definitions in 2.0 and in 3.0.
const KINDS: &[(&str, &str)] = &[
    ("definitions", "schemas"),
    ("parameters", "parameters"),
    ("responses", "responses"),
    ("securityDefinitions", "securitySchemes"),
];

// The passes before it find definitions where 2.0 has them, and move nodes that references refer to.
pub(super) const PASS: Pass = Pass::document(run).after(&[
    "malformed",
    "servers",
    "security_schemes",
    "shared_bodies",
    "request_bodies",
    "parameters",
    "responses",
]);

pub(super) fn run(document: &mut Document, findings: &mut Findings) {
    let path = Path::root();
    let (Value::Object(members), mut site) = document.split(&path, findings) else { return };
    let root = Pointer::root();
    for (from, to) in KINDS {
        let Some(Value::Object(definitions)) = members.shift_remove(*from) else { continue };
        if definitions.is_empty() {
            continue;
        }
        for name in definitions.keys() {
            site.record_move(&root.join(from).join(name), &root.join("components").join(to).join(name));
        }
        let components = members.entry("components").or_insert_with(|| Value::Object(Map::new()));
        if let Value::Object(components) = components {
            match components.entry(*to).or_insert_with(|| Value::Object(Map::new())) {
                Value::Object(present) => present.extend(definitions),
                other => *other = Value::Object(definitions),
            }
        }
    }
    if members.shift_remove("swagger").is_some() {
        members.shift_insert(0, "openapi".to_owned(), "3.0.3".into());
        site.record_rename("swagger", "openapi");
    }
    references::update(document);
}
