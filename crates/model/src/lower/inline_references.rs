//! References to anything but a schema, and parameters that several operations share.
//!
//! ```yaml
//! /pets/{id}:                                   # before
//!   parameters: [{ $ref: '#/components/parameters/Id' }]
//!   get: { responses: { '404': { $ref: '#/components/responses/NotFound' } } }
//! ---
//! /pets/{id}:                                   # after
//!   get:
//!     parameters: [{ name: id, in: path, … }]
//!     responses: { '404': { description: … } }
//! ```
//!
//! progenitor resolves some of these and panics on others (a path item's `$ref`, a reference to a reference); afterwards every operation
//! says by itself what it sends and gets. An operation's own parameter wins over the path's of the same name and place
//! ([4.8.9](https://spec.openapis.org/oas/v3.1.1.html#path-item-object)).

use serde_json::Value;

use crate::config::Config;
use moored_document::{
    document::Document,
    finding::Findings,
    pass::Pass,
    pointer::Pointer,
    schemas::{METHODS, members, operations},
};

/// Longer chains of references than this lead in a circle.
const LONGEST_CHAIN: usize = 1_000;

pub(super) const PASS: Pass<Config> = Pass::document(run);

pub(super) fn run(document: &mut Document, _: &mut Findings) {
    // Looked up in the document as it was: what has been inlined or moved since is neither copied into copies of itself nor missed.
    let original = &document.value.clone();
    let paths = Pointer::root().join("paths");
    let items: Vec<String> = members(paths.get(&document.value)).map(|(path, _)| path.clone()).collect();
    for path in &items {
        inline(document, original, &paths.join(path));
    }
    for path in &items {
        share_parameters(document, original, &paths.join(path));
    }
    for operation in operations(&document.value) {
        for index in 0..array_len(document, &operation.join("parameters")) {
            inline(document, original, &operation.join("parameters").join(index));
        }
        inline(document, original, &operation.join("requestBody"));
        let responses = operation.join("responses");
        let statuses: Vec<String> = members(responses.get(&document.value)).map(|(status, _)| status.clone()).collect();
        for status in statuses {
            inline(document, original, &responses.join(&status));
            let headers = responses.join(&status).join("headers");
            let names: Vec<String> = members(headers.get(&document.value)).map(|(name, _)| name.clone()).collect();
            for name in names {
                inline(document, original, &headers.join(name));
            }
        }
    }
    let schemes = Pointer::root().join("components").join("securitySchemes");
    let names: Vec<String> = members(schemes.get(&document.value)).map(|(name, _)| name.clone()).collect();
    for name in names {
        inline(document, original, &schemes.join(name));
    }
}

fn array_len(document: &Document, pointer: &Pointer) -> usize {
    pointer.get(&document.value).and_then(Value::as_array).map_or(0, Vec::len)
}

/// Replaces the node at `at` by what its `$ref` leads to, if it has one. Those that lead nowhere or in a circle are gone by now
/// (`mend::references`).
fn inline(document: &mut Document, original: &Value, at: &Pointer) {
    for _ in 0..LONGEST_CHAIN {
        let node = at.get(&document.value);
        let Some(reference) = node.and_then(|node| node.get("$ref")?.as_str()).filter(|text| text.starts_with("#/"))
        else {
            return;
        };
        let from = Pointer::parse(reference);
        let Some(target) = from.get(original).cloned() else { return };
        document.record_move(&from, at);
        if let Some(node) = at.get_mut(&mut document.value) {
            let beside = std::mem::replace(node, target);
            keep_operations(node, beside);
        }
    }
}

/// What stands beside a path item's reference belongs to the path as well.
fn keep_operations(item: &mut Value, beside: Value) {
    let (Value::Object(item), Value::Object(beside)) = (item, beside) else { return };
    for (key, value) in beside.into_iter().filter(|(key, _)| METHODS.contains(&key.as_str())) {
        item.insert(key, value);
    }
}

/// Moves the path item's parameters into each of its operations.
fn share_parameters(document: &mut Document, original: &Value, item: &Pointer) {
    let shared = item.join("parameters");
    for index in 0..array_len(document, &shared) {
        inline(document, original, &shared.join(index));
    }
    let Some(Value::Array(parameters)) = shared.get(&document.value).cloned() else { return };
    let methods: Vec<String> = members(item.get(&document.value))
        .map(|(key, _)| key.clone())
        .filter(|key| METHODS.contains(&key.as_str()))
        .collect();
    for method in methods {
        let own = item.join(&method).join("parameters");
        for index in 0..array_len(document, &own) {
            inline(document, original, &own.join(index));
        }
        let identity = |parameter: &Value| {
            let member = |key| parameter.get(key).and_then(Value::as_str).map(str::to_owned);
            (member("name"), member("in"))
        };
        let taken: Vec<_> =
            own.get(&document.value).and_then(Value::as_array).into_iter().flatten().map(identity).collect();
        for (index, parameter) in parameters.iter().enumerate() {
            if taken.contains(&identity(parameter)) {
                continue;
            }
            let to = own.join(array_len(document, &own));
            document.record_move(&shared.join(index), &to);
            let Some(Value::Object(operation)) = item.join(&method).get_mut(&mut document.value) else { continue };
            if let Value::Array(list) = operation.entry("parameters").or_insert_with(|| Value::Array(Vec::new())) {
                list.push(parameter.clone());
            }
        }
    }
    if let Some(Value::Object(item)) = item.get_mut(&mut document.value) {
        item.shift_remove("parameters");
    }
}
