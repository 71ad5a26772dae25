//! Body and form parameters, and what operations consume.
//!
//! ```yaml
//! consumes: [application/json]                                                     # before
//! paths:
//!   /pets: { post: { parameters: [{ name: pet, in: body, required: true, schema: { … } }] } }
//!   /photos: { post: { parameters: [{ name: photo, in: formData, type: file, required: true }] } }
//! ---
//! paths:                                                                           # after
//!   /pets: { post: { requestBody: { required: true, content: { application/json: { schema: { … } } } } } }
//!   /photos:
//!     post:
//!       requestBody:
//!         required: true
//!         content:
//!           multipart/form-data:
//!             schema: { type: object, properties: { photo: { type: string, format: binary } }, required: [photo] }
//! ```
//!
//! A body comes in every media type that is consumed, or in JSON; a form in those that a form can have, a file in a multipart form alone
//! ([parameter](https://spec.openapis.org/oas/v2.0.html#parameter-object),
//! [request body](https://spec.openapis.org/oas/v3.0.3.html#request-body-object)).

use serde_json::{Map, Value, json};

use super::{form::Form, keywords, media_types, shared_bodies::is_payload};
use crate::{
    document::Document,
    finding::{Finding, Findings},
    pass::Pass,
    pointer::Pointer,
    rules,
    schemas::operations,
};

pub(super) const PASS: Pass = Pass::document(run);

pub(crate) fn run(document: &mut Document, findings: &mut Findings) {
    let operations = operations(&document.value);
    for at in &operations {
        let list = at.join("parameters");
        let Some(Value::Array(parameters)) = list.get(&document.value) else { continue };
        let mut bodies = Vec::new();
        let mut fields = Vec::new();
        for (index, parameter) in parameters.iter().enumerate().filter(|(_, parameter)| is_payload(parameter)) {
            let is_body = parameter.get("in").and_then(Value::as_str) == Some("body");
            if is_body { &mut bodies } else { &mut fields }.push(list.join(index));
        }
        let consumes = media_types::listed(&document.value, Some(at), "consumes");
        let chosen = bodies.first().cloned();
        let surplus = bodies.iter().skip(1).chain(fields.iter().filter(|_| chosen.is_some()));
        for at in surplus {
            let message = "an operation sends one body, or one form";
            findings.push(Finding::new(&rules::INVALID_DOCUMENT, document.locate(at), message));
        }
        match chosen {
            Some(parameter) => body(document, at, &parameter, consumes),
            None if fields.is_empty() => continue,
            None => Form::read(document, &fields, findings).write(document, at, &consumes),
        }
        drop_payload(document, at);
    }
    media_types::drop_list(&mut document.value, &operations, "consumes");
}

/// Makes the request body of the operation at `at` out of its parameter.
fn body(document: &mut Document, at: &Pointer, parameter: &Pointer, mut consumes: Vec<String>) {
    let Some(Value::Object(mut members)) = parameter.get(&document.value).cloned() else { return };
    if consumes.is_empty() {
        consumes.push("application/json".to_owned());
    }
    let schema = keywords::take(parameter, &mut members);
    // What has no schema may hold anything, and what is none is a finding of a later pass.
    let written = members.shift_remove("schema");
    let value = schema.as_ref().map(|schema| Value::Object(schema.value.clone())).or(written);
    let media = value.map_or_else(|| json!({}), |value| json!({ "schema": value }));
    let content: Map<String, Value> = consumes.iter().map(|name| (name.clone(), media.clone())).collect();
    let mut made = Map::new();
    for (key, value) in members {
        if ["description", "required"].contains(&key.as_str()) || key.starts_with("x-") {
            made.insert(key, value);
        }
    }
    made.insert("content".to_owned(), Value::Object(content));
    let to = at.join("requestBody");
    document.record_move(parameter, &to);
    for media_type in &consumes {
        let to = to.join("content").join(media_type).join("schema");
        match &schema {
            Some(schema) => schema.record_moves(document, &to),
            None => document.record_move(&parameter.join("schema"), &to),
        }
    }
    if let Some(Value::Object(operation)) = at.get_mut(&mut document.value) {
        operation.insert("requestBody".to_owned(), Value::Object(made));
    }
}

/// Leaves the parameters that are parameters in 3.0.
fn drop_payload(document: &mut Document, at: &Pointer) {
    let list = at.join("parameters");
    let Some(Value::Array(parameters)) = list.get(&document.value).cloned() else { return };
    let mut kept = Vec::new();
    for (index, parameter) in parameters.into_iter().enumerate().filter(|(_, parameter)| !is_payload(parameter)) {
        document.record_move(&list.join(index), &list.join(kept.len()));
        kept.push(parameter);
    }
    if let Some(Value::Object(operation)) = at.get_mut(&mut document.value) {
        if kept.is_empty() {
            operation.shift_remove("parameters");
        } else {
            operation.insert("parameters".to_owned(), Value::Array(kept));
        }
    }
}
