//! Moves schemas that are one level too high to where 3.x has them.
//!
//! ```yaml
//! { name: limit, in: query, type: integer }                                               # before
//! responses:
//!   '200': { description: OK, schema: { $ref: … } }
//!   '201': { application/json: { schema: { $ref: … } } }
//!   '202': { content: { application/json: { type: array, items: { $ref: … } } } }
//! ---
//! { name: limit, in: query, schema: { type: integer } }                                   # after
//! responses:
//!   '200': { description: OK, content: { application/json: { schema: { $ref: … } } } }
//!   '201': { content: { application/json: { schema: { $ref: … } } } }
//!   '202': { content: { application/json: { schema: { type: array, items: { $ref: … } } } } }
//! ```
//!
//! The first two forms are those of 2.0. 3.x does not have these keys here, so the types would be lost
//! ([parameter](https://spec.openapis.org/oas/v3.1.1.html#parameter-object),
//! [media type](https://spec.openapis.org/oas/v3.1.1.html#media-type-object)).

use serde_json::{Map, Value, json};

use crate::{
    grammar::Kind,
    media_type::{JSON, is_media_type},
    pass::Pass,
    pointer::Pointer,
    rules,
    site::Site,
    upgrade::upgrade_parameter,
};

/// The keywords by which a schema is recognised.
const KEYWORDS: &[&str] = &["type", "properties", "items", "allOf", "oneOf", "anyOf", "enum", "additionalProperties"];

// `payload_parameters` takes the parameters of 2.0 that are not parameters in 3.x.
pub(super) const PASS: Pass = Pass::objects(repair).after(&["references", "payload_parameters"]);

pub(super) fn repair(kind: Kind, members: &mut Map<String, Value>, site: &mut Site<'_>) {
    if members.contains_key("$ref") {
        return;
    }
    let is_repaired = match kind {
        Kind::Parameter | Kind::Header => {
            let is_misplaced =
                is_schema(members) && !members.contains_key("schema") && !members.contains_key("content");
            if is_misplaced {
                upgrade_parameter(members, site);
            }
            is_misplaced
        }
        Kind::Response | Kind::RequestBody => !members.contains_key("content") && into_content(members, site),
        Kind::MediaType => {
            let is_misplaced = is_schema(members) && !members.contains_key("schema");
            if is_misplaced {
                let node = site.pointer();
                into_schema(members, &[], &node.join("schema"), site);
            }
            is_misplaced
        }
        _ => false,
    };
    if is_repaired {
        site.report_here(
            &rules::UNUSUAL_FORM,
            "a schema is one level too high; interpreted as the schema of this object",
        );
    }
}

fn is_schema(members: &Map<String, Value>) -> bool {
    KEYWORDS.iter().any(|keyword| members.contains_key(*keyword))
}

/// Gives a response or a request body its `content`; `false` where there is nothing to move into it.
fn into_content(members: &mut Map<String, Value>, site: &mut Site<'_>) -> bool {
    let media_types: Vec<String> = members
        .iter()
        .filter(|(key, value)| is_media_type(key) && value.is_object())
        .map(|(key, _)| key.clone())
        .collect();
    if !media_types.is_empty() {
        let (node, mut content) = (site.pointer(), Map::new());
        for name in media_types {
            site.record_move(&node.join(&name), &node.join("content").join(&name));
            if let Some(media_type) = members.shift_remove(&name) {
                content.insert(name, media_type);
            }
        }
        members.insert("content".to_owned(), Value::Object(content));
        return true;
    }
    let to = || site.path().join("content").join(JSON).join("schema");
    if members.contains_key("schema") {
        let to = to();
        site.record_move(&site.path().join("schema"), &to);
    } else if is_schema(members) {
        let to = to();
        into_schema(members, &["description", "headers", "links", "required"], &to, site);
    } else {
        return false;
    }
    if let Some(schema) = members.shift_remove("schema") {
        members.insert("content".to_owned(), json!({ JSON: { "schema": schema } }));
    }
    true
}

/// Moves all members but those of `kept` into `schema`, which is finally at `to`.
fn into_schema(members: &mut Map<String, Value>, kept: &[&str], to: &Pointer, site: &mut Site<'_>) {
    // A list under `required` is the keyword of a schema.
    let is_kept = |key: &str, value: &Value| {
        key.starts_with("x-") || key == "encoding" || (kept.contains(&key) && !(key == "required" && value.is_array()))
    };
    let (rest, schema) = std::mem::take(members).into_iter().partition(|(key, value)| is_kept(key, value));
    *members = rest;
    let (node, schema): (Pointer, Map<String, Value>) = (site.pointer(), schema);
    for key in schema.keys() {
        site.record_move(&node.join(key), &to.join(key));
    }
    members.insert("schema".to_owned(), Value::Object(schema));
}
