//! Forms of several parts whose parts stand in several places, or are files.
//!
//! ```yaml
//! multipart/form-data:                                          # before
//!   schema:
//!     allOf:
//!       - { $ref: '#/components/schemas/Named' }                # name: { type: string }
//!       - { properties: { photos: { type: array, items: { type: string, format: binary } } } }
//! ---
//! multipart/form-data:                                          # after
//!   schema:
//!     type: object
//!     properties:
//!       name: { type: string }
//!       photos: { type: array, items: { type: string, x-moored-file: true } }
//! ```
//!
//! A part is not a member of JSON: a file among them has a name, a media type and may be streamed. So such a body gets a type of its own, with a
//! field for each part, and its schema is none that typify sees. What is a file is said in many ways: `format: binary`, a
//! `contentMediaType` without `contentEncoding`, nothing at all, or a `contentType` of its encoding that is no text
//! ([multipart](https://spec.openapis.org/oas/v3.1.1.html#special-considerations-for-multipart-content)).

use serde_json::{Map, Value, json};

use crate::config::Config;
use moored_document::{
    document::Document,
    finding::{Finding, Findings},
    media_type::MediaKind,
    pass::Pass,
    pointer::Pointer,
    rules,
    schemas::{component_name, members, operations},
};

/// Deeper references and merges are circles, which later passes report.
const DEEPEST: usize = 32;

pub(super) const PASS: Pass<Config> = Pass::document(run);

pub(super) fn run(document: &mut Document, findings: &mut Findings) {
    for operation in operations(&document.value) {
        let content = operation.join("requestBody").join("content");
        let names: Vec<String> = members(content.get(&document.value)).map(|(name, _)| name.clone()).collect();
        for name in names.iter().filter(|name| MediaKind::of(name) == MediaKind::Multipart) {
            flatten(document, &content.join(name), findings);
        }
    }
}

/// Makes the schema of the media type at `at` one list of parts.
fn flatten(document: &mut Document, at: &Pointer, findings: &mut Findings) {
    headers(document, at, findings);
    let from = at.join("schema");
    if from.get(&document.value).is_none() {
        return;
    }
    let mut parts = Parts::default();
    if !parts.collect(document, &from, Given::Always, 0) {
        let message = "the form is sent as the caller builds it".to_owned();
        findings.push(Finding::new(&rules::UNTYPED_REQUEST_BODY, document.locate(&from), message));
        parts = Parts::default();
    }
    for choice in &parts.choices {
        let message = "which of these parts go together is left to the provider to check".to_owned();
        findings.push(Finding::new(&rules::UNTYPED_KEYWORD, document.locate(choice), message));
    }
    for open in parts.open.iter().filter(|_| !parts.properties.is_empty()) {
        let message = "parts of other names cannot be given".to_owned();
        findings.push(Finding::new(&rules::OTHER_PARTS, document.locate(open), message));
    }
    let mut properties = Map::new();
    for (name, origin) in &parts.properties {
        let media_type = content_type(document, at, name);
        let property = origin.get(&document.value).cloned().unwrap_or_default();
        let to = from.join("properties").join(name);
        if origin != &to {
            document.record_move(origin, &to);
        }
        let part = part(document, &property, media_type.as_deref());
        if let Part::Text = part {
            let message = format!("the part `{name}` is sent as the text that it is given");
            findings.push(Finding::new(&rules::PARAMETER_AS_TEXT, document.locate(&to), message));
        }
        properties.insert(name.clone(), part.schema(property));
    }
    let mut schema = Map::from_iter([("type".to_owned(), "object".into())]);
    if !parts.required.is_empty() {
        schema.insert("required".to_owned(), json!(parts.required));
    }
    schema.insert("properties".to_owned(), Value::Object(properties));
    if let Some(node) = from.get_mut(&mut document.value) {
        *node = Value::Object(schema);
    }
}

/// Reports and removes what the parts are to have for headers.
fn headers(document: &mut Document, at: &Pointer, findings: &mut Findings) {
    let encoding = at.join("encoding");
    let names: Vec<String> = members(encoding.get(&document.value)).map(|(name, _)| name.clone()).collect();
    for at in names.iter().map(|name| encoding.join(name)) {
        let place = document.locate(&at.join("headers"));
        let Some(Value::Object(members)) = at.get_mut(&mut document.value) else { continue };
        let headers = members.shift_remove("headers");
        if headers.is_some_and(|headers| headers.as_object().is_some_and(|headers| !headers.is_empty())) {
            let message = "the part has no headers but its name and its media type".to_owned();
            findings.push(Finding::new(&rules::PART_HEADERS, place, message));
        }
    }
}

/// What `contentType` says of a part, where it says one media type.
#[must_use]
pub fn content_type(document: &Document, at: &Pointer, name: &str) -> Option<String> {
    let text = at.join("encoding").join(name).join("contentType");
    let text = text.get(&document.value)?.as_str()?;
    let sendable =
        |one: &&str| one.contains('/') && !one.contains('*') && one.bytes().all(|byte| byte.is_ascii_graphic());
    text.split(',').map(str::trim).find(sendable).map(str::to_owned)
}

/// Whether parts that are required are.
#[derive(Clone, Copy, PartialEq)]
enum Given {
    Always,
    /// They belong to one of several choices.
    Sometimes,
}

/// The parts of a form: their names, and where their schemas stand.
#[derive(Default)]
struct Parts {
    properties: Vec<(String, Pointer)>,
    required: Vec<String>,
    choices: Vec<Pointer>,
    /// Where other parts than these are described.
    open: Vec<Pointer>,
}

