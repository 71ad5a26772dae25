//! Rewrites body and form parameters as request bodies, in the media types that the operation consumes.
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
//! A header parameter `Content-Type` with listed values, which 3.0 ignores, is a closer list than `consumes`:
//!
//! ```yaml
//! consumes: [application/octet-stream]                                             # before
//! parameters:
//!   - { name: archive, in: body, schema: { type: string, format: binary } }
//!   - { name: Content-Type, in: header, type: string, enum: [application/x-tar] }
//! ---
//! requestBody: { content: { application/x-tar: { schema: { … } } } }              # after
//! ```
//!
//! 3.0 has no such parameters. A body may have every media type that is consumed, or JSON where none is named; a form
//! has those that a form can have, and a file is only sent in a multipart form
//! ([parameter](https://spec.openapis.org/oas/v2.0.html#parameter-object), [request
//! body](https://spec.openapis.org/oas/v3.0.3.html#request-body-object)).

use serde_json::{Map, Value, json};

use super::{
    form::Form,
    keywords, media_types,
    shared_bodies::{is_payload, is_payload_in},
};
use crate::{document::Document, finding::Findings, media_type, pass::Pass, rules, site::Site};

// `shared_bodies` gives each operation its own copy, because the media types of an operation are its own.
pub(super) const PASS: Pass = Pass::document(run).after(&["malformed", "shared_bodies"]);

pub(crate) fn run(document: &mut Document, findings: &mut Findings) {
    let of_document = media_types::of_document(document, "consumes");
    document.for_each_operation(findings, &mut |operation, site| upgrade(operation, &of_document, site));
    media_types::remove(document, "consumes", findings);
}

fn upgrade(operation: &mut Map<String, Value>, of_document: &[String], site: &mut Site<'_>) {
    let Some(Value::Array(parameters)) = operation.get_mut("parameters") else { return };
    if !parameters.iter().any(is_payload) {
        return;
    }
    let parameters: Vec<Value> = std::mem::take(parameters);
    let (mut body, mut form, mut kept) = (None, Vec::new(), Vec::new());
    for (index, parameter) in parameters.into_iter().enumerate() {
        match parameter {
            Value::Object(parameter) if is_payload_in(&parameter) => {
                if parameter.get("in").and_then(Value::as_str) != Some("body") {
                    form.push((index, parameter));
                } else if body.is_none() {
                    body = Some((index, parameter));
                } else {
                    report_surplus(index, site);
                }
            }
            parameter => kept.push((index, parameter)),
        }
    }
    let consumes =
        content_types(&mut kept).unwrap_or_else(|| media_types::of_operation(operation, "consumes", of_document));
    if let Some((index, parameter)) = body {
        form.iter().for_each(|(index, _)| report_surplus(*index, site));
        write_body(operation, index, parameter, consumes, site);
    } else {
        let mut fields = Form::default();
        for (index, parameter) in form {
            site.member("parameters", |site| site.item(index, |site| fields.add(parameter, site)));
        }
        fields.write(operation, &consumes, site);
    }
    keep(operation, kept, site);
}

/// The values of a header parameter `Content-Type`, which is removed; `None` if there is none that lists media types.
fn content_types(parameters: &mut Vec<(usize, Value)>) -> Option<Vec<String>> {
    let is_it = |parameter: &Value| {
        let text = |key: &str| parameter.get(key).and_then(Value::as_str).unwrap_or_default();
        text("in") == "header" && text("name").eq_ignore_ascii_case("content-type")
    };
    let at = parameters.iter().position(|(_, parameter)| is_it(parameter))?;
    let (_, parameter) = parameters.get(at)?;
    let listed = parameter.get("enum").and_then(Value::as_array)?;
    let mut names: Vec<String> = listed.iter().filter_map(Value::as_str).map(str::to_owned).collect();
    if names.is_empty() || !names.iter().all(|name| name.contains('/')) {
        return None;
    }
    media_types::json_first(&mut names);
    parameters.remove(at);
    Some(names)
}

fn report_surplus(index: usize, site: &mut Site<'_>) {
    let message = "the operation already has a body; this form parameter is ignored";
    site.member("parameters", |site| site.item(index, |site| site.report_here(&rules::INVALID_DOCUMENT, message)));
}

/// Writes the request body of `operation`, which was its parameter with the number `index`.
fn write_body(
    operation: &mut Map<String, Value>,
    index: usize,
    mut parameter: Map<String, Value>,
    mut consumes: Vec<String>,
    site: &mut Site<'_>,
) {
    if consumes.is_empty() {
        consumes.push(media_type::JSON.to_owned());
    }
    let schema = keywords::take(&mut parameter);
    let (from, to) = (site.path().join("parameters").join(index), site.path().join("requestBody"));
    site.record_move(&from, &to);
    for name in &consumes {
        let to = to.join("content").join(name).join("schema");
        match &schema {
            Some(schema) => schema.record(&from, &to, site),
            None => site.record_move(&from.join("schema"), &to),
        }
    }
    // A body without a schema may be anything, and `repair` reports a schema that is not an object.
    let value = schema.map(|schema| Value::Object(schema.value)).or_else(|| parameter.shift_remove("schema"));
    let media = value.map_or_else(|| json!({}), |value| json!({ "schema": value }));
    let content: Map<String, Value> = consumes.into_iter().map(|name| (name, media.clone())).collect();
    let mut body: Map<String, Value> = parameter
        .into_iter()
        .filter(|(key, _)| ["description", "required"].contains(&key.as_str()) || key.starts_with("x-"))
        .collect();
    body.insert("content".to_owned(), Value::Object(content));
    operation.insert("requestBody".to_owned(), Value::Object(body));
}

/// Leaves the parameters that are parameters in 3.0, each with the number that it had.
fn keep(operation: &mut Map<String, Value>, kept: Vec<(usize, Value)>, site: &mut Site<'_>) {
    let list = site.path().join("parameters");
    for (new, (old, _)) in kept.iter().enumerate() {
        site.record_move(&list.join(old), &list.join(new));
    }
    if kept.is_empty() {
        operation.shift_remove("parameters");
    } else {
        operation.insert("parameters".to_owned(), kept.into_iter().map(|(_, parameter)| parameter).collect());
    }
}
