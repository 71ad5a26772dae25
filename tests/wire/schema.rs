//! Builds values that a schema allows, without the generator.

use serde_json::{Map, Value, json};

use crate::document::{Document, members};

/// A value within the result of [`everything`].
pub(crate) struct Node<'a> {
    /// Its JSON pointer.
    pub(crate) pointer: String,
    /// Its schema.
    pub(crate) schema: &'a Value,
    /// Whether it is an optional property of its object.
    pub(crate) optional: bool,
}

/// A value with every documented property, and with one entry in each array and each map.
pub(crate) fn everything(document: &Document, schema: &Value) -> Value {
    let schema = document.resolve(schema);
    if let Some(first) = schema.pointer("/enum/0") {
        return first.clone();
    }
    if let Some(first) = schema.pointer("/anyOf/0").or_else(|| schema.pointer("/allOf/0")) {
        return everything(document, first);
    }
    match (type_name(schema), schema["format"].as_str()) {
        ("object", _) => object(document, schema),
        ("array", _) => json!([everything(document, &schema["items"])]),
        ("string", Some("date-time")) => json!("2026-11-22T11:06:40.142Z"),
        ("string", Some("uuid")) => json!("67e55044-10b1-426f-9247-bb680e5fe0c8"),
        ("string", _) => json!("some text"),
        ("integer", _) => json!(4_294_967_296_i64),
        ("number", _) => json!(7.25),
        ("boolean", _) => json!(true),
        _ => json!({ "anything": [1, null] }),
    }
}

fn object(document: &Document, schema: &Value) -> Value {
    let mut object: Map<_, _> =
        members(&schema["properties"]).map(|(name, schema)| (name.clone(), everything(document, schema))).collect();
    if let Some(values @ Value::Object(_)) = schema.get("additionalProperties") {
        object.insert("a key".to_owned(), everything(document, values));
    } else if object.is_empty() {
        object.insert("anything".to_owned(), json!([1, null]));
    }
    Value::Object(object)
}

/// All values within the result of [`everything`], starting with the whole.
pub(crate) fn nodes<'a>(document: &'a Document, schema: &'a Value) -> Vec<Node<'a>> {
    let mut nodes = vec![Node { pointer: String::new(), schema: document.resolve(schema), optional: false }];
    let mut next = 0;
    while let Some(Node { pointer, schema, .. }) = nodes.get(next) {
        let (pointer, schema) = (pointer.clone(), *schema);
        let mut add = |key: &str, schema, optional| {
            nodes.push(Node { pointer: format!("{pointer}/{key}"), schema: document.resolve(schema), optional });
        };
        for (name, property) in members(&schema["properties"]) {
            add(name, property, !requires(schema, name));
        }
        if let Some(values @ Value::Object(_)) = schema.get("additionalProperties") {
            add("a key", values, false);
        }
        if let Some(items) = schema.get("items") {
            add("0", items, false);
        }
        next += 1;
    }
    nodes
}

/// The required properties alone, then with each optional property, recursively.
pub(crate) fn one_at_a_time(document: &Document, schema: &Value) -> Vec<Value> {
    let schema = document.resolve(schema);
    if schema.get("properties").is_none() {
        return vec![everything(document, schema)];
    }
    let required: Map<_, _> = members(&schema["properties"])
        .filter(|(name, _)| requires(schema, name))
        .map(|(name, schema)| (name.clone(), one_at_a_time(document, schema).swap_remove(0)))
        .collect();
    let mut values = vec![Value::Object(required.clone())];
    for (name, schema) in members(&schema["properties"]) {
        for value in one_at_a_time(document, schema) {
            let mut object = required.clone();
            object.insert(name.clone(), value);
            values.push(Value::Object(object));
        }
    }
    values
}

/// `value` without the property at `pointer`.
pub(crate) fn without(value: &Value, pointer: &str) -> Value {
    let (parent, key) = pointer.rsplit_once('/').expect("a property");
    let mut value = value.clone();
    let object = value.pointer_mut(parent).and_then(Value::as_object_mut);
    object.expect("an object").remove(key).expect("the property");
    value
}

/// `value` with `other` at `pointer`.
pub(crate) fn with(value: &Value, pointer: &str, other: Value) -> Value {
    let mut value = value.clone();
    *value.pointer_mut(pointer).expect("a value at the pointer") = other;
    value
}

/// Whether a schema allows `null`, by its type or because it allows any value.
pub(crate) fn allows_null(schema: &Value) -> bool {
    let keywords = ["type", "enum", "const", "anyOf", "oneOf", "allOf", "properties", "items"];
    let listed = schema["type"].as_array().is_some_and(|types| types.contains(&json!("null")));
    listed || schema["nullable"] == json!(true) || keywords.iter().all(|keyword| schema.get(keyword).is_none())
}

fn requires(schema: &Value, name: &str) -> bool {
    let names = schema["required"].as_array();
    names.is_some_and(|names| names.iter().any(|other| other == name))
}

/// The type of a schema apart from `null`; empty for schemas without a type.
fn type_name(schema: &Value) -> &str {
    match &schema["type"] {
        Value::Array(types) => types.iter().filter_map(Value::as_str).find(|name| *name != "null").unwrap_or_default(),
        one => one.as_str().unwrap_or_default(),
    }
}
