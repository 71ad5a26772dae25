//! Copies body and form parameters that several operations share into each of them.
//!
//! ```yaml
//! parameters: { Pet: { name: pet, in: body, schema: … } }                       # before
//! paths:
//!   /pets: { post: { parameters: [{ $ref: '#/parameters/Pet' }] } }
//!   /photos: { parameters: [{ name: photo, in: formData, type: file }], post: { … } }
//! ---
//! paths:                                                                        # after
//!   /pets: { post: { parameters: [{ name: pet, in: body, schema: … }] } }
//!   /photos: { post: { parameters: [{ name: photo, in: formData, type: file }] } }
//! ```
//!
//! 3.0 has request bodies instead, and their media types are those that each operation consumes. A parameter of an
//! operation overrides the one of the same name of its path, and its body overrides the body of the path ([path
//! item](https://spec.openapis.org/oas/v2.0.html#path-item-object)).

use serde_json::{Map, Value};

use crate::{
    document::Document,
    finding::Findings,
    pass::Pass,
    pointer::Pointer,
    resolve::resolve,
    schemas::{METHODS, members},
};

pub(super) const PASS: Pass = Pass::document(run).after(&["malformed"]);

pub(crate) fn run(document: &mut Document, _: &mut Findings) {
    // All are resolved before the first is replaced, so that no copy contains another.
    for Reference { at, from, target } in references(&document.value) {
        document.record_move(&from, &at);
        if let Some(node) = at.get_mut(&mut document.value) {
            *node = target;
        }
    }
    for item in sharing(&document.value) {
        share(document, &item);
    }
    remove_definitions(document);
}

/// Whether a parameter is a part of the request body.
pub(crate) fn is_payload(parameter: &Value) -> bool {
    parameter.as_object().is_some_and(is_payload_in)
}

/// The same for a parameter with the members `members`.
pub(crate) fn is_payload_in(members: &Map<String, Value>) -> bool {
    matches!(members.get("in").and_then(Value::as_str), Some("body" | "formData"))
}

/// A reference to a body or form parameter.
struct Reference {
    at: Pointer,
    from: Pointer,
    target: Value,
}

/// The references in the parameters of path items and operations.
fn references(document: &Value) -> Vec<Reference> {
    let mut found = Vec::new();
    for (path, item) in members(document.get("paths")) {
        let methods = METHODS.iter().map(|method| (Some(*method), item.get(method)));
        for (method, holder) in methods.chain([(None, Some(item))]) {
            let list = holder.and_then(|holder| holder.get("parameters")?.as_array());
            for (index, _) in list.into_iter().flatten().enumerate().filter(|(_, item)| item.get("$ref").is_some()) {
                let holder = method.into_iter().fold(Pointer::root().join("paths").join(path), |at, key| at.join(key));
                let at = holder.join("parameters").join(index);
                let target = resolve(document, &at).filter(|(from, target)| *from != at && is_payload(target));
                found.extend(target.map(|(from, target)| Reference { at, from, target: target.clone() }));
            }
        }
    }
    found
}

/// The path items that have a body or a form parameter for all their operations.
fn sharing(document: &Value) -> Vec<Pointer> {
    let shares =
        |item: &Value| item.get("parameters").and_then(Value::as_array).is_some_and(|list| list.iter().any(is_payload));
    let found = members(document.get("paths")).filter(|(_, item)| shares(item));
    found.map(|(path, _)| Pointer::root().join("paths").join(path)).collect()
}

/// Moves the body and form parameters of the path item at `item` into each of its operations.
fn share(document: &mut Document, item: &Pointer) {
    let shared = item.join("parameters");
    let Some(Value::Array(list)) = shared.get_mut(&mut document.value).map(std::mem::take) else { return };
    let methods: Vec<String> = members(item.get(&document.value))
        .filter(|(key, operation)| METHODS.contains(&key.as_str()) && operation.is_object())
        .map(|(key, _)| key.clone())
        .collect();
    for own in methods.iter().map(|method| item.join(method).join("parameters")) {
        let mut parameters = match own.get_mut(&mut document.value) {
            Some(Value::Array(parameters)) => std::mem::take(parameters),
            _ => Vec::new(),
        };
        let count = parameters.len();
        for (index, parameter) in list.iter().enumerate().filter(|(_, parameter)| is_payload(parameter)) {
            if !parameters.iter().take(count).any(|own| overrides(own, parameter)) {
                document.record_move(&shared.join(index), &own.join(parameters.len()));
                parameters.push(parameter.clone());
            }
        }
        if let Some(Value::Object(operation)) = own.parent().and_then(|at| at.get_mut(&mut document.value)) {
            operation.insert("parameters".to_owned(), Value::Array(parameters));
        }
    }
    let mut kept = Vec::new();
    for (index, parameter) in list.into_iter().enumerate().filter(|(_, parameter)| !is_payload(parameter)) {
        document.record_move(&shared.join(index), &shared.join(kept.len()));
        kept.push(parameter);
    }
    if let Some(Value::Object(item)) = item.get_mut(&mut document.value) {
        if kept.is_empty() {
            item.shift_remove("parameters");
        } else {
            item.insert("parameters".to_owned(), Value::Array(kept));
        }
    }
}

/// Whether the parameter `own` of an operation overrides the parameter `shared` of its path.
fn overrides(own: &Value, shared: &Value) -> bool {
    let is_body = |parameter: &Value| parameter.get("in").and_then(Value::as_str) == Some("body");
    own.get("in") == shared.get("in") && (is_body(own) || own.get("name") == shared.get("name"))
}

/// Removes the definitions, of which every operation now has a copy.
fn remove_definitions(document: &mut Document) {
    let at = Pointer::root().join("parameters");
    let is_copied = |name: &str| resolve(&document.value, &at.join(name)).is_some_and(|(_, target)| is_payload(target));
    let copied = members(at.get(&document.value)).map(|(name, _)| name).filter(|name| is_copied(name));
    let copied: Vec<String> = copied.cloned().collect();
    if let Some(Value::Object(definitions)) = at.get_mut(&mut document.value) {
        definitions.retain(|name, _| !copied.contains(name));
    }
}
