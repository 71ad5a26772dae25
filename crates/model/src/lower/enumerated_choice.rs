//! Removes the `oneOf`, `anyOf` or `allOf` beside a list of values.
//!
//! ```yaml
//! # before
//! { type: string, enum: [role], allOf: [{ $ref: '#/components/schemas/Kind' }] }
//! { type: string, enum: [role, user], oneOf: [{ const: role }, { const: user }] }
//! { allOf: [{ $ref: '#/components/schemas/Kind' }, { type: integer, enum: [1, 2] }] }
//! ---
//! # after
//! { type: string, enum: [role] }
//! { type: string, enum: [role, user] }
//! { type: integer, enum: [1, 2] }
//! ```
//!
//! Every value is in the list, so that the other schemas can only exclude some of them ([JSON Schema
//! 10.2.1.1](https://json-schema.org/draft/2020-12/json-schema-core#section-10.2.1.1)). If it were merged with them,
//! the result would be any JSON value, because a type of strings cannot be a union as well. The titles and descriptions
//! of constants stay with the values.

use moored_document::{pass::Pass, site::Site};
use serde_json::{Map, Value};

use crate::{config::Config, constants::Constants};

/// `type_array` leaves single types, `const_value` and `enum_values` make the lists of values that are read here, and
/// `untyped_keywords` keeps the titles of variants.
pub(super) const PASS: Pass<Config> =
    Pass::schema_objects(rewrite).after(&["const_value", "enum_values", "type_array", "untyped_keywords"]);

fn rewrite(members: &mut Map<String, Value>, _: &mut Site<'_>) {
    if lists_values(members) {
        for key in ["allOf", "oneOf", "anyOf"] {
            if let Some(Value::Array(parts)) = members.shift_remove(key) {
                parts.iter().filter_map(Constants::of).for_each(|constants| constants.label(members));
            }
        }
        return;
    }
    if members.keys().any(|key| MERGED.contains(&key.as_str())) {
        return;
    }
    let Some(Value::Array(parts)) = members.get("allOf") else { return };
    let mut lists = parts.iter().filter_map(Value::as_object).filter(|part| lists_values(part));
    if let (Some(list), None) = (lists.next().cloned(), lists.next()) {
        members.shift_remove("allOf");
        for (key, value) in list {
            members.entry(key).or_insert(value);
        }
    }
}

/// Keywords that would have to be merged with the list of values.
const MERGED: &[&str] = &["type", "properties", "items", "additionalProperties", "oneOf", "anyOf", "enum"];

/// Whether `members` list the values of a type that has no members and no items.
fn lists_values(members: &Map<String, Value>) -> bool {
    let ty = members.get("type").and_then(Value::as_str);
    let is_scalar = ty.is_some_and(|ty| ["string", "integer", "number", "boolean"].contains(&ty));
    is_scalar && members.contains_key("enum")
}
