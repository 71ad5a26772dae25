//! Which components requests and responses contain.

use std::collections::{BTreeMap, BTreeSet};

use moored_document::{
    document::Document,
    finding::Findings,
    path::Path,
    pointer::Pointer,
    schemas::{component_name, components, for_each_within, members, operations},
};
use serde_json::{Map, Value};

/// The components that a response, a webhook or a callback may contain, directly or indirectly.
#[must_use]
pub(crate) fn responded(document: &Document) -> BTreeSet<String> {
    let mut queue = parts(document, "responses");
    queue.extend(parts(document, "callbacks"));
    document.value.get("webhooks").into_iter().for_each(|webhooks| references(webhooks, &mut queue));
    reachable(document, queue)
}

/// The components that a request may contain, directly or indirectly.
#[must_use]
pub(crate) fn requested(document: &Document) -> BTreeSet<String> {
    let mut queue = parts(document, "requestBody");
    queue.extend(parts(document, "parameters"));
    reachable(document, queue)
}

/// Removes those of the components `names` that nothing refers to any more, after a pass has copied what they state.
pub(crate) fn remove_unreferenced(document: &mut Document, mut names: BTreeSet<String>, findings: &mut Findings) {
    if names.is_empty() {
        return;
    }
    document.for_each_schema(findings, &mut |schema, _| {
        if let Some(name) = component_name(schema) {
            names.remove(&name);
        }
    });
    components(&mut document.value).retain(|name, _| !names.contains(name));
}

/// The components that become types: those of requests and responses, those of the document itself, and what these
/// contain. `published` is the document before all passes.
#[must_use]
pub(crate) fn needed(document: &Document, published: &Value) -> BTreeSet<String> {
    let schemas = Pointer::root().join("components").join("schemas");
    let is_published = |name: &&String| {
        let origin = document.published(&schemas.join(name));
        let is_component = matches!(origin.keys(), [first, second, _] if first == "components" && second == "schemas")
            || matches!(origin.keys(), [first, _] if first == "definitions");
        is_component && origin.get(published).is_some()
    };
    let named = members(schemas.get(&document.value)).map(|(name, _)| name);
    let mut needed = requested(document);
    needed.extend(responded(document));
    needed.extend(reachable(document, named.filter(is_published).cloned().collect()));
    needed
}

/// Whether the component `name` is one of the document's own; `false` if a pass made it of an inline schema.
pub(crate) fn is_declared(document: &Document, name: &str) -> bool {
    let origin = document.origin(&Pointer::root().join("components").join("schemas").join(name));
    match origin.keys() {
        [.., parent, _] => ["schemas", "definitions", "$defs"].contains(&parent.as_str()),
        _ => true,
    }
}

/// The components of inline schemas to which there is one reference, from `named` or from elsewhere in `document`.
pub(crate) fn used_once(document: &Document, named: &Map<String, Value>) -> BTreeSet<String> {
    let mut found = Vec::new();
    named.values().chain([&document.value]).for_each(|node| references(node, &mut found));
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for name in found {
        *counts.entry(name).or_default() += 1;
    }
    let once = counts.into_iter().filter(|(_, count)| *count == 1).map(|(name, _)| name);
    once.filter(|name| !is_declared(document, name)).collect()
}

/// Whether `node` refers to the component `name`.
pub(crate) fn refers_to(node: Option<&Value>, name: &str) -> bool {
    let mut found = Vec::new();
    node.into_iter().for_each(|node| references(node, &mut found));
    found.iter().any(|found| found == name)
}

/// The components that a part of any operation refers to.
fn parts(document: &Document, part: &str) -> Vec<String> {
    let mut queue: Vec<String> = Vec::new();
    for operation in operations(&document.value) {
        operation.join(part).get(&document.value).into_iter().for_each(|node| references(node, &mut queue));
    }
    queue
}

/// The components in `queue` and those that they contain.
fn reachable(document: &Document, mut queue: Vec<String>) -> BTreeSet<String> {
    let schemas = Pointer::root().join("components").join("schemas");
    let schemas = schemas.get(&document.value).and_then(Value::as_object);
    let mut found = BTreeSet::new();
    while let Some(name) = queue.pop() {
        let Some(schema) = schemas.and_then(|schemas| schemas.get(&name)) else { continue };
        if found.insert(name) {
            for_each_within(&Path::root(), schema, &mut |_, schema| queue.extend(component_name(schema)));
        }
    }
    found
}

/// Every schema component that `node` refers to; `node` may be any JSON value.
fn references(node: &Value, found: &mut Vec<String>) {
    found.extend(component_name(node));
    match node {
        Value::Object(inner) => inner.values().for_each(|value| references(value, found)),
        Value::Array(items) => items.iter().for_each(|value| references(value, found)),
        _ => {}
    }
}
