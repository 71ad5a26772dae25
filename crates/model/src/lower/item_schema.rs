//! Responses that are a sequence of values.
//!
//! ```yaml
//! application/jsonl: { schema: { type: array, items: { $ref: '#/components/schemas/Pet' } } }             # before
//! text/event-stream: { schema: { $ref: '#/components/schemas/Pet' } }
//! text/event-stream: { itemSchema: { properties: { event: { const: pet }, data: { contentSchema: { … } } } } }
//! ---
//! application/jsonl: { schema: { $ref: '#/components/schemas/Pet' }, x-moored-items: lines }              # after
//! text/event-stream: { schema: { $ref: '#/components/schemas/Pet' }, x-moored-items: events }
//! text/event-stream: { schema: { properties: { event: { const: pet }, data: { … } } }, x-moored-items: whole }
//! ```
//!
//! The schema becomes that of one value, and the mark states how the client finds the next. In 3.2, `itemSchema`
//! (which `repair::newer_parts` writes as `schema` with the mark `true`) is the schema of one value, and describes all
//! fields of an event ([sequential media types](https://spec.openapis.org/oas/v3.2.0.html#sequential-media-types)).
//! Before 3.2, most documents have the schema of the data of an event, or of a line.

use serde_json::Value;

use crate::config::Config;
use moored_document::{
    document::Document,
    finding::{Finding, Findings},
    media_type::{Framing, framing},
    pass::Pass,
    pointer::Pointer,
    rules,
    schemas::{ITEMS, component_name, members, response_contents},
};

/// How many references and nested choices are followed: it ends on schemas that contain themselves.
const DEEPEST: usize = 32;

/// How many objects an event may be: nested choices that share components are exponential.
const MOST_OBJECTS: usize = 1_000;

pub(super) const PASS: Pass<Config> = Pass::document(run);

fn run(document: &mut Document, findings: &mut Findings) {
    for content in response_contents(&document.value) {
        let names: Vec<String> = members(content.get(&document.value)).map(|(name, _)| name.clone()).collect();
        for name in names {
            media_type(document, &content.join(&name), &name, findings);
        }
    }
}

fn media_type(document: &mut Document, at: &Pointer, name: &str, findings: &mut Findings) {
    let Some(media) = at.get(&document.value) else { return };
    let is_item = match media.get(ITEMS) {
        Some(Value::Bool(is_item)) => *is_item,
        // This pass has set it.
        Some(_) => return,
        None => false,
    };
    let schema = at.join("schema");
    match framing(name) {
        Some(framing) if schema.get(&document.value).is_some() => {
            if !is_item {
                unwrap(document, &schema);
            }
            let framing = match framing {
                Framing::Events => event(document, &schema, is_item),
                Framing::Lines => "lines",
                Framing::Sequence => "sequence",
            };
            mark(document, at, Some(framing));
        }
        _ if is_item => {
            let message = "the items of a stream of this media type have no type";
            let finding = Finding::new(&rules::UNTYPED_KEYWORD, document.locate(&schema), message);
            findings.push(finding.instead("the undecoded body"));
            mark(document, at, None);
        }
        _ => {}
    }
}

/// Sets the mark. Without a framing, the schema is not that of the body and is removed.
fn mark(document: &mut Document, at: &Pointer, framing: Option<&str>) {
    let Some(Value::Object(media)) = at.get_mut(&mut document.value) else { return };
    media.shift_remove(ITEMS);
    match framing {
        Some(framing) => {
            media.insert(ITEMS.to_owned(), framing.into());
        }
        None => {
            media.shift_remove("schema");
        }
    }
}

/// Replaces the schema of a list by that of its items.
fn unwrap(document: &mut Document, at: &Pointer) {
    let (target, schema) = resolved(document, at);
    let items = target.join("items");
    if schema.get("type").and_then(Value::as_str) == Some("array")
        && let Some(item) = items.get(&document.value).filter(|item| item.is_object()).cloned()
    {
        replace(document, &items, at, item);
    }
}

fn replace(document: &mut Document, from: &Pointer, at: &Pointer, schema: Value) {
    if let Some(node) = at.get_mut(&mut document.value) {
        *node = schema;
        document.record_move(from, at);
    }
}

/// What the schema at `at` describes: the text of an event, its data as JSON, or all its fields.
fn event(document: &mut Document, at: &Pointer, is_item: bool) -> &'static str {
    let (target, schema) = resolved(document, at);
    if schema.get("type").and_then(Value::as_str) == Some("string") {
        let content = target.join("contentSchema");
        let Some(inner) = content.get(&document.value).cloned() else { return "texts" };
        replace(document, &content, at, inner);
        return "events";
    }
    let mut events = Vec::new();
    // Without an `itemSchema`, a property `data` alone may be part of the data.
    let fields: &[&str] = if is_item { &["data"] } else { &["event", "data"] };
    if !collect(document, at, fields, 0, &mut events) {
        return "events";
    }
    for data in events.iter().map(|event| event.join("properties").join("data")) {
        let content = data.join("contentSchema");
        if let Some(inner) = content.get(&document.value).cloned() {
            replace(document, &content, &data, inner);
        }
    }
    "whole"
}

/// Collects the objects with all of `fields` that the schema at `at` may be. Returns whether it is always one of them.
fn collect(document: &Document, at: &Pointer, fields: &[&str], depth: usize, found: &mut Vec<Pointer>) -> bool {
    if depth > DEEPEST || found.len() > MOST_OBJECTS {
        return false;
    }
    let (at, schema) = resolved(document, at);
    if fields.iter().all(|field| schema.get("properties").is_some_and(|properties| properties.get(field).is_some())) {
        found.push(at);
        return true;
    }
    let count = |key: &str| schema.get(key).and_then(Value::as_array).map_or(0, Vec::len);
    if let Some(key) = ["oneOf", "anyOf"].into_iter().find(|key| count(key) > 0) {
        return (0..count(key)).all(|index| collect(document, &at.join(key).join(index), fields, depth + 1, found));
    }
    (0..count("allOf")).any(|index| collect(document, &at.join("allOf").join(index), fields, depth + 1, found))
}

/// The schema at `at`, or the component that it refers to, and its location.
fn resolved<'a>(document: &'a Document, at: &Pointer) -> (Pointer, &'a Value) {
    let mut at = at.clone();
    for _ in 0..DEEPEST {
        let named = at.get(&document.value).and_then(component_name);
        match named {
            Some(name) => at = Pointer::root().join("components").join("schemas").join(name),
            None => break,
        }
    }
    let schema = at.get(&document.value).unwrap_or(&Value::Null);
    (at, schema)
}
