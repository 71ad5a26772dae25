//! Walks over a document: every operation, and every schema wherever the specification allows one.

use std::fmt::Display;

use serde_json::{Map, Value};

use crate::pointer::Pointer;

/// The keys of a path item that are operations (OpenAPI 3.2.0, section 4.9).
pub(crate) const METHODS: &[&str] = &["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"];

/// Where `lower::webhooks` puts what the provider sends by itself.
pub(crate) const RECEIVED: &str = "x-moored-received";

/// Calls `visit` with every schema of the document, inner ones before those that hold them.
pub(crate) fn for_each_schema(document: &mut Value, visit: &mut dyn FnMut(&Pointer, &mut Value)) {
    for root in roots(document) {
        if let Some(schema) = root.get_mut(document) {
            walk(&root, schema, visit);
        }
    }
}

/// Calls `visit` with `schema`, which stands at `at`, and every schema within it, inner ones first.
pub(crate) fn walk(at: &Pointer, schema: &mut Value, visit: &mut dyn FnMut(&Pointer, &mut Value)) {
    descend(&mut at.clone(), schema, visit);
}

fn descend(at: &mut Pointer, schema: &mut Value, visit: &mut dyn FnMut(&Pointer, &mut Value)) {
    for (key, value) in schema.as_object_mut().into_iter().flatten() {
        at.push(key);
        within(at, key, value, visit);
        at.pop();
    }
    visit(at, schema);
}

/// The schemas in the member `key` of a schema.
fn within(at: &mut Pointer, key: &str, value: &mut Value, visit: &mut dyn FnMut(&Pointer, &mut Value)) {
    match (key, value) {
        ("properties" | "patternProperties" | "$defs" | "definitions" | "dependentSchemas", Value::Object(inner)) => {
            for (name, schema) in inner {
                below(at, name, schema, visit);
            }
        }
        // References, once `lower/discriminator.rs` has written them as such.
        ("discriminator", Value::Object(inner)) => {
            for part in ["mapping", "names"] {
                let entries = inner.get_mut(part).and_then(Value::as_object_mut).into_iter().flatten();
                at.push(part);
                for (tag, target) in entries.filter(|(_, target)| target.is_object()) {
                    below(at, tag, target, visit);
                }
                at.pop();
            }
        }
        ("allOf" | "anyOf" | "oneOf" | "prefixItems", Value::Array(items)) => {
            for (index, schema) in items.iter_mut().enumerate() {
                below(at, index, schema, visit);
            }
        }
        (
            "items"
            | "additionalProperties"
            | "not"
            | "if"
            | "then"
            | "else"
            | "contains"
            | "propertyNames"
            | "unevaluatedItems"
            | "unevaluatedProperties"
            | "contentSchema",
            schema @ (Value::Object(_) | Value::Bool(_)),
        ) => descend(at, schema, visit),
        _ => {}
    }
}

fn below(at: &mut Pointer, key: impl Display, schema: &mut Value, visit: &mut dyn FnMut(&Pointer, &mut Value)) {
    at.push(key);
    descend(at, schema, visit);
    at.pop();
}

/// The outermost schemas: of components, and of every parameter, header, request body and response that stands anywhere.
fn roots(document: &Value) -> Vec<Pointer> {
    let mut found = Vec::new();
    let components = Pointer::root().join("components");
    for (name, _) in members(components.join("schemas").get(document)) {
        found.push(components.join("schemas").join(name));
    }
    for kind in ["parameters", "headers"] {
        for (name, value) in members(components.join(kind).get(document)) {
            parameter_roots(&components.join(kind).join(name), value, &mut found);
        }
    }
    for (name, value) in members(components.join("requestBodies").get(document)) {
        content_roots(&components.join("requestBodies").join(name), value, &mut found);
    }
    for (name, value) in members(components.join("responses").get(document)) {
        response_roots(&components.join("responses").join(name), value, &mut found);
    }
    for (index, received) in received(document).enumerate() {
        content_roots(&Pointer::root().join(RECEIVED).join(index), received, &mut found);
    }
    let paths = Pointer::root().join("paths");
    for (path, item) in members(paths.get(document)) {
        let at = paths.join(path);
        parameters_roots(&at, item, &mut found);
        for (method, operation) in members(Some(item)).filter(|(key, _)| METHODS.contains(&key.as_str())) {
            let at = at.join(method);
            parameters_roots(&at, operation, &mut found);
            if let Some(body) = operation.get("requestBody") {
                content_roots(&at.join("requestBody"), body, &mut found);
            }
            for (status, response) in members(operation.get("responses")) {
                response_roots(&at.join("responses").join(status), response, &mut found);
            }
        }
    }
    found
}

