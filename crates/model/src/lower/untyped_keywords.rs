//! Keywords that no Rust type expresses.
//!
//! ```yaml
//! { type: object, propertyNames: { pattern: '^x' }, if: …, then: { properties: { a: { type: string } } } }   # before
//! ---
//! { type: object, properties: { a: { type: string } } }                                                     # after; in the loss report
//! ```
//!
//! typify stops at `if` and at most uses of `not`, and openapiv3 refuses what 3.0 does not have. Members that an object has under a condition alone are there,
//! and optional.

use serde_json::{Map, Value, json};

use crate::config::Config;
use moored_document::{
    document::Document,
    finding::{Finding, Findings},
    pass::Pass,
    pointer::Pointer,
    rules,
    schemas::for_each_mut,
};

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

/// Removed without a word: they say nothing about the value, or about its text inside a string.
const SILENT: &[&str] = &[
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

pub(super) const PASS: Pass<Config> = Pass::document(run);

pub(super) fn run(document: &mut Document, findings: &mut Findings) {
    let mut lost: Vec<(Pointer, &str)> = Vec::new();
    for_each_mut(&mut document.value, &mut |at, schema| {
        let at = &at.pointer();
        let Value::Object(members) = schema else { return };
        adopt(members);
        for key in LOST {
            if members.shift_remove(*key).is_some() {
                lost.push((at.join(key), key));
            }
        }
        for key in ["oneOf", "anyOf"] {
            let variants = members.get_mut(key).and_then(Value::as_array_mut).into_iter().flatten();
            // What a variant is called, where it has no other name.
            for variant in variants.filter_map(Value::as_object_mut) {
                if let Some(title) = variant.shift_remove("title").filter(Value::is_string) {
                    variant.insert("x-moored-title".to_owned(), title);
                }
            }
        }
        for key in SILENT {
            members.shift_remove(*key);
        }
    });
    // Not before those that hold them have seen theirs.
    for_each_mut(&mut document.value, &mut |_, schema| {
        if let Value::Object(members) = schema {
            members.shift_remove("title");
        }
    });
    for (at, key) in lost {
        findings.push(Finding::new(&rules::UNTYPED_KEYWORD, document.locate(&at), format!("`{key}` is not checked")));
    }
}

/// Takes over the members that an object has under a condition.
fn adopt(members: &mut Map<String, Value>) {
    let then = ["then", "else"].iter().filter_map(|key| members.get(*key));
    let dependent = members.get("dependentSchemas").and_then(Value::as_object).into_iter().flat_map(Map::values);
    let mut adopted: Vec<(String, Vec<Value>)> = Vec::new();
    for (name, schema) in
        then.chain(dependent).flat_map(|schema| moored_document::schemas::members(schema.get("properties")))
    {
        if members.get("properties").is_some_and(|own| own.get(name).is_some()) {
            continue;
        }
        match adopted.iter_mut().find(|(other, _)| other == name) {
            Some((_, schemas)) if schemas.contains(schema) => {}
            Some((_, schemas)) => schemas.push(schema.clone()),
            None => adopted.push((name.clone(), vec![schema.clone()])),
        }
    }
    if adopted.is_empty() {
        return;
    }
    let properties = members.entry("properties").or_insert_with(|| Value::Object(Map::new()));
    for (name, mut schemas) in adopted {
        let schema = if schemas.len() == 1 { schemas.remove(0) } else { json!({ "oneOf": schemas }) };
        if let Value::Object(properties) = properties {
            properties.insert(name, schema);
        }
    }
}
