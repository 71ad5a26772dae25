//! Declares the discriminator property in variants that several tags select, or every unknown tag.
//!
//! ```yaml
//! # before
//! Pet:
//!   oneOf: [{ $ref: …/Dog }, …]
//!   discriminator: { propertyName: kind, mapping: { dog: { $ref: …/Dog }, puppy: { $ref: …/Dog }, … } }
//! Dog: { type: object, properties: { name: { type: string } } }
//! ---
//! # after
//! Pet:
//!   oneOf: [{ $ref: …/Dog }, …]
//!   discriminator: { propertyName: kind, mapping: { dog: { $ref: …/Dog }, puppy: { $ref: …/Dog }, … } }
//! Dog: { type: object, properties: { name: { type: string }, kind: { type: string, description: … } } }
//! ```
//!
//! The property is there because of the discriminator
//! ([4.8.25](https://spec.openapis.org/oas/v3.1.1.html#discriminator-object)). Without a field for it, a decoded dog
//! would not show whether it was `dog` or `puppy`.

use std::collections::BTreeMap;

use moored_document::{
    document::Document,
    finding::Findings,
    pass::Pass,
    resolve::Components,
    schemas::{components, members, target_name},
};
use serde_json::{Map, Value, json};

use crate::config::Config;

/// `discriminator` makes references of the targets, and `all_of` merges the properties of a variant.
pub(super) const PASS: Pass<Config> = Pass::document(run).after(&["discriminator", "all_of"]);

fn run(document: &mut Document, _: &mut Findings) {
    let named = components(&mut document.value);
    let mut undeclared: Vec<(String, String, Value)> = Vec::new();
    for schema in named.values() {
        let Some(discriminator) = schema.get("discriminator") else { continue };
        let Some(property) = discriminator.get("propertyName").and_then(Value::as_str) else { continue };
        let mut tags: BTreeMap<String, usize> = BTreeMap::new();
        for target in members(discriminator.get("mapping")).filter_map(|(_, target)| target_name(target)) {
            *tags.entry(target).or_default() += 1;
        }
        let several = tags.into_iter().filter(|(_, count)| *count > 1).map(|(target, _)| target);
        let default = discriminator.get("defaultMapping").and_then(target_name);
        let ty = declared_type(schema, property, named);
        undeclared.extend(several.chain(default).map(|target| (target, property.to_owned(), ty.clone())));
    }
    for (target, property, ty) in undeclared {
        let variant = named.get_mut(&target);
        if let Some(Value::Object(properties)) = variant.and_then(|variant| variant.get_mut("properties")) {
            let schema = || json!({ "type": ty, "description": "Says which of several kinds this is." });
            properties.entry(property).or_insert_with(schema);
        }
    }
}

/// The type that the first variant of `union` with the property declares for it.
fn declared_type(union: &Value, property: &str, named: &Map<String, Value>) -> Value {
    let variants = union.get("oneOf").and_then(Value::as_array).into_iter().flatten();
    let declared = |variant: &Value| {
        let schema = named.get(&target_name(variant)?)?.get("properties")?.get(property)?;
        Components::in_map(named).through_all_of().chain(schema).find_map(|schema| schema.get("type").cloned())
    };
    variants.filter_map(declared).next().unwrap_or_else(|| "string".into())
}
