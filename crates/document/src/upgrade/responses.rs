//! Moves the schema of a response into `content`, once for each media type that the operation produces.
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
//! 3.0 has no `produces`. A response without a schema has no content, whatever is produced. A file is bytes in every
//! media type but JSON, which a client would decode. A response that several operations share has the media types of
//! the document; an operation with others gets a copy ([2.0](https://spec.openapis.org/oas/v2.0.html#response-object),
//! [3.0](https://spec.openapis.org/oas/v3.0.3.html#response-object)).

use serde_json::{Map, Value};

use super::{media_types, parameters};
use crate::{
    document::Document,
    finding::Findings,
    media_type::{self, MediaKind, is_same},
    pass::Pass,
    path::Path,
    pointer::Pointer,
    resolve::resolve,
    rules,
    schemas::{METHODS, members},
    site::Site,
};

pub(super) const PASS: Pass = Pass::document(run).after(&["malformed"]);

pub(super) fn run(document: &mut Document, findings: &mut Findings) {
    let of_document = media_types::of_document(document, "produces");
    // All are resolved before the first is replaced, so that no copy contains another.
    for Reference { at, from, target } in references(&document.value, &of_document) {
        document.record_move(&from, &at);
        if let Some(node) = at.get_mut(&mut document.value) {
            *node = target;
        }
    }
    document.for_each_operation(findings, &mut |operation, site| {
        let produces = media_types::of_operation(operation, "produces", &of_document);
        site.for_each_in(operation, "responses", &mut |response, site| upgrade(response, &produces, site));
    });
    let path = Path::root();
    if let (Value::Object(root), mut site) = document.split(&path, findings) {
        site.for_each_in(root, "responses", &mut |response, site| upgrade(response, &of_document, site));
    }
    media_types::remove(document, "produces", findings);
}

/// A reference to a response with a schema.
struct Reference {
    at: Pointer,
    from: Pointer,
    target: Value,
}

/// The references in the responses of operations that produce other media types than the document.
fn references(document: &Value, of_document: &[String]) -> Vec<Reference> {
    let mut found = Vec::new();
    for (path, item) in members(document.get("paths")) {
        for (method, operation) in members(Some(item)).filter(|(key, _)| METHODS.contains(&key.as_str())) {
            let Value::Object(operation) = operation else { continue };
            if media_types::of_operation(operation, "produces", of_document) == of_document {
                continue;
            }
            let responses = members(operation.get("responses")).filter(|(_, response)| response.get("$ref").is_some());
            for (status, _) in responses {
                let at = Pointer::root().join("paths").join(path).join(method).join("responses").join(status);
                let has_schema = |target: &Value| target.get("schema").is_some();
                let target = resolve(document, &at).filter(|(from, target)| *from != at && has_schema(target));
                found.extend(target.map(|(from, target)| Reference { at, from, target: target.clone() }));
            }
        }
    }
    found
}

fn upgrade(response: &mut Map<String, Value>, produces: &[String], site: &mut Site<'_>) {
    site.for_each_in(response, "headers", &mut parameters::upgrade);
    if response.contains_key("$ref") {
        return;
    }
    let schema = response.shift_remove("schema");
    let examples = response.shift_remove("examples");
    if schema.is_none() && examples.is_none() {
        return;
    }
    let mut content = match response.shift_remove("content") {
        Some(Value::Object(content)) => content,
        _ => Map::new(),
    };
    if let Some(schema) = schema {
        let names = if schema.get("type").and_then(Value::as_str) == Some("file") {
            file_types(produces, site)
        } else {
            content_types(produces, examples.as_ref())
        };
        let response = site.pointer();
        for name in names {
            site.record_move(&response.join("schema"), &response.join("content").join(&name).join("schema"));
            content.insert(name, Value::Object(Map::from_iter([("schema".to_owned(), schema.clone())])));
        }
    }
    if let Some(Value::Object(examples)) = examples {
        for (name, example) in examples {
            move_example(&mut content, &name, example, site);
        }
    }
    if !content.is_empty() {
        response.insert("content".to_owned(), Value::Object(content));
    }
}

/// The media types of a response: those that the operation produces, and those of its examples, because some documents
/// have examples of errors in JSON for operations that otherwise produce none.
fn content_types(produces: &[String], examples: Option<&Value>) -> Vec<String> {
    let mut names = produces.to_vec();
    for (name, _) in members(examples) {
        if !names.iter().any(|other| is_same(other, name)) {
            names.push(name.clone());
        }
    }
    if names.is_empty() {
        names.push(media_type::JSON.to_owned());
    }
    media_types::json_first(&mut names);
    names
}

/// The media types of a file. A client would decode JSON instead of returning the bytes.
fn file_types(produces: &[String], site: &mut Site<'_>) -> Vec<String> {
    let (json, mut other): (Vec<_>, Vec<_>) =
        produces.iter().cloned().partition(|name| MediaKind::of(name) == MediaKind::Json);
    if other.is_empty() {
        other.push(media_type::OCTET_STREAM.to_owned());
    }
    for name in json {
        let message = format!("the response is a file; it is requested as {}, never as `{name}`", other.join(", "));
        site.report(&rules::OTHER_RESPONSE_MEDIA_TYPE, "schema", message);
    }
    other
}

/// Moves the example in the media type `name` to that media type in `content`.
fn move_example(content: &mut Map<String, Value>, name: &str, example: Value, site: &mut Site<'_>) {
    let exact = content.contains_key(name).then(|| name.to_owned());
    let found = exact.or_else(|| content.keys().find(|other| is_same(other, name)).cloned());
    let from = site.path().join("examples").join(name);
    if let Some(found) = found
        && let Some(Value::Object(media)) = content.get_mut(&found)
    {
        media.insert("example".to_owned(), example);
        site.record_move(&from, &site.path().join("content").join(found).join("example"));
    } else {
        let message = format!("the response has no content of the media type `{name}`; its example is ignored");
        site.push(site.finding(&rules::LOST_IN_UPGRADE, &from, message));
    }
}
