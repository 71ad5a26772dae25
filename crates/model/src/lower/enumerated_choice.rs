//! Values that are listed beside the choice that they are out of.
//!
//! ```yaml
//! { type: string, enum: [role], allOf: [{ $ref: '#/components/schemas/Kind' }] }                      # before
//! { type: string, enum: [role, user], oneOf: [{ const: role }, { const: user }] }
//! { allOf: [{ $ref: '#/components/schemas/Kind' }, { type: integer, x-moored-enum: [1, 2] }] }
//! Kind: { oneOf: [{ const: role }, { const: user }] }
//! ---
//! { type: string, enum: [role] }                                                                      # after
//! { type: string, enum: [role, user] }
//! { type: integer, x-moored-enum: [1, 2] }
//! ```
//!
//! A list of values says all that there is: what else holds of them can only be less
//! ([JSON Schema 10.2.1.1](https://json-schema.org/draft/2020-12/json-schema-core#section-10.2.1.1)). Merged with the choice it would be any JSON value, and a
//! type of strings cannot be a union as well.

use serde_json::{Map, Value};

use crate::config::Config;
use moored_document::{document::Document, finding::Findings, pass::Pass, schemas::for_each_mut};

pub(super) const PASS: Pass<Config> = Pass::document(run);

pub(super) fn run(document: &mut Document, _: &mut Findings) {
    for_each_mut(&mut document.value, &mut |_, schema| {
        let Value::Object(members) = schema else { return };
        if is_list(members) {
            for key in ["allOf", "oneOf", "anyOf"] {
                members.shift_remove(key);
            }
            return;
        }
        let Some(Value::Array(parts)) = members.get("allOf") else { return };
        let own = members.keys().any(|key| SHAPE.contains(&key.as_str()));
        let mut lists = parts.iter().filter_map(Value::as_object).filter(|part| is_list(part));
        if let (false, Some(list), None) = (own, lists.next().cloned(), lists.next()) {
            members.shift_remove("allOf");
            for (key, value) in list {
                members.entry(key).or_insert(value);
            }
        }
    });
}

/// What would have to be merged.
const SHAPE: &[&str] =
    &["type", "properties", "items", "additionalProperties", "oneOf", "anyOf", "enum", "x-moored-enum"];

/// Whether `members` list values of one type, none of which has members of its own.
fn is_list(members: &Map<String, Value>) -> bool {
    let kind = members.get("type").and_then(Value::as_str);
    let is_scalar = kind.is_some_and(|kind| ["string", "integer", "number", "boolean"].contains(&kind));
    is_scalar && (members.contains_key("enum") || members.contains_key("x-moored-enum"))
}
