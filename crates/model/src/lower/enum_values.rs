//! Enums of anything but different strings.
//!
//! ```yaml
//! { enum: [asc, desc, null] }                       # before
//! { type: integer, enum: [1, 2] }
//! ---
//! { type: string, enum: [asc, desc], nullable: true }   # after
//! { type: integer, description: 'One of `1`, `2`.', x-moored-enum: [1, 2] }
//! ```
//!
//! A `null` among the values says that the schema is nullable. typify turns enums of numbers into types that refuse every other
//! number, which would refuse an answer for a value that the provider added. What is left of them tells the variants of a union apart; those of several
//! types are a union themselves.

use std::collections::HashSet;

use serde_json::Value;

use crate::config::Config;
use moored_document::{
    document::Document,
    finding::Findings,
    pass::Pass,
    schemas::{describe, for_each_mut},
};

pub(super) const PASS: Pass<Config> = Pass::document(run);

pub(super) fn run(document: &mut Document, _: &mut Findings) {
    for_each_mut(&mut document.value, &mut |_, schema| {
        let Value::Object(members) = schema else { return };
        let Some(Value::Array(mut values)) = members.shift_remove("enum") else { return };
        if values.iter().any(Value::is_null) {
            values.retain(|value| !value.is_null());
            if values.is_empty() && !members.contains_key("type") {
                members.insert("type".to_owned(), "null".into());
            } else if members.get("type").and_then(Value::as_str) != Some("null") {
                members.insert("nullable".to_owned(), true.into());
            }
        }
        // By their text: comparing each with each takes for ever where there are very many.
        let mut known = HashSet::new();
        let seen: Vec<Value> = values.into_iter().filter(|value| known.insert(value.to_string())).collect();
        let strings = !seen.is_empty() && seen.iter().all(Value::is_string);
        let string_type = match members.get("type") {
            None => true,
            Some(Value::String(name)) => name == "string",
            Some(Value::Array(names)) => names.iter().all(|name| name == "string" || name == "null"),
            Some(_) => false,
        };
        if strings && string_type {
            if !members.contains_key("type") {
                members.insert("type".to_owned(), "string".into());
            }
            members.insert("enum".to_owned(), Value::Array(seen));
        } else if !seen.is_empty() {
            if !members.contains_key("type")
                && let Some(types) = types(&seen)
            {
                members.insert("type".to_owned(), types);
            }
            let list: Vec<String> = seen.iter().map(|value| format!("`{value}`")).collect();
            describe(members, &format!("One of {}.", list.join(", ")));
            members.insert("x-moored-enum".to_owned(), Value::Array(seen));
        }
    });
}

/// The type of all values, or the types.
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
