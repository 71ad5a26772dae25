//! Removes keywords that no Rust type can express, and titles of schemas other than variants.
//!
//! ```yaml
//! # before
//! { type: object, propertyNames: { pattern: '^x' }, if: …, then: { properties: { a: { type: string } } } }
//! { title: Pet, oneOf: [{ title: Cat, type: object }, { type: string }] }
//! { type: string, contentEncoding: base64 }
//! ---
//! # after: two losses
//! { type: object, properties: { a: { type: string } } }
//! { oneOf: [{ title: Cat, type: object }, { type: string }] }
//! { type: string, format: byte }
//! ```
//!
//! typify stops at `if` and at most uses of `not`, and OpenAPI 3.0 does not have the others. A property that an object
//! has under a condition becomes an optional property. Before 3.1, an encoding was a format ([Data
//! Types](https://spec.openapis.org/oas/v3.0.4.html#data-types)), which `formats` reads. The title of a variant
//! is kept for `inline_schema`, which names the variant after it. See [JSON Schema
//! 10.2.2](https://json-schema.org/draft/2020-12/json-schema-core#section-10.2.2).

use moored_document::{pass::Pass, rules, schemas, site::Site};
use serde_json::{Map, Value, json};

use crate::{config::Config, constants::lists_null};

/// Removed, and reported.
const LOST: &[&str] = &[
    "not",
    "if",
    "then",
    "else",
    "dependentSchemas",
    "dependentRequired",
    "contains",
    "propertyNames",
    "unevaluatedItems",
    "unevaluatedProperties",
];

/// Removed without a finding: no value is valid or invalid because of them.
const WITHOUT_EFFECT: &[&str] = &[
    "$schema",
    "$id",
    "$anchor",
    "$dynamicAnchor",
    "$recursiveAnchor",
    "$comment",
    "$vocabulary",
    "contentEncoding",
    "contentMediaType",
    "contentSchema",
    "minContains",
    "maxContains",
    "xml",
    "externalDocs",
];

/// The first three read `contentMediaType`, `contentEncoding` and `contentSchema`. `type_array` drops the keywords that
/// apply to none of several types, which is no loss.
pub(super) const PASS: Pass<Config> =
    Pass::schema_objects(rewrite).after(&["item_schema", "binary_json", "multipart", "type_array"]);

fn rewrite(members: &mut Map<String, Value>, site: &mut Site<'_>) {
    if let Some(format) = format_of_encoding(members) {
        members.insert("format".to_owned(), format.into());
    }
    merge_conditional_properties(members);
    for key in LOST {
        if members.shift_remove(*key).is_some() {
            site.report(&rules::UNTYPED_KEYWORD, key, format!("`{key}` is not checked"));
        }
    }
    let is_variant = matches!(site.path().list(), Some("oneOf" | "anyOf"));
    if !is_variant || !members.get("title").is_some_and(Value::is_string) {
        members.shift_remove("title");
    }
    // `type_array` has made the choices with such a variant nullable.
    if lists_null(members.get("enum")) {
        members.shift_remove("enum");
    }
    for key in WITHOUT_EFFECT {
        members.shift_remove(*key);
    }
}

/// The format of a string whose encoding is one of bytes; `None` if it has a format or values of its own.
fn format_of_encoding(members: &Map<String, Value>) -> Option<&'static str> {
    let text = |key: &str| members.get(key).and_then(Value::as_str);
    let encoding = text("contentEncoding").filter(|_| text("type") == Some("string"))?;
    if ["format", "enum"].iter().any(|key| members.contains_key(*key)) {
        return None;
    }
    match encoding.to_ascii_lowercase().as_str() {
        "base64" => Some("byte"),
        "base64url" => Some("base64url"),
        _ => None,
    }
}

/// Adds the properties that an object has under a condition only.
fn merge_conditional_properties(members: &mut Map<String, Value>) {
    let branches = ["then", "else"].iter().filter_map(|key| members.get(*key));
    let dependent = members.get("dependentSchemas").and_then(Value::as_object).into_iter().flat_map(Map::values);
    let mut conditional: Vec<(String, Vec<Value>)> = Vec::new();
    for (name, schema) in branches.chain(dependent).flat_map(|branch| schemas::members(branch.get("properties"))) {
        if members.get("properties").is_some_and(|properties| properties.get(name).is_some()) {
            continue;
        }
        match conditional.iter_mut().find(|(other, _)| other == name) {
            Some((_, schemas)) if schemas.contains(schema) => {}
            Some((_, schemas)) => schemas.push(schema.clone()),
            None => conditional.push((name.clone(), vec![schema.clone()])),
        }
    }
    if conditional.is_empty() {
        return;
    }
    let properties = members.entry("properties").or_insert_with(|| Value::Object(Map::new()));
    for (name, mut schemas) in conditional {
        let schema = if schemas.len() == 1 { schemas.remove(0) } else { json!({ "oneOf": schemas }) };
        if let Value::Object(properties) = properties {
            properties.insert(name, schema);
        }
    }
}
