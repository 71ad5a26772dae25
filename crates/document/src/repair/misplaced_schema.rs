//! Schemas one level too high.
//!
//! ```yaml
//! { name: limit, in: query, type: integer }                                               # before
//! responses:
//!   '200': { description: OK, schema: { $ref: … } }
//!   '201': { application/json: { schema: { $ref: … } } }
//!   '202': { content: { application/json: { type: array, items: { $ref: … } } } }
//! ---
//! { name: limit, in: query, schema: { type: integer } }                                   # after
//! responses:
//!   '200': { description: OK, content: { application/json: { schema: { $ref: … } } } }
//!   '201': { content: { application/json: { schema: { $ref: … } } } }
//!   '202': { content: { application/json: { schema: { type: array, items: { $ref: … } } } } }
//! ```
//!
//! The first two are 2.0's way. 3.x does not know these keys in these places ([media type](https://spec.openapis.org/oas/v3.1.1.html#media-type-object)),
//! and the types would be lost.

use serde_json::{Map, Value, json};

use crate::{
    document::Document,
    finding::{Finding, Findings},
    grammar::{self, Kind},
    pass::Pass,
    path::Path,
    pointer::Pointer,
    rules,
    upgrade::lift_parameter,
};

/// The keywords by which a schema is known.
const SIGNS: &[&str] = &["type", "properties", "items", "allOf", "oneOf", "anyOf", "enum", "additionalProperties"];

const JSON: &str = "application/json";

pub(super) const PASS: Pass = Pass::document(run);

pub(super) fn run(document: &mut Document, findings: &mut Findings) {
    let mut value = std::mem::take(&mut document.value);
    let mut parameters: Vec<Pointer> = Vec::new();
    let mut found: Vec<Pointer> = Vec::new();
    grammar::walk(&mut value, &Path::root(), Kind::Document, &mut |at, kind, members| {
        let at = &at.pointer();
        if members.contains_key("$ref") {
            return;
        }
        let moves = match kind {
            Kind::Parameter | Kind::Header => {
                if is_schema(members) && !members.contains_key("schema") && !members.contains_key("content") {
                    parameters.push(at.clone());
                }
                Vec::new()
            }
            Kind::Response | Kind::RequestBody if !members.contains_key("content") => into_content(members),
            Kind::MediaType if is_schema(members) && !members.contains_key("schema") => into_schema(members, &[]),
            _ => Vec::new(),
        };
        if !moves.is_empty() {
            found.push(at.clone());
        }
        for (from, to) in moves {
            document.record_move(&at.extend(from.keys()), &at.extend(to.keys()));
        }
    });
    document.value = value;
    for at in parameters {
        lift_parameter(document, &at, findings);
        found.push(at);
    }
    for at in found {
        let message = "a schema stands one level too high";
        findings.push(Finding::new(&rules::UNUSUAL_FORM, document.locate(&at), message));
    }
}

fn is_schema(members: &Map<String, Value>) -> bool {
    SIGNS.iter().any(|sign| members.contains_key(*sign))
}

type Moves = Vec<(Pointer, Pointer)>;

/// Gives a response or a body its `content`; what was moved, within it.
fn into_content(members: &mut Map<String, Value>) -> Moves {
    let content = Pointer::root().join("content");
    let media_types: Vec<String> = members
        .iter()
        .filter(|(key, value)| key.contains('/') && value.is_object())
        .map(|(key, _)| key.clone())
        .collect();
    if !media_types.is_empty() {
        let named = media_types.iter().filter_map(|name| Some((name.clone(), members.shift_remove(name)?)));
        let named: Map<String, Value> = named.collect();
        members.insert("content".to_owned(), Value::Object(named));
        return media_types.iter().map(|name| (Pointer::root().join(name), content.join(name))).collect();
    }
    let to = content.join(JSON).join("schema");
    if let Some(schema) = members.shift_remove("schema") {
        members.insert("content".to_owned(), json!({ JSON: { "schema": schema } }));
        return vec![(Pointer::root().join("schema"), to)];
    }
    if !is_schema(members) {
        return Vec::new();
    }
    let moves = into_schema(members, &["description", "headers", "links", "required"]);
    if let Some(schema) = members.shift_remove("schema") {
        members.insert("content".to_owned(), json!({ JSON: { "schema": schema } }));
    }
    moves.into_iter().map(|(from, at)| (from, content.join(JSON).extend(at.keys()))).collect()
}

/// Puts everything but `kept`, which is all a schema, into `schema`; what was moved, within it.
fn into_schema(members: &mut Map<String, Value>, kept: &[&str]) -> Moves {
    let keeps = |key: &str, value: &Value| {
        key.starts_with("x-") || (kept.contains(&key) && !(key == "required" && value.is_array())) || key == "encoding"
    };
    let schema: Map<String, Value> = members
        .iter()
        .filter(|(key, value)| !keeps(key, value))
        .map(|(key, value)| (key.clone(), value.clone()))
        .collect();
    members.retain(|key, value| keeps(key, value));
    let to = Pointer::root().join("schema");
    let moves = schema.keys().map(|key| (Pointer::root().join(key), to.join(key))).collect();
    members.insert("schema".to_owned(), Value::Object(schema));
    moves
}
