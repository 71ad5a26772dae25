//! Values that a schema allows, made from the schema alone.

use serde_json::{Map, Value, json};

use crate::document::{Document, members};

/// A place in the value that [`everything`] makes.
pub(crate) struct Place<'a> {
    /// Its JSON pointer.
    pub(crate) pointer: String,
    /// The schema of what is there.
    pub(crate) schema: &'a Value,
    /// A member that its object may lack.
    pub(crate) optional: bool,
}

/// A value with every member that the document knows, each list and each open map with one entry.
pub(crate) fn everything(document: &Document, schema: &Value) -> Value {
    let schema = document.resolve(schema);
    if let Some(first) = schema.pointer("/enum/0") {
        return first.clone();
    }
    if let Some(first) = schema.pointer("/anyOf/0").or_else(|| schema.pointer("/allOf/0")) {
        return everything(document, first);
    }
    match (kind(schema), schema["format"].as_str()) {
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

/// Every place in [`everything`], the whole first.
pub(crate) fn places<'a>(document: &'a Document, schema: &'a Value) -> Vec<Place<'a>> {
    let mut places = vec![Place { pointer: String::new(), schema: document.resolve(schema), optional: false }];
    let mut next = 0;
    while let Some(Place { pointer, schema, .. }) = places.get(next) {
        let (pointer, schema) = (pointer.clone(), *schema);
        let mut add = |key: &str, schema, optional| {
            places.push(Place { pointer: format!("{pointer}/{key}"), schema: document.resolve(schema), optional });
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
    places
}

/// What is required, then that with each other member alone, at every depth.
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

/// `value` without the member at `pointer`.
pub(crate) fn without(value: &Value, pointer: &str) -> Value {
    let (parent, key) = pointer.rsplit_once('/').expect("a member");
    let mut value = value.clone();
    let object = value.pointer_mut(parent).and_then(Value::as_object_mut);
    object.expect("an object").remove(key).expect("the member");
    value
}

/// `value` with `other` at `pointer`.
pub(crate) fn with(value: &Value, pointer: &str, other: Value) -> Value {
    let mut value = value.clone();
    *value.pointer_mut(pointer).expect("the place") = other;
    value
}

fn requires(schema: &Value, name: &str) -> bool {
    let names = schema["required"].as_array();
    names.is_some_and(|names| names.iter().any(|other| other == name))
}

/// The type of a schema, `null` aside; nothing where any type will do.
fn kind(schema: &Value) -> &str {
    match &schema["type"] {
        Value::Array(types) => types.iter().filter_map(Value::as_str).find(|name| *name != "null").unwrap_or_default(),
        one => one.as_str().unwrap_or_default(),
    }
}
