//! Responses, and what operations produce.
//!
//! ```yaml
//! produces: [application/xml, application/json]                                # before
//! responses:
//!   '200':
//!     schema: { type: array, items: { … } }
//!     headers: { X-Total: { type: integer } }
//!     examples: { application/json: [] }
//! ---
//! responses:                                                                   # after
//!   '200':
//!     headers: { X-Total: { schema: { type: integer } } }
//!     content:
//!       application/json: { schema: { type: array, items: { … } }, example: [] }
//!       application/xml: { schema: { type: array, items: { … } } }
//! ```
//!
//! Without a schema there is nothing to hold, whatever is produced. A file is bytes in whatever is produced but JSON, which would be read
//! ([response](https://spec.openapis.org/oas/v2.0.html#response-object)). A response that several operations share is in the media
//! types of the document; an operation that has others gets a copy.

use serde_json::{Map, Value};

use super::{media_types, parameters, references::resolve};
use crate::{
    document::Document,
    finding::{Finding, Findings},
    media_type::{MediaKind, essence},
    pass::Pass,
    pointer::Pointer,
    rules,
    schemas::{members, operations},
};

pub(super) const PASS: Pass = Pass::document(run);

pub(super) fn run(document: &mut Document, findings: &mut Findings) {
    let operations = operations(&document.value);
    // Looked up in the document as it was: what has been copied is not copied into copies of itself.
    let original = document.value.clone();
    let everywhere = media_types::listed(&document.value, None, "produces");
    for operation in &operations {
        let produces = media_types::listed(&document.value, Some(operation), "produces");
        let responses = operation.join("responses");
        let statuses: Vec<Pointer> =
            members(responses.get(&document.value)).map(|(status, _)| responses.join(status)).collect();
        for at in statuses {
            if produces != everywhere {
                inline(document, &original, &at);
            }
            lift(document, &at, &produces, findings);
        }
    }
    let shared = Pointer::root().join("responses");
    let names: Vec<Pointer> = members(shared.get(&document.value)).map(|(name, _)| shared.join(name)).collect();
    for at in names {
        lift(document, &at, &everywhere, findings);
    }
    media_types::drop_list(&mut document.value, &operations, "produces");
}

/// Puts the response in place of the reference at `at`.
fn inline(document: &mut Document, original: &Value, at: &Pointer) {
    let target = resolve(original, at).filter(|(from, target)| from != at && target.get("schema").is_some());
    let Some((from, target)) = target else { return };
    document.record_move(&from, at);
    if let Some(node) = at.get_mut(&mut document.value) {
        *node = target.clone();
    }
}

fn lift(document: &mut Document, at: &Pointer, produces: &[String], findings: &mut Findings) {
    let headers = at.join("headers");
    let names: Vec<Pointer> = members(headers.get(&document.value)).map(|(name, _)| headers.join(name)).collect();
    for header in names {
        parameters::lift(document, &header, findings);
    }
    let Some(Value::Object(response)) = at.get_mut(&mut document.value) else { return };
    if response.contains_key("$ref") {
        return;
    }
    let mut content = match response.shift_remove("content") {
        Some(Value::Object(content)) => content,
        _ => Map::new(),
    };
    let schema = response.shift_remove("schema");
    let examples = response.shift_remove("examples");
    if let Some(schema) = schema {
        let names = if schema.get("type").and_then(Value::as_str) == Some("file") {
            file_types(document, at, produces, findings)
        } else {
            content_types(produces, examples.as_ref())
        };
        for name in names {
            document.record_move(&at.join("schema"), &at.join("content").join(&name).join("schema"));
            content.insert(name, Value::Object(Map::from_iter([("schema".to_owned(), schema.clone())])));
        }
    }
    for (name, example) in examples.as_ref().and_then(Value::as_object).into_iter().flatten() {
        attach(document, at, &mut content, name, example, findings);
    }
    if let (Some(Value::Object(response)), false) = (at.get_mut(&mut document.value), content.is_empty()) {
        response.insert("content".to_owned(), Value::Object(content));
    }
}

/// The media types of a response: those that the operation produces, and those that there are examples in, which some documents write for the
/// errors of an operation that produces no JSON otherwise.
fn content_types(produces: &[String], examples: Option<&Value>) -> Vec<String> {
    let mut names = produces.to_vec();
    for (name, _) in members(examples) {
        if !names.iter().any(|other| essence(other) == essence(name)) {
            names.push(name.clone());
        }
    }
    if names.is_empty() {
        names.push("application/json".to_owned());
    }
    names.sort_by_key(|name| essence(name) != "application/json");
    names
}

/// The media types of a file: a client would read JSON instead of giving the caller the bytes.
fn file_types(document: &Document, at: &Pointer, produces: &[String], findings: &mut Findings) -> Vec<String> {
    let (json, mut other): (Vec<_>, Vec<_>) =
        produces.iter().cloned().partition(|name| MediaKind::of(name) == MediaKind::Json);
    if other.is_empty() {
        other.push("application/octet-stream".to_owned());
    }
    for name in json {
        let message = format!("a file is asked for as {}, never as {name}", other.join(", "));
        let place = document.locate(&at.join("schema"));
        findings.push(Finding::new(&rules::OTHER_RESPONSE_MEDIA_TYPE, place, message));
    }
    other
}

/// Gives the example in media type `name` its place in the content.
fn attach(
    document: &mut Document,
    at: &Pointer,
    content: &mut Map<String, Value>,
    name: &str,
    example: &Value,
    findings: &mut Findings,
) {
    let from = at.join("examples").join(name);
    let same = |other: &&String| other.as_str() == name || essence(other) == essence(name);
    let found = content.keys().find(|other| other.as_str() == name).or_else(|| content.keys().find(same)).cloned();
    if let Some(found) = found
        && let Some(Value::Object(media)) = content.get_mut(&found)
    {
        media.insert("example".to_owned(), example.clone());
        document.record_move(&from, &at.join("content").join(found).join("example"));
    } else {
        let message = format!("no content of this response is {name}, so that its example has no place");
        findings.push(Finding::new(&rules::LOST_IN_LIFT, document.locate(&from), message));
    }
}
