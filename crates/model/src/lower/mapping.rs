//! Writes the tags of variants into the `mapping` of their discriminator, in the form of OpenAPI.
//!
//! ```yaml
//! # before
//! oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }, { $ref: …/PetObject }]
//! discriminator:
//!   propertyName: kind
//!   mapping: { dog: { $ref: '#/components/schemas/Dog' } }
//!   x-moored-names: { Cat: { $ref: '#/components/schemas/Cat' } }
//! ---
//! # after
//! oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }, { allOf: [{ $ref: … }] }]
//! discriminator:
//!   propertyName: kind
//!   mapping: { dog: '#/components/schemas/Dog', Cat: '#/components/schemas/Cat' }
//! ```
//!
//! The name of a schema is its tag where it lists no values of the property that distinguish it. A component that a
//! pass made of an inline schema has no name in the document, and an inline schema has no tag
//! ([4.8.25](https://spec.openapis.org/oas/v3.1.1.html#discriminator-object)), so that a reference within an `allOf`
//! stands for it.

use std::collections::BTreeSet;

use moored_document::{
    document::Document,
    finding::Findings,
    pass::Pass,
    pointer::Pointer,
    schemas::{TAG_NAMES, component_name, for_each, members, target_name},
};
use serde_json::{Map, Value, json};

use crate::{config::Config, listed};

/// These passes read targets as references, update them, or change what variants list.
pub(super) const PASS: Pass<Config> = Pass::document(run).after(&[
    "inline_schema",
    "merged_choice",
    "all_of",
    "undeclared_tag",
    "nullable_component",
    "cyclic_schema",
    "one_way_members",
]);

fn run(document: &mut Document, _: &mut Findings) {
    let none = Map::new();
    let named = document.value.pointer("/components/schemas").and_then(Value::as_object).unwrap_or(&none);
    let mut rewritten: Vec<(Pointer, Value, Value)> = Vec::new();
    for_each(&document.value, &mut |path, schema| {
        if let Some((variants, discriminator)) = rewrite(schema, named) {
            rewritten.push((path.pointer(), variants, discriminator));
        }
    });
    for (at, variants, discriminator) in rewritten {
        if let Some(Value::Object(schema)) = at.get_mut(&mut document.value) {
            schema.insert("oneOf".to_owned(), variants);
            schema.insert("discriminator".to_owned(), discriminator);
        }
    }
}

/// The variants and the discriminator of `schema`; `None` if they stay.
fn rewrite(schema: &Value, named: &Map<String, Value>) -> Option<(Value, Value)> {
    let mut discriminator = schema.get("discriminator")?.as_object()?.clone();
    let names = discriminator.shift_remove(TAG_NAMES)?;
    let property = discriminator.get("propertyName")?.as_str()?.to_owned();
    let mut variants = schema.get("oneOf")?.as_array()?.clone();
    let mut mapping = match discriminator.shift_remove("mapping") {
        Some(Value::Object(mapping)) => mapping,
        _ => Map::new(),
    };
    let default = discriminator.get("defaultMapping").and_then(target_name);
    let mapped: Vec<String> = mapping.values().filter_map(target_name).collect();
    let assigned: BTreeSet<&String> = mapping.keys().collect();
    let listed = listed::distinguishing(&variants.iter().collect::<Vec<_>>(), &property, &assigned, named);
    for (variant, tags) in variants.iter_mut().zip(listed) {
        let Some(name) = target_name(variant).filter(|name| tags.is_empty() && !mapped.contains(name)) else {
            continue;
        };
        match members(Some(&names)).find(|(_, target)| target_name(target).as_ref() == Some(&name)) {
            Some((tag, target)) => _ = mapping.entry(tag.clone()).or_insert_with(|| target.clone()),
            None if default.as_ref() == Some(&name) || component_name(variant).is_none() => {}
            None => *variant = json!({ "allOf": [variant.take()] }),
        }
    }
    mapping.values_mut().for_each(make_text);
    if !mapping.is_empty() {
        discriminator.insert("mapping".to_owned(), Value::Object(mapping));
    }
    discriminator.get_mut("defaultMapping").into_iter().for_each(make_text);
    Some((Value::Array(variants), Value::Object(discriminator)))
}

/// Replaces a reference by its text.
fn make_text(target: &mut Value) {
    if let Some(text) = target.get_mut("$ref").map(Value::take) {
        *target = text;
    }
}