fn parameters_roots(at: &Pointer, holder: &Value, found: &mut Vec<Pointer>) {
    for (index, parameter) in holder.get("parameters").and_then(Value::as_array).into_iter().flatten().enumerate() {
        parameter_roots(&at.join("parameters").join(index), parameter, found);
    }
}

fn parameter_roots(at: &Pointer, parameter: &Value, found: &mut Vec<Pointer>) {
    if parameter.get("schema").is_some() {
        found.push(at.join("schema"));
    }
    content_roots(at, parameter, found);
}

fn response_roots(at: &Pointer, response: &Value, found: &mut Vec<Pointer>) {
    content_roots(at, response, found);
    for (name, header) in members(response.get("headers")) {
        parameter_roots(&at.join("headers").join(name), header, found);
    }
}

fn content_roots(at: &Pointer, holder: &Value, found: &mut Vec<Pointer>) {
    for (media_type, content) in members(holder.get("content")) {
        if content.get("schema").is_some() {
            found.push(at.join("content").join(media_type).join("schema"));
        }
    }
}

/// What the provider sends by itself, in the order of the document.
pub(crate) fn received(document: &Value) -> impl Iterator<Item = &Value> {
    document.get(RECEIVED).and_then(Value::as_array).into_iter().flatten()
}

/// The pointer of every operation, in the order of the document.
#[must_use]
pub(crate) fn operations(document: &Value) -> Vec<Pointer> {
    let paths = Pointer::root().join("paths");
    let mut found = Vec::new();
    for (path, item) in members(paths.get(document)) {
        for (method, _) in members(Some(item)).filter(|(key, _)| METHODS.contains(&key.as_str())) {
            found.push(paths.join(path).join(method));
        }
    }
    found
}

/// The members of an object; none of anything else.
pub(crate) fn members(value: Option<&Value>) -> impl Iterator<Item = (&String, &Value)> {
    value.and_then(Value::as_object).into_iter().flat_map(Map::iter)
}

/// The name in a reference to a schema component, `#/components/schemas/User` → `User`.
#[must_use]
pub(crate) fn component_name(schema: &Value) -> Option<String> {
    let pointer = Pointer::parse(schema.get("$ref")?.as_str()?);
    match pointer.keys() {
        [components, schemas, name] if components == "components" && schemas == "schemas" => Some(name.clone()),
        _ => None,
    }
}

/// The name of the component that a schema stands for: a reference, or one in an `allOf` that describes it.
#[must_use]
pub(crate) fn target_name(schema: &Value) -> Option<String> {
    component_name(schema).or_else(|| match schema.get("allOf")?.as_array()?.as_slice() {
        [only] => component_name(only),
        _ => None,
    })
}

/// The component that the schema at `at` is, where it is one.
#[must_use]
pub(crate) fn own_name(at: &Pointer) -> Option<String> {
    match at.keys() {
        [components, schemas, name] if components == "components" && schemas == "schemas" => Some(name.clone()),
        _ => None,
    }
}

/// A reference to the schema component `name`.
#[must_use]
pub(crate) fn reference(name: &str) -> Value {
    let pointer = Pointer::root().join("components").join("schemas").join(name);
    serde_json::json!({ "$ref": format!("#{pointer}") })
}

/// The schema components of a document, made where there are none.
pub(crate) fn components(document: &mut Value) -> &mut Map<String, Value> {
    let components = object(document).entry("components").or_insert_with(|| Value::Object(Map::new()));
    let schemas = object(components).entry("schemas").or_insert_with(|| Value::Object(Map::new()));
    object(schemas)
}

/// `value` as an object, made one where it is something else.
fn object(value: &mut Value) -> &mut Map<String, Value> {
    if !value.is_object() {
        *value = Value::Object(Map::new());
    }
    match value {
        Value::Object(members) => members,
        _ => unreachable!("it was made an object just above"),
    }
}

/// Adds a paragraph to a schema's or parameter's description.
pub(crate) fn describe(schema: &mut Map<String, Value>, sentence: &str) {
    let description = match schema.get("description").and_then(Value::as_str).map(str::trim_end) {
        Some(text) if !text.is_empty() => format!("{text}\n\n{sentence}"),
        _ => sentence.to_owned(),
    };
    schema.insert("description".to_owned(), description.into());
}
