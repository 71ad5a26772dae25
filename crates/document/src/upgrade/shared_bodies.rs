//! Body and form parameters that several operations share.
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
//! In 3.0 they are no parameters, and what is made of them depends on the media types that each operation consumes. An operation's own
//! parameter wins over the path's of the same name, and its own body over the path's
//! ([path item](https://spec.openapis.org/oas/v2.0.html#path-item-object)).

use serde_json::Value;

use super::references::resolve;
use crate::{
    document::Document,
    finding::Findings,
    pass::Pass,
    pointer::Pointer,
    schemas::{METHODS, members, operations},
};

pub(super) const PASS: Pass = Pass::document(run);

pub(crate) fn run(document: &mut Document, _: &mut Findings) {
    let paths = Pointer::root().join("paths");
    let items: Vec<Pointer> = members(paths.get(&document.value)).map(|(path, _)| paths.join(path)).collect();
    // Looked up in the document as it was: what has been copied is not copied into copies of itself.
    let original = document.value.clone();
    for at in items.iter().cloned().chain(operations(&original)) {
        inline(document, &original, &at.join("parameters"));
    }
    for item in &items {
        share(document, item);
    }
    drop_definitions(document);
}

/// Whether a parameter is part of what an operation sends.
pub(crate) fn is_payload(parameter: &Value) -> bool {
    matches!(parameter.get("in").and_then(Value::as_str), Some("body" | "formData"))
}

/// Puts the parameters in place of the references to them in the list at `at`.
fn inline(document: &mut Document, original: &Value, at: &Pointer) {
    let count = at.get(original).and_then(Value::as_array).map_or(0, Vec::len);
    for at in (0..count).map(|index| at.join(index)) {
        let target = resolve(original, &at).filter(|(from, target)| *from != at && is_payload(target));
        let Some((from, target)) = target else { continue };
        document.record_move(&from, &at);
        if let Some(node) = at.get_mut(&mut document.value) {
            *node = target.clone();
        }
    }
}

/// Moves what the path item at `at` has for all its operations into each of them.
fn share(document: &mut Document, item: &Pointer) {
    let shared = item.join("parameters");
    let Some(Value::Array(list)) = shared.get(&document.value).cloned() else { return };
    if !list.iter().any(is_payload) {
        return;
    }
    let methods: Vec<String> = members(item.get(&document.value))
        .filter(|(key, operation)| METHODS.contains(&key.as_str()) && operation.is_object())
        .map(|(key, _)| key.clone())
        .collect();
    for own in methods.iter().map(|method| item.join(method).join("parameters")) {
        let mut parameters = own.get(&document.value).and_then(Value::as_array).cloned().unwrap_or_default();
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

/// Whether the operation's `own` parameter stands for the path's.
fn overrides(own: &Value, shared: &Value) -> bool {
    let is_body = |parameter: &Value| parameter.get("in").and_then(Value::as_str) == Some("body");
    own.get("in") == shared.get("in") && (is_body(own) || own.get("name") == shared.get("name"))
}

/// Every operation has its own by now.
fn drop_definitions(document: &mut Document) {
    let at = Pointer::root().join("parameters");
    let names: Vec<String> = members(at.get(&document.value))
        .filter(|(name, _)| resolve(&document.value, &at.join(name)).is_some_and(|(_, target)| is_payload(target)))
        .map(|(name, _)| name.clone())
        .collect();
    if let Some(Value::Object(definitions)) = at.get_mut(&mut document.value) {
        for name in names {
            definitions.shift_remove(&name);
        }
    }
}
