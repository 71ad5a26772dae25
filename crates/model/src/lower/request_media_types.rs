//! Media types of a request body that say nothing new, or nothing that has a type.
//!
//! ```yaml
//! requestBody:                                                  # before
//!   content:
//!     text/json: { schema: { $ref: '#/components/schemas/Pet' } }
//!     application/json: { schema: { $ref: '#/components/schemas/Pet' } }
//!     application/xml: { schema: { $ref: '#/components/schemas/Pet' } }
//! ---
//! requestBody:                                                  # after; that the XML is the caller's is in the loss report
//!   content:
//!     application/json: { schema: { $ref: '#/components/schemas/Pet' } }
//!     application/xml: {}
//! ```
//!
//! The same schema in several dresses of JSON is sent in one, `application/json` if it is among them. What is no JSON, no form and no form of
//! parts is sent as the bytes that the caller gives, so its schema would be a type that nobody uses. `content: {}` says that there is no
//! body ([request body](https://spec.openapis.org/oas/v3.1.1.html#request-body-object)).

use serde_json::{Map, Value};

use crate::config::Config;
use moored_document::{
    document::Document,
    finding::{Finding, Findings},
    media_type::{MediaKind, essence},
    pass::Pass,
    pointer::Pointer,
    rules,
    schemas::{is_string, members, operations, resolved},
};

pub(super) const PASS: Pass<Config> = Pass::document(run);

pub(super) fn run(document: &mut Document, findings: &mut Findings) {
    for operation in operations(&document.value) {
        let at = operation.join("requestBody");
        let Some(Value::Object(body)) = at.get(&document.value) else { continue };
        let content: Vec<(String, Value)> =
            members(body.get("content")).map(|(name, media)| (name.clone(), media.clone())).collect();
        if content.is_empty() {
            if let Some(Value::Object(operation)) = operation.get_mut(&mut document.value) {
                operation.shift_remove("requestBody");
            }
            continue;
        }
        let kept: Map<String, Value> = content
            .iter()
            .filter(|(name, media)| !is_told_by_another(name, media, &content))
            .map(|(name, media)| {
                let media = match MediaKind::of(name) {
                    MediaKind::Raw => raw(document, &at.join("content").join(name), name, media, findings),
                    _ => media.clone(),
                };
                (name.clone(), media)
            })
            .collect();
        if let Some(Value::Object(body)) = at.get_mut(&mut document.value) {
            body.insert("content".to_owned(), Value::Object(kept));
        }
    }
}

/// Whether `name` is JSON of a schema that is kept under another name: the plain one, or the first.
fn is_told_by_another(name: &str, media: &Value, content: &[(String, Value)]) -> bool {
    let is_plain = |name: &str| essence(name) == "application/json";
    let mut same = content.iter().filter(|(other, other_media)| {
        MediaKind::of(other) == MediaKind::Json && other_media.get("schema") == media.get("schema")
    });
    MediaKind::of(name) == MediaKind::Json
        && same.clone().find(|(other, _)| is_plain(other)).or_else(|| same.next()).is_some_and(|(kept, _)| kept != name)
}

/// A media type without what its schema says, which is reported where that is more than that it is text or bytes.
fn raw(document: &Document, at: &Pointer, name: &str, media: &Value, findings: &mut Findings) -> Value {
    if media.get("schema").is_some_and(|schema| !is_text(&document.value, schema)) {
        let message = format!("the body is sent as the {} that the caller gives", essence(name));
        findings.push(Finding::new(&rules::UNTYPED_REQUEST_BODY, document.locate(at), message));
    }
    let mut media = media.as_object().cloned().unwrap_or_default();
    media.shift_remove("schema");
    media.shift_remove("encoding");
    Value::Object(media)
}

/// Whether a schema says no more than that something is text or bytes.
fn is_text(document: &Value, schema: &Value) -> bool {
    let schema = resolved(document, schema);
    is_string(schema).unwrap_or(true)
        && !["properties", "items", "allOf", "oneOf", "anyOf", "additionalProperties", "enum"]
            .into_iter()
            .any(|key| schema.get(key).is_some())
}