impl Parts {
    /// Collects the parts that the schema at `at` describes; whether it describes an object at all.
    fn collect(&mut self, document: &Document, at: &Pointer, given: Given, depth: usize) -> bool {
        let Some(schema) = at.get(&document.value).filter(|_| depth < DEEPEST) else { return false };
        if let Some(name) = component_name(schema) {
            let target = Pointer::root().join("components").join("schemas").join(name);
            return self.collect(document, &target, given, depth + 1);
        }
        let is_object = match schema.get("type") {
            Some(Value::String(kind)) => kind == "object",
            Some(Value::Array(kinds)) => kinds.iter().any(|kind| kind == "object"),
            _ => true,
        };
        if !is_object {
            return false;
        }
        for (name, _) in members(schema.get("properties")) {
            let place = at.join("properties").join(name);
            match self.properties.iter_mut().find(|(known, _)| known == name) {
                Some((_, known)) => *known = place,
                None => self.properties.push((name.clone(), place)),
            }
        }
        for name in schema.get("required").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str) {
            if given == Given::Always && !self.required.iter().any(|known| known == name) {
                self.required.push(name.to_owned());
            }
        }
        let others = ["additionalProperties", "patternProperties"].into_iter();
        // One that is there says so, whatever it is; `false` says that there are none.
        let says = |key: &&str| match schema.get(key) {
            Some(Value::Object(others)) => *key == "additionalProperties" || !others.is_empty(),
            others => others == Some(&Value::Bool(true)),
        };
        self.open.extend(others.filter(says).map(|key| at.join(key)));
        let length = |key: &str| schema.get(key).and_then(Value::as_array).map_or(0, Vec::len);
        let all =
            (0..length("allOf")).all(|index| self.collect(document, &at.join("allOf").join(index), given, depth + 1));
        ["oneOf", "anyOf"].into_iter().filter(|key| length(key) > 0).fold(all, |all, key| {
            self.choices.push(at.join(key));
            let given = if length(key) == 1 { given } else { Given::Sometimes };
            (0..length(key)).all(|index| self.collect(document, &at.join(key).join(index), given, depth + 1)) && all
        })
    }
}

/// What a part is sent as.
enum Part {
    File,
    Files,
    /// The text that the caller gives: an object of a media type that is no JSON.
    Text,
    /// A value of its schema.
    Value,
}

impl Part {
    fn schema(&self, property: Value) -> Value {
        let file = || json!({ "type": "string", "x-moored-file": true });
        let mut schema = match self {
            Self::Value => return property,
            Self::File => file(),
            Self::Files => json!({ "type": "array", "items": file() }),
            Self::Text => json!({ "type": "string" }),
        };
        if let (Value::Object(schema), Some(words)) = (&mut schema, property.get("description")) {
            schema.insert("description".to_owned(), words.clone());
        }
        schema
    }
}

fn part(document: &Document, property: &Value, media_type: Option<&str>) -> Part {
    let schema = resolved(document, property, 0);
    let items = schema.get("items").filter(|_| is_type(schema, "array")).map(|items| resolved(document, items, 0));
    let is_json = media_type.is_some_and(|media_type| MediaKind::of(media_type) == MediaKind::Json);
    let is_object = |schema: &Value| is_type(schema, "object") || schema.get("properties").is_some();
    match items {
        Some(items) if is_file(items, media_type) => Part::Files,
        None if is_file(schema, media_type) => Part::File,
        items if media_type.is_some() && !is_json && is_object(items.unwrap_or(schema)) => Part::Text,
        _ => Part::Value,
    }
}

/// The schema that `schema` refers to, alone or beside `null`.
fn resolved<'a>(document: &'a Document, schema: &'a Value, depth: usize) -> &'a Value {
    let components = Pointer::root().join("components").join("schemas");
    let named = component_name(schema).and_then(|name| components.join(name).get(&document.value));
    let parts = ["allOf", "anyOf", "oneOf"].into_iter().find_map(|key| schema.get(key)?.as_array());
    let other: Vec<&Value> = parts.into_iter().flatten().filter(|part| !is_type(part, "null")).collect();
    match (named, other.as_slice()) {
        _ if depth >= DEEPEST => schema,
        (Some(target), _) => resolved(document, target, depth + 1),
        (None, [only]) if schema.get("properties").is_none() => resolved(document, only, depth + 1),
        _ => schema,
    }
}

fn is_type(schema: &Value, wanted: &str) -> bool {
    match schema.get("type") {
        Some(Value::String(kind)) => kind == wanted,
        Some(Value::Array(kinds)) => {
            kinds.iter().filter(|kind| *kind != "null").all(|kind| kind == wanted) && !kinds.is_empty()
        }
        _ => false,
    }
}

fn is_file(schema: &Value, media_type: Option<&str>) -> bool {
    if schema == &Value::Bool(true) || schema.get("x-moored-file").is_some() || is_type(schema, "file") {
        return true;
    }
    let is_text = |media_type: &str| {
        media_type.starts_with("text/") || MediaKind::of(media_type) != MediaKind::Raw || media_type.ends_with("xml")
    };
    let says = |key: &str| schema.get(key).is_some();
    let is_encoded = says("contentEncoding") && !says("contentMediaType");
    if is_type(schema, "string") {
        let format = schema.get("format").and_then(Value::as_str);
        return matches!(format, Some("binary" | "file"))
            || (says("contentMediaType") && !says("contentEncoding"))
            || (!says("enum") && !is_encoded && media_type.is_some_and(|media_type| !is_text(media_type)));
    }
    let describes =
        ["type", "$ref", "properties", "items", "enum", "const", "allOf", "anyOf", "oneOf", "additionalProperties"];
    schema.is_object() && !describes.into_iter().any(says) && !is_encoded
}
