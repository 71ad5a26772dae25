//! Media types of a request body that add nothing, or that have no type.
//!
//! ```yaml
//! requestBody:                                                  # before
//!   content:
//!     text/json: { schema: { $ref: '#/components/schemas/Pet' } }
//!     application/json: { schema: { $ref: '#/components/schemas/Pet' } }
//!     application/xml: { schema: { $ref: '#/components/schemas/Pet' } }
//! ---
//! requestBody:                                                  # after; the XML is in the loss report
//!   content:
//!     application/json: { schema: { $ref: '#/components/schemas/Pet' } }
//!     application/xml: {}
//! ```
//!
//! Of several JSON media types with the same schema, one is sent: `application/json` if it is among them. A body that
//! is neither JSON nor a form is sent as the bytes that the caller gives, so nothing would use the type of its
//! schema, and its bounds are losses. `content: {}` means that there is no body ([request
//! body](https://spec.openapis.org/oas/v3.1.1.html#request-body-object)).

use serde_json::{Map, Value};

use crate::{bounds::KEYWORDS, config::Config};
use moored_document::{
    document::Document,
    finding::{Finding, Findings},
    media_type::{MediaKind, essence},
    pass::Pass,
    pointer::Pointer,
    resolve::Components,
    rules,
    schemas::{component_name, is_string, members, operations},
};

/// `binary_json` gives bodies of any bytes a media type that is no JSON, and `extra_members` writes
/// `additionalProperties` and `items`.
pub(super) const PASS: Pass<Config> = Pass::document(run).after(&["binary_json", "extra_members"]);

fn run(document: &mut Document, findings: &mut Findings) {
    for operation in operations(&document.value) {
        let Some(body) = operation.get(&document.value).and_then(|operation| operation.get("requestBody")) else {
            continue;
        };
        let is_empty = match body.get("content") {
            Some(Value::Object(content)) => content.is_empty(),
            _ => true,
        };
        if is_empty {
            remove_body(document, &operation);
        } else {
            reduce(document, &operation.join("requestBody").join("content"), findings);
        }
    }
}

fn remove_body(document: &mut Document, operation: &Pointer) {
    if let Some(Value::Object(operation)) = operation.get_mut(&mut document.value) {
        operation.shift_remove("requestBody");
    }
}

/// Removes the media types at `at` that another one covers, and the schemas of those that are sent as bytes.
fn reduce(document: &mut Document, at: &Pointer, findings: &mut Findings) {
    let Some(Value::Object(content)) = at.get(&document.value) else { return };
    let covered: Vec<String> = content.keys().filter(|name| is_covered(name, content)).cloned().collect();
    let raw: Vec<String> = content.keys().filter(|name| MediaKind::of(name) == MediaKind::Raw).cloned().collect();
    for (name, media_type) in content.iter().filter(|(name, _)| raw.contains(name)) {
        if media_type.get("schema").is_some_and(|schema| !is_text(&document.value, schema)) {
            let message = format!("the body is sent as the `{}` that the caller passes", essence(name));
            findings.push(Finding::new(&rules::UNTYPED_REQUEST_BODY, document.locate(&at.join(name)), message));
        } else {
            report_bounds(document, &at.join(name).join("schema"), findings);
        }
    }
    let Some(Value::Object(content)) = at.get_mut(&mut document.value) else { return };
    content.retain(|name, _| !covered.contains(name));
    for name in raw {
        if let Some(Value::Object(media_type)) = content.get_mut(&name) {
            media_type.shift_remove("schema");
            media_type.shift_remove("encoding");
        }
    }
}

/// Reports the bounds of the text or bytes whose schema is at `at`.
fn report_bounds(document: &Document, at: &Pointer, findings: &mut Findings) {
    let Some(schema) = at.get(&document.value) else { return };
    let component = component_name(schema).map(|name| Pointer::root().join("components").join("schemas").join(&name));
    let at = component.as_ref().unwrap_or(at);
    let keywords = members(at.get(&document.value)).map(|(key, _)| key);
    for key in keywords.filter(|key| KEYWORDS.contains(&key.as_str())) {
        let message = format!("`{key}` is not checked before the request is sent");
        findings.push(Finding::new(&rules::UNCHECKED_BOUND, document.locate(&at.join(key)), message));
    }
}

/// Whether `name` is JSON with the schema of another media type that is kept: `application/json`, or else the first.
fn is_covered(name: &str, content: &Map<String, Value>) -> bool {
    let schema = |name: &str| content.get(name).and_then(|media_type| media_type.get("schema"));
    let mut same =
        content.keys().filter(|other| MediaKind::of(other) == MediaKind::Json && schema(other) == schema(name));
    let kept = same.clone().find(|other| essence(other) == "application/json").or_else(|| same.next());
    MediaKind::of(name) == MediaKind::Json && kept.is_some_and(|kept| kept != name)
}

/// Whether a schema is no more than that of text or bytes.
fn is_text(document: &Value, schema: &Value) -> bool {
    let schema = Components::of(document).resolve(schema);
    is_string(schema).unwrap_or(true)
        && !["properties", "items", "allOf", "oneOf", "anyOf", "additionalProperties", "enum"]
            .into_iter()
            .any(|key| schema.get(key).is_some())
}
