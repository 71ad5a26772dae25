//! Bodies that are JSON by their media type and bytes by their schema.
//!
//! ```yaml
//! requestBody: { content: { '*/*': { schema: { type: string, format: binary } } } }                        # before
//! responses: { '200': { content: { application/json: { schema: { type: string, format: binary } } } } }
//! ---
//! requestBody: { content: { application/octet-stream: { schema: { type: string, format: binary } } } }     # after
//! responses: { '200': { content: { application/json: { x-moored-bytes: true } } } }
//! ```
//!
//! `format: binary` is any sequence of octets ([data types](https://spec.openapis.org/oas/v3.0.3.html#data-types)), of which most are no JSON: what is read as a
//! JSON string would fail for every file. `*/*`, which is JSON wherever nothing speaks against it, then is the media type of any bytes. What is sent as
//! `application/json` stays the string that it may be: the receiver reads it.

use serde_json::Value;

use crate::config::Config;
use moored_document::{
    document::Document,
    finding::{Finding, Findings},
    media_type::{essence, is_json, is_sequential},
    pass::Pass,
    pointer::Pointer,
    rules,
    schemas::{is_string, members, operations, resolved, response_contents},
};

/// Says of a media type that its body is bytes, whatever it is called.
pub const BYTES: &str = "x-moored-bytes";

pub(super) const PASS: Pass<Config> = Pass::document(run);

pub(super) fn run(document: &mut Document, findings: &mut Findings) {
    for operation in operations(&document.value) {
        request(document, &operation.join("requestBody").join("content"));
    }
    for content in response_contents(&document.value) {
        response(document, &content, findings);
    }
}

/// The media types at `content` that call bytes JSON.
fn called_json(document: &Document, content: &Pointer) -> Vec<String> {
    let is_called_json = |name: &str| is_json(&essence(name)) && !is_sequential(name);
    let found = members(content.get(&document.value)).filter(|(name, media)| {
        is_called_json(name) && media.get("schema").is_some_and(|schema| is_binary(&document.value, schema))
    });
    found.map(|(name, _)| name.clone()).collect()
}

fn request(document: &mut Document, content: &Pointer) {
    let any: Vec<String> = called_json(document, content).into_iter().filter(|name| essence(name) == "*/*").collect();
    let Some(Value::Object(media_types)) = content.get_mut(&mut document.value) else { return };
    let bytes = "application/octet-stream";
    let mut moved = Vec::new();
    for name in any {
        if media_types.contains_key(bytes) {
            media_types.shift_remove(&name);
        } else if let Some(place) = media_types.keys().position(|other| *other == name)
            && let Some(media) = media_types.shift_remove(&name)
        {
            media_types.shift_insert(place, bytes.to_owned(), media);
            moved.push(name);
        }
    }
    for name in moved {
        document.record_move(&content.join(name), &content.join(bytes));
    }
}

fn response(document: &mut Document, content: &Pointer, findings: &mut Findings) {
    for name in called_json(document, content) {
        let at = content.join(&name);
        if essence(&name) != "*/*" {
            let message = format!("{name} is bytes by its schema: the body is given as it comes");
            findings.push(Finding::new(&rules::BINARY_JSON, document.locate(&at), message));
        }
        if let Some(Value::Object(media)) = at.get_mut(&mut document.value) {
            media.shift_remove("schema");
            media.insert(BYTES.to_owned(), true.into());
        }
    }
}

/// Whether a schema says «any bytes».
fn is_binary(document: &Value, schema: &Value) -> bool {
    let schema = resolved(document, schema);
    is_string(schema) == Some(true) && schema.get("format").and_then(Value::as_str) == Some("binary")
}
