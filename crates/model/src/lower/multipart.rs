//! Multipart forms whose parts are described in several places, or are files.
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
//!       photos: { type: array, items: { type: string, format: binary } }
//! ```
//!
//! The parts of a body with `itemSchema`, or with the schema of a list, have no names: the schema of the items becomes
//! the `itemSchema` ([positional](https://spec.openapis.org/oas/v3.2.0.html#encoding-by-position)).
//!
//! A part is not a JSON value: a file has a name and a media type, and may be streamed. So such a body gets a type of
//! its own, with a field for each part, which typify does not see. A file is written
//! `{ type: string, format: binary }`. A part is a file if it has `format: binary`, a
//! `contentMediaType` without `contentEncoding`, a schema without any
//! type, or an encoding whose `contentType` is no text
//! ([multipart](https://spec.openapis.org/oas/v3.1.1.html#special-considerations-for-multipart-content)).

mod items;
mod part;
mod parts;

use serde_json::{Map, Value, json};

pub(crate) use self::items::item_content_type;
use self::{
    part::Part,
    parts::{Parts, Presence},
};
use crate::config::Config;
use moored_document::{
    document::Document,
    finding::{Finding, Findings},
    media_type::MediaKind,
    pass::Pass,
    pointer::Pointer,
    rules::{self, Rule},
    schemas::{members, operations},
};

/// How many references and nested parts of an `allOf` are followed: it ends on schemas that contain themselves, which
/// later passes report.
const DEEPEST: usize = 32;

/// `discriminator` lists all variants of a form that is a choice, and `extra_members` closes forms.
pub(super) const PASS: Pass<Config> = Pass::document(run).after(&["discriminator", "extra_members"]);

fn run(document: &mut Document, findings: &mut Findings) {
    for operation in operations(&document.value) {
        let content = operation.join("requestBody").join("content");
        let names = members(content.get(&document.value)).map(|(name, _)| name);
        let forms: Vec<Pointer> =
            names.filter(|name| MediaKind::of(name) == MediaKind::Multipart).map(|name| content.join(name)).collect();
        for form in forms {
            drop_headers(document, &form, findings);
            if !items::rewrite(document, &form, findings) {
                flatten(document, &form, findings);
            }
        }
    }
}

/// Replaces the schema of the media type at `at` by an object with all parts.
fn flatten(document: &mut Document, at: &Pointer, findings: &mut Findings) {
    let from = at.join("schema");
    if from.get(&document.value).is_none() {
        return;
    }
    let parts = collect(document, &from, findings);
    let mut properties = Map::new();
    for (name, origin) in &parts.properties {
        let media_type = content_type(document, at, name);
        let property = origin.get(&document.value).cloned().unwrap_or_default();
        let to = from.join("properties").join(name);
        document.record_move(origin, &to);
        let part = Part::of(document, &property, media_type.as_deref());
        if let Part::Text = part {
            let message = format!("the part `{name}` is sent as the text that the caller passes");
            findings.push(Finding::new(&rules::PARAMETER_AS_TEXT, document.locate(&to), message));
        }
        properties.insert(name.clone(), part.schema(property));
    }
    let mut schema = Map::from_iter([("type".to_owned(), "object".into())]);
    if !parts.required.is_empty() {
        schema.insert("required".to_owned(), json!(parts.required));
    }
    schema.insert("properties".to_owned(), Value::Object(properties));
    if parts.is_closed {
        schema.insert("additionalProperties".to_owned(), false.into());
    }
    if let Some(node) = from.get_mut(&mut document.value) {
        *node = Value::Object(schema);
    }
}

/// The parts of the form whose schema is at `from`. Reports what no part can express.
fn collect(document: &Document, from: &Pointer, findings: &mut Findings) -> Parts {
    let mut report = |rule: &'static Rule, at: &Pointer, message: &str| {
        findings.push(Finding::new(rule, document.locate(at), message));
    };
    let mut parts = Parts::default();
    if !parts.collect(document, from, Presence::AsDeclared, 0) {
        report(&rules::UNTYPED_REQUEST_BODY, from, "the parts of the form are unknown; the caller builds the form");
        return Parts::default();
    }
    for choice in &parts.choices {
        report(&rules::UNTYPED_KEYWORD, choice, "the valid combinations of these parts are not checked");
    }
    parts
}

/// Reports and removes the headers of the parts.
fn drop_headers(document: &mut Document, at: &Pointer, findings: &mut Findings) {
    let encoding = at.join("encoding");
    let with_headers = members(encoding.get(&document.value)).filter(|(_, part)| part.get("headers").is_some());
    let parts: Vec<Pointer> = with_headers.map(|(name, _)| encoding.join(name)).collect();
    for part in parts.into_iter().chain([at.join("itemEncoding")]) {
        let Some(Value::Object(members)) = part.get_mut(&mut document.value) else { continue };
        let headers = members.shift_remove("headers");
        if headers.as_ref().and_then(Value::as_object).is_some_and(|headers| !headers.is_empty()) {
            let message = "a part has no headers except those for its name and its media type";
            findings.push(Finding::new(&rules::PART_HEADERS, document.locate(&part.join("headers")), message));
        }
    }
}

/// The `contentType` of the part `name` of the media type at `at`: the first in its list that is no range.
#[must_use]
pub fn content_type(document: &Document, at: &Pointer, name: &str) -> Option<String> {
    of_encoding(document, &at.join("encoding").join(name))
}

/// The `contentType` of the encoding at `at`: the first in its list that is no range.
fn of_encoding(document: &Document, at: &Pointer) -> Option<String> {
    let text = at.join("contentType").get(&document.value)?.as_str()?;
    let is_media_type =
        |one: &&str| one.contains('/') && !one.contains('*') && one.bytes().all(|byte| byte.is_ascii_graphic());
    text.split(',').map(str::trim).find(is_media_type).map(str::to_owned)
}
