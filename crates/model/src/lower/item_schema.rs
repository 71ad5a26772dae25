//! Responses that are a sequence of values.
//!
//! ```yaml
//! application/jsonl: { schema: { type: array, items: { $ref: '#/components/schemas/Pet' } } }             # before
//! text/event-stream: { schema: { $ref: '#/components/schemas/Pet' } }
//! text/event-stream: { itemSchema: { properties: { event: { const: pet }, data: { contentSchema: { … } } } } }
//! ---
//! application/jsonl: { itemSchema: { $ref: '#/components/schemas/Pet' } }                                 # after
//! text/event-stream: { schema: { $ref: '#/components/schemas/Pet' } }
//! text/event-stream: { itemSchema: { properties: { event: { const: pet }, data: { … } } } }
//! ```
//!
//! In 3.2, `itemSchema` is the schema of one value, and describes all fields of an event ([sequential media
//! types](https://spec.openapis.org/oas/v3.2.0.html#sequential-media-types)). Before 3.2, most documents have as
//! `schema` that of a line, or of the data of an event as JSON, which stays. An `itemSchema` of strings is that of the
//! texts of events. In a request, it describes the parts of a multipart body, which `multipart` reads, or nothing that
//! the client has a type for.

use serde_json::Value;

use crate::config::Config;
use moored_document::{
    document::Document,
    finding::{Finding, Findings},
    media_type::{Framing, MediaKind, framing},
    pass::Pass,
    pointer::Pointer,
    rules,
    schemas::{component_name, members, of_media_type, operations, response_contents},
};

/// How many references and nested choices are followed: it ends on schemas that contain themselves.
const DEEPEST: usize = 32;

/// How many objects an event may be: nested choices that share components are exponential.
const MOST_OBJECTS: usize = 1_000;

pub(super) const PASS: Pass<Config> = Pass::document(run);

fn run(document: &mut Document, findings: &mut Findings) {
    for operation in operations(&document.value) {
        let content = operation.join("requestBody").join("content");
        let names = members(content.get(&document.value)).map(|(name, _)| name);
        let names: Vec<String> = names.filter(|name| MediaKind::of(name) != MediaKind::Multipart).cloned().collect();
        names.iter().for_each(|name| rename(document, &content.join(name), "itemSchema", "schema"));
    }
    for content in response_contents(&document.value) {
        let names: Vec<String> = members(content.get(&document.value)).map(|(name, _)| name.clone()).collect();
        for name in names {
            media_type(document, &content.join(&name), &name, findings);
        }
    }
}

fn media_type(document: &mut Document, at: &Pointer, name: &str, findings: &mut Findings) {
    let Some(media) = at.get(&document.value) else { return };
    let Some((key, _)) = of_media_type(media) else { return };
    let (schema, is_item) = (at.join(key), key == "itemSchema");
    match framing(name) {
        Some(framing) => {
            if !is_item {
                unwrap(document, &schema);
            }
            let key = match framing {
                Framing::Events => event(document, &schema, is_item),
                Framing::Lines | Framing::Sequence => "itemSchema",
            };
            rename(document, at, if is_item { "itemSchema" } else { "schema" }, key);
        }
        None if is_item => {
            let message = "the items of a stream of this media type have no type";
            let finding = Finding::new(&rules::UNTYPED_KEYWORD, document.locate(&schema), message);
            findings.push(finding.instead("the undecoded body"));
            if let Some(Value::Object(media)) = at.get_mut(&mut document.value) {
                media.shift_remove("itemSchema");
            }
        }
        None => {}
    }
}

/// Renames a schema of the media type at `at`.
fn rename(document: &mut Document, at: &Pointer, from: &str, to: &str) {
    if let Some(Value::Object(media)) = at.get_mut(&mut document.value)
        && let Some(schema) = media.shift_remove(from)
    {
        media.insert(to.to_owned(), schema);
        document.record_move(&at.join(from), &at.join(to));
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

/// The key of the schema at `at` by what it describes: the text of an event, its data as JSON, or all its fields.
fn event(document: &mut Document, at: &Pointer, is_item: bool) -> &'static str {
    let (target, schema) = resolved(document, at);
    if schema.get("type").and_then(Value::as_str) == Some("string") {
        let content = target.join("contentSchema");
        let Some(inner) = content.get(&document.value).cloned() else { return "itemSchema" };
        replace(document, &content, at, inner);
        return "schema";
    }
    let mut events = Vec::new();
    // Without an `itemSchema`, a property `data` alone may be part of the data.
    let fields: &[&str] = if is_item { &["data"] } else { &["event", "data"] };
    if !collect(document, at, fields, 0, &mut events) {
        return "schema";
    }
    for data in events.iter().map(|event| event.join("properties").join("data")) {
        let content = data.join("contentSchema");
        if let Some(inner) = content.get(&document.value).cloned() {
            replace(document, &content, &data, inner);
        }
    }
    "itemSchema"
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
