//! Which schemas become components, and what they are named after.

use serde_json::Value;

use crate::naming::type_name;

/// The type that holds an inline schema.
pub(super) enum Holder {
    /// The names of the types within it begin with its name.
    Type(String),
    /// A success response. The types within it are named after their property alone if the name is free.
    Envelope(String),
}

impl Holder {
    pub(super) fn name(&self) -> &str {
        match self {
            Self::Type(name) | Self::Envelope(name) => name,
        }
    }

    /// Names for the type of the property `key`, best first.
    pub(super) fn names_for(&self, key: &str) -> Vec<String> {
        let long = type_name(&format!("{} {key}", self.name()));
        match self {
            Self::Type(_) => vec![long],
            Self::Envelope(_) => vec![type_name(key), long],
        }
    }
}

/// Whether a schema becomes a type of its own: an object with properties, a choice, a merge, a tuple, a string with
/// constraints, or a number with listed values.
pub(super) fn needs_name(schema: &Value) -> bool {
    let Value::Object(members) = schema else { return false };
    let is_filled = |key: &str| {
        members.get(key).is_some_and(|value| match value {
            Value::Object(inner) => !inner.is_empty(),
            Value::Array(inner) => !inner.is_empty(),
            _ => false,
        })
    };
    let is_wrapper = members.get("allOf").and_then(Value::as_array).is_some_and(|list| {
        list.len() == 1 && list.iter().all(|only| only.get("$ref").is_some()) && !is_filled("properties")
    });
    if members.contains_key("$ref") || is_wrapper {
        return false;
    }
    let ty = members.get("type").and_then(Value::as_str);
    let is_string = ty == Some("string");
    let listed = members.get("enum").and_then(Value::as_array);
    let lists_numbers = listed.is_some_and(|values| !values.is_empty() && values.iter().all(Value::is_number));
    ["properties", "oneOf", "prefixItems", "allOf"].into_iter().any(is_filled)
        || (is_string && is_filled("enum"))
        || (matches!(ty, Some("integer" | "number")) && lists_numbers)
}
