//! Enums of anything but distinct strings.
//!
//! ```yaml
//! { enum: [asc, desc, null] }                       # before
//! { type: integer, enum: [1, 2] }
//! ---
//! { type: string, enum: [asc, desc], nullable: true }   # after
//! { type: integer, description: 'One of `1`, `2`.', x-moored-enum: [1, 2] }
//! ```
//!
//! `null` among the values means that the schema is nullable. typify makes an enum of numbers a type that rejects every
//! other number, so a response would be rejected for a value that the provider added. The values are kept to
//! distinguish the variants of a union; values of several JSON types make the schema a union ([JSON Schema validation
//! 6.1.2](https://json-schema.org/draft/2020-12/json-schema-validation#section-6.1.2)).

use std::collections::HashSet;

use serde_json::{Map, Value};

use crate::config::Config;
use moored_document::{pass::Pass, schemas::describe, site::Site};

/// `const_value` makes enums; `reference_siblings` drops those beside a reference.
pub(super) const PASS: Pass<Config> = Pass::schema_objects(rewrite).after(&["const_value", "reference_siblings"]);

fn rewrite(schema: &mut Map<String, Value>, _: &mut Site<'_>) {
    let Some(Value::Array(mut values)) = schema.shift_remove("enum") else { return };
    if values.iter().any(Value::is_null) {
        values.retain(|value| !value.is_null());
        if values.is_empty() && !schema.contains_key("type") {
            schema.insert("type".to_owned(), "null".into());
        } else if schema.get("type").and_then(Value::as_str) != Some("null") {
            schema.insert("nullable".to_owned(), true.into());
            if values.is_empty() {
                // In a choice, it is the variant for `null`, whatever its type.
                schema.insert("x-moored-null".to_owned(), true.into());
            }
        }
    }
    // Compared by their text in a set: comparing each with each is quadratic, and some enums have thousands of values.
    let mut known = HashSet::new();
    let distinct: Vec<Value> = values.into_iter().filter(|value| known.insert(value.to_string())).collect();
    if distinct.is_empty() {
        return;
    }
    if distinct.iter().all(Value::is_string) && allows_strings_only(schema) {
        schema.entry("type").or_insert_with(|| "string".into());
        schema.insert("enum".to_owned(), Value::Array(distinct));
        return;
    }
    if !schema.contains_key("type")
        && let Some(types) = types(&distinct)
    {
        schema.insert("type".to_owned(), types);
    }
    let list: Vec<String> = distinct.iter().map(|value| format!("`{value}`")).collect();
    describe(schema, &format!("One of {}.", list.join(", ")));
    schema.insert("x-moored-enum".to_owned(), Value::Array(distinct));
}

/// Whether the `type` of a schema, if it has one, allows nothing but strings and `null`.
fn allows_strings_only(schema: &Map<String, Value>) -> bool {
    match schema.get("type") {
        None => true,
        Some(Value::String(name)) => name == "string",
        Some(Value::Array(names)) => names.iter().all(|name| name == "string" || name == "null"),
        Some(_) => false,
    }
}

/// The `type` of all values: a name or a list of names; `None` if a value is a list or an object.
fn types(values: &[Value]) -> Option<Value> {
    let mut found: Vec<&str> = Vec::new();
    for value in values {
        let name = match value {
            Value::Bool(_) => "boolean",
            Value::Number(number) if number.is_f64() => "number",
            Value::Number(_) => "integer",
            Value::String(_) => "string",
            Value::Null | Value::Array(_) | Value::Object(_) => return None,
        };
        if !found.contains(&name) {
            found.push(name);
        }
    }
    match found.as_slice() {
        [] => None,
        [only] => Some((*only).into()),
        several => Some(several.into()),
    }
}
