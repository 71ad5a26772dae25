//! Definitions, and the references to them.
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
//! A reference may lead to any node of the document
//! ([reference](https://spec.openapis.org/oas/v2.0.html#reference-object)), so all of them follow whatever has been moved, such as
//! `#/definitions/Pet/properties/owner` or `#/paths/~1pets/get/responses/200/schema`.

use serde_json::{Map, Value};

use super::references;
use crate::{document::Document, finding::Findings, pass::Pass, pointer::Pointer};

/// What a kind of definition is called in 2.0 and in 3.0.
const KINDS: &[(&str, &str)] = &[
    ("definitions", "schemas"),
    ("parameters", "parameters"),
    ("responses", "responses"),
    ("securityDefinitions", "securitySchemes"),
];

pub(super) const PASS: Pass = Pass::document(run);

pub(super) fn run(document: &mut Document, _: &mut Findings) {
    let root = Pointer::root();
    for (from, to) in KINDS {
        let Value::Object(members) = &mut document.value else { return };
        let Some(Value::Object(definitions)) = members.shift_remove(*from) else { continue };
        if definitions.is_empty() {
            continue;
        }
        let components = members.entry("components").or_insert_with(|| Value::Object(Map::new()));
        let names: Vec<String> = definitions.keys().cloned().collect();
        if let Value::Object(components) = components {
            match components.entry(*to).or_insert_with(|| Value::Object(Map::new())) {
                Value::Object(there) => there.extend(definitions),
                other => *other = Value::Object(definitions),
            }
        }
        for name in names {
            document.record_move(&root.join(from).join(&name), &root.join("components").join(to).join(&name));
        }
    }
    references::follow(document, 0);
    if let Value::Object(members) = &mut document.value
        && members.shift_remove("swagger").is_some()
    {
        members.shift_insert(0, "openapi".to_owned(), "3.0.3".into());
        document.record_move(&root.join("swagger"), &root.join("openapi"));
    }
}
