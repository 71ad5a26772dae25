//! Request bodies in several media types, or in one that progenitor does not know.
//!
//! ```yaml
//! content: { application/xml: { … }, application/merge-patch+json: { schema: … } }     # before
//! ---
//! content: { application/json: { schema: … } }                                         # after; the other is in the loss report
//! x-moored-media-type: application/merge-patch+json
//! ```
//!
//! ```yaml
//! content: { multipart/form-data: { schema: … } }                                      # before
//! ---
//! content: { application/octet-stream: { schema: { type: string, format: binary } } }  # after; in the loss report
//! x-moored-body: multipart
//! x-moored-media-type: multipart/form-data
//! ```
//!
//! ```yaml
//! application/x-www-form-urlencoded:                                                   # before
//!   schema: { properties: { tags: { type: array, items: { type: string } } } }
//!   encoding: { tags: { style: form, explode: false } }
//! ---
//! application/x-www-form-urlencoded:                                                   # after: the caller joins the values; in the loss report
//!   schema: { properties: { tags: { type: string } } }
//! ```
//!
//! progenitor stops at the second media type, and at every one but four. What is no JSON and no form goes through it as bytes, and the call
//! that is made of its method takes the caller's form, text or bytes. A body without a schema may hold any JSON. A list in a form is sent as its name
//! with each value; where the document has the values joined
//! ([encoding](https://spec.openapis.org/oas/v3.0.3.html#encoding-object)), the caller joins them.

use serde_json::{Map, Value, json};

use crate::{
    config::Config,
    diagnostic::{Diagnostic, Diagnostics},
    document::Document,
    pointer::Pointer,
    rules,
    schemas::{component_name, members, operations},
};

pub(super) fn run(document: &mut Document, _: &Config, diagnostics: &mut Diagnostics) {
    for operation in operations(&document.value) {
        let at = operation.join("requestBody");
        let content = at.join("content");
        let names: Vec<String> = members(content.get(&document.value)).map(|(name, _)| name.clone()).collect();
        let Some(Value::Object(body)) = at.get(&document.value).cloned() else { continue };
        // It has been here before.
        if body.contains_key("x-moored-body") {
            continue;
        }
        // `content: {}` says that there is no body.
        let Some(chosen) = choose(&names) else {
            if let Some(Value::Object(operation)) = operation.get_mut(&mut document.value) {
                operation.shift_remove("requestBody");
            }
            continue;
        };
        for other in names.iter().filter(|name| *name != chosen) {
            let message = format!("the body is sent as {chosen}, never as {other}");
            diagnostics.push(Diagnostic::new(
                &rules::OTHER_REQUEST_MEDIA_TYPE,
                document.place(&content.join(other)),
                message,
            ));
        }
        let kind = kind_of(chosen);
        let schema = match kind {
            "json" | "form" => {
                let schema = content.join(chosen).join("schema").get(&document.value).cloned();
                let schema = schema.unwrap_or_else(|| json!({}));
                if kind == "form" { joined_lists(document, &content.join(chosen), schema, diagnostics) } else { schema }
            }
            _ => {
                let place = document.place(&content.join(chosen));
                let message = format!("the body is sent as the {kind} that the caller gives");
                diagnostics.push(Diagnostic::new(&rules::UNTYPED_REQUEST_BODY, place, message));
                json!({ "type": "string", "format": "binary" })
            }
        };
        let key = match kind {
            "json" => "application/json",
            "form" => "application/x-www-form-urlencoded",
            _ => "application/octet-stream",
        };
        document.record_move(&content.join(chosen), &content.join(key));
        let mut new = Map::new();
        if let Some(description) = body.get("description").filter(|text| text.is_string()) {
            new.insert("description".to_owned(), description.clone());
        }
        new.insert("content".to_owned(), json!({ key: { "schema": schema } }));
        new.insert("required".to_owned(), body.get("required").cloned().unwrap_or(Value::Bool(false)));
        new.insert("x-moored-body".to_owned(), kind.into());
        new.insert("x-moored-media-type".to_owned(), media_type_of(chosen).into());
        if let Some(node) = at.get_mut(&mut document.value) {
            *node = Value::Object(new);
        }
    }
}

/// The schema of the form at `at`, its joined lists as text.
fn joined_lists(document: &Document, at: &Pointer, schema: Value, diagnostics: &mut Diagnostics) -> Value {
    let target = component_name(&schema)
        .and_then(|name| Pointer::root().join("components").join("schemas").join(name).get(&document.value));
    let mut text = target.unwrap_or(&schema).clone();
    let mut changed = false;
    let encoding = at.join("encoding");
    for (name, _) in members(encoding.get(&document.value)).filter(|(_, encoding)| !is_exploded(encoding)) {
        let property = text.get_mut("properties").and_then(|properties| properties.get_mut(name));
        let Some(property) = property.and_then(Value::as_object_mut) else { continue };
        if property.get("type").and_then(Value::as_str) == Some("array") {
            property.retain(|key, _| ["description", "nullable", "deprecated"].contains(&key.as_str()));
            property.insert("type".to_owned(), "string".into());
            let message =
                format!("the field `{name}` is sent as the text that it is given, its parts joined by the caller");
            let place = document.place(&encoding.join(name));
            diagnostics.push(Diagnostic::new(&rules::PARAMETER_AS_TEXT, place, message));
            changed = true;
        }
    }
    if changed { text } else { schema }
}

/// Whether a list is sent as its name with each value.
fn is_exploded(encoding: &Value) -> bool {
    let is_form = encoding.get("style").and_then(Value::as_str).is_none_or(|style| style == "form");
    encoding.get("explode").and_then(Value::as_bool).unwrap_or(is_form) && is_form
}

/// JSON, then a form, then what was written first.
fn choose(names: &[String]) -> Option<&String> {
    let of = |kind: &str| names.iter().find(|name| kind_of(name) == kind);
    let plain = names.iter().find(|name| essence(name) == "application/json");
    plain.or_else(|| of("json")).or_else(|| of("form")).or_else(|| names.first())
}

fn kind_of(media_type: &str) -> &'static str {
    let essence = essence(media_type);
    match essence.as_str() {
        "application/json" | "text/json" | "*/*" => "json",
        "application/x-www-form-urlencoded" => "form",
        "multipart/form-data" => "multipart",
        _ if essence.ends_with("+json") => "json",
        _ if essence.starts_with("text/") => "text",
        _ => "bytes",
    }
}

/// What the header says: ranges are no media types.
fn media_type_of(name: &str) -> String {
    let essence = essence(name);
    match kind_of(name) {
        "json" if essence == "*/*" => "application/json".to_owned(),
        _ if essence.contains('*') || !essence.bytes().all(|byte| byte.is_ascii_graphic()) => {
            "application/octet-stream".to_owned()
        }
        _ => essence,
    }
}

/// A media type without its parameters, in lower case.
pub(crate) fn essence(media_type: &str) -> String {
    media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}
