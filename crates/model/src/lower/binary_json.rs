//! Bodies that are JSON by their media type and bytes by their schema.
//!
//! ```yaml
//! requestBody: { content: { '*/*': { schema: { type: string, format: binary } } } }                     # before
//! responses: { '200': { content: { application/json: { schema: { $ref: '#/components/schemas/File' } } } } }
//! ---
//! requestBody: { content: { application/octet-stream: { schema: { type: string, format: binary } } } }  # after
//! responses: { '200': { content: { application/json: { schema: { type: string, format: binary } } } } }  # a loss
//! ```
//!
//! `format: binary` is any sequence of octets ([data types](https://spec.openapis.org/oas/v3.0.3.html#data-types)), and
//! most are no JSON: decoding a file as a JSON string would fail. `*/*`, which is taken for JSON otherwise, is then the
//! media type of any bytes. The model reads such a response as bytes, where its own schema is this one. A request of
//! `application/json` stays a string, because the server decodes it.

use serde_json::{Value, json};

use crate::config::Config;
use moored_document::{
    document::Document,
    finding::{Finding, Findings},
    media_type::{essence, is_json, is_sequential},
    pass::Pass,
    pointer::Pointer,
    resolve::Components,
    rules,
    schemas::{is_string, members, operations, response_contents},
};

/// A media type whose `itemSchema` cannot be used has no schema after `item_schema`.
pub(super) const PASS: Pass<Config> = Pass::document(run).after(&["item_schema"]);

fn run(document: &mut Document, findings: &mut Findings) {
    for operation in operations(&document.value) {
        request(document, &operation.join("requestBody").join("content"));
    }
    for content in response_contents(&document.value) {
        response(document, &content, findings);
    }
}

/// The media types at `content` that are JSON by their name and bytes by their schema.
fn binary_json(document: &Document, content: &Pointer) -> Vec<String> {
    let found = members(content.get(&document.value)).filter(|(name, media_type)| {
        let schema = media_type.get("schema");
        schema.is_some_and(|schema| is_binary(&document.value, schema)) && is_json(name) && !is_sequential(name)
    });
    found.map(|(name, _)| name.clone()).collect()
}

/// Renames `*/*`.
fn request(document: &mut Document, content: &Pointer) {
    let ranges: Vec<String> =
        binary_json(document, content).into_iter().filter(|name| essence(name) == "*/*").collect();
    let bytes = "application/octet-stream";
    for name in ranges {
        let Some(Value::Object(media_types)) = content.get_mut(&mut document.value) else { return };
        if media_types.contains_key(bytes) {
            media_types.shift_remove(&name);
        } else if let Some(index) = media_types.keys().position(|other| *other == name)
            && let Some(media_type) = media_types.shift_remove(&name)
        {
            media_types.shift_insert(index, bytes.to_owned(), media_type);
            document.record_move(&content.join(name), &content.join(bytes));
        }
    }
}

/// Reports the media types that are bytes, and resolves references to the schema of bytes.
fn response(document: &mut Document, content: &Pointer, findings: &mut Findings) {
    for name in binary_json(document, content) {
        let at = content.join(&name);
        if essence(&name) != "*/*" {
            let message = format!("the schema of `{name}` is binary; the body is returned as bytes");
            findings.push(Finding::new(&rules::BINARY_JSON, document.locate(&at), message));
        }
        if let Some(Value::Object(media_type)) = at.get_mut(&mut document.value) {
            media_type.insert("schema".to_owned(), json!({ "type": "string", "format": "binary" }));
        }
    }
}

/// Whether a schema is that of a string of any bytes.
fn is_binary(document: &Value, schema: &Value) -> bool {
    let schema = Components::of(document).resolve(schema);
    is_string(schema) == Some(true) && schema.get("format").and_then(Value::as_str) == Some("binary")
}
