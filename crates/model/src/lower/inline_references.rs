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
//! Each operation then lists all that it sends and receives, so that no reader of operations has to resolve a
//! reference. A parameter of the operation replaces the one of the path with the same name and location
//! ([4.8.9](https://spec.openapis.org/oas/v3.1.1.html#path-item-object)).

use serde_json::{Map, Value};

use crate::config::Config;
use moored_document::{
    document::Document,
    finding::Findings,
    pass::Pass,
    pointer::Pointer,
    schemas::{is_method, members, operations},
};

/// A longer chain of references is taken for a cycle; `repair::references` has removed those.
const LONGEST_CHAIN: usize = 1_000;

/// An extension is no path item.
pub(super) const PASS: Pass<Config> = Pass::document(run).after(&["path_extensions"]);

fn run(document: &mut Document, _: &mut Findings) {
    let originals = &Originals::of(&document.value);
    let paths = Pointer::root().join("paths");
    for item in references_in(&document.value, &paths) {
        inline(document, originals, &item);
    }
    let items: Vec<Pointer> = members(paths.get(&document.value)).map(|(path, _)| paths.join(path)).collect();
    for item in &items {
        share_parameters(document, originals, item);
    }
    for operation in operations(&document.value) {
        let responses = operation.join("responses");
        let mut found = references_in(&document.value, &operation.join("parameters"));
        found.extend(reference_at(&document.value, operation.join("requestBody")));
        found.extend(references_in(&document.value, &responses));
        for at in found {
            inline(document, originals, &at);
        }
        // The headers of inlined responses are references as well.
        for at in header_references(&document.value, &responses) {
            inline(document, originals, &at);
        }
    }
    let schemes = Pointer::root().join("components").join("securitySchemes");
    for at in references_in(&document.value, &schemes) {
        inline(document, originals, &at);
    }
}

/// The path items before this pass, if a reference refers to a part of them: a target is neither a copy that has been
/// changed, nor a parameter that has been moved. Everything else that a reference can refer to stays where it is.
struct Originals(Option<Value>);

impl Originals {
    fn of(document: &Value) -> Self {
        let paths = document.get("paths").filter(|_| refers_to_paths(document));
        Self(paths.map(|paths| Value::Object(Map::from_iter([("paths".to_owned(), paths.clone())]))))
    }

    fn get(&self, document: &Value, target: &Pointer) -> Option<Value> {
        let is_within_paths = target.keys().first().is_some_and(|key| key == "paths");
        target.get(self.0.as_ref().filter(|_| is_within_paths).unwrap_or(document)).cloned()
    }
}

/// Whether any `$ref` in `node` refers to a part of `paths`.
fn refers_to_paths(node: &Value) -> bool {
    match node {
        Value::Object(members) => members.iter().any(|(key, value)| match value {
            Value::String(text) => key == "$ref" && text.starts_with("#/paths/"),
            other => refers_to_paths(other),
        }),
        Value::Array(items) => items.iter().any(refers_to_paths),
        _ => false,
    }
}

fn is_reference(node: &Value) -> bool {
    node.get("$ref").is_some()
}

/// `at`, if the node there is a reference.
fn reference_at(document: &Value, at: Pointer) -> Option<Pointer> {
    at.get(document).is_some_and(is_reference).then_some(at)
}

/// The references among the members or items of the node at `at`.
fn references_in(document: &Value, at: &Pointer) -> Vec<Pointer> {
    match at.get(document) {
        Some(Value::Object(members)) => {
            members.iter().filter(|(_, value)| is_reference(value)).map(|(key, _)| at.join(key)).collect()
        }
        Some(Value::Array(items)) => {
            items.iter().enumerate().filter(|(_, item)| is_reference(item)).map(|(index, _)| at.join(index)).collect()
        }
        _ => Vec::new(),
    }
}

/// The references among the headers of `responses`.
fn header_references(document: &Value, responses: &Pointer) -> Vec<Pointer> {
    let with_headers = members(responses.get(document)).filter(|(_, response)| response.get("headers").is_some());
    with_headers.flat_map(|(status, _)| references_in(document, &responses.join(status).join("headers"))).collect()
}

/// Replaces the reference at `at` by its target, until that is no reference.
fn inline(document: &mut Document, originals: &Originals, at: &Pointer) {
    for _ in 0..LONGEST_CHAIN {
        let node = at.get(&document.value);
        let Some(reference) = node.and_then(|node| node.get("$ref")?.as_str()).filter(|text| text.starts_with("#/"))
        else {
            return;
        };
        let from = Pointer::parse(reference);
        let Some(target) = originals.get(&document.value, &from) else { return };
        document.record_move(&from, at);
        if let Some(node) = at.get_mut(&mut document.value) {
            let siblings = std::mem::replace(node, target);
            keep_operations(node, siblings);
        }
    }
}

/// The operations beside the reference of a path item belong to the path as well.
fn keep_operations(item: &mut Value, siblings: Value) {
    let (Value::Object(item), Value::Object(siblings)) = (item, siblings) else { return };
    item.extend(siblings.into_iter().filter(|(key, _)| is_method(key)));
}

/// Moves the parameters of a path item into each of its operations.
fn share_parameters(document: &mut Document, originals: &Originals, item: &Pointer) {
    let shared = item.join("parameters");
    for at in references_in(&document.value, &shared) {
        inline(document, originals, &at);
    }
    let Some(Value::Object(node)) = item.get_mut(&mut document.value) else { return };
    if !node.get("parameters").is_some_and(Value::is_array) {
        return;
    }
    let Some(Value::Array(parameters)) = node.shift_remove("parameters") else { return };
    if parameters.is_empty() {
        return;
    }
    let methods: Vec<String> = node.keys().filter(|key| is_method(key)).cloned().collect();
    for operation in methods.iter().map(|method| item.join(method)) {
        let own = operation.join("parameters");
        for at in references_in(&document.value, &own) {
            inline(document, originals, &at);
        }
        let Some(Value::Object(node)) = operation.get_mut(&mut document.value) else { continue };
        let list = node.entry("parameters").or_insert_with(|| Value::Array(Vec::new()));
        let Value::Array(list) = list else { continue };
        let count = list.len();
        let is_replaced = |parameter: &Value| list.iter().any(|own| identity(own) == identity(parameter));
        let inherited: Vec<usize> = parameters
            .iter()
            .enumerate()
            .filter(|(_, parameter)| !is_replaced(parameter))
            .map(|(index, _)| index)
            .collect();
        list.extend(inherited.iter().filter_map(|index| parameters.get(*index)).cloned());
        for (offset, index) in inherited.into_iter().enumerate() {
            document.record_move(&shared.join(index), &own.join(count + offset));
        }
    }
}

/// What distinguishes parameters.
fn identity(parameter: &Value) -> (Option<&str>, Option<&str>) {
    let text = |key| parameter.get(key).and_then(Value::as_str);
    (text("name"), text("in"))
}
