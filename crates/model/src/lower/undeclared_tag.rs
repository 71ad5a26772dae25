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
    schemas::{components, members, target_name},
};
use serde_json::{Value, json};

use crate::config::Config;

/// `discriminator` makes references of the targets, and `all_of` merges the properties of a variant.
pub(super) const PASS: Pass<Config> = Pass::document(run).after(&["discriminator", "all_of"]);

fn run(document: &mut Document, _: &mut Findings) {
    let named = components(&mut document.value);
    let mut undeclared: Vec<(String, String)> = Vec::new();
    for discriminator in named.values().filter_map(|schema| schema.get("discriminator")) {
        let Some(property) = discriminator.get("propertyName").and_then(Value::as_str) else { continue };
        let mut tags: BTreeMap<String, usize> = BTreeMap::new();
        for target in members(discriminator.get("mapping")).filter_map(|(_, target)| target_name(target)) {
            *tags.entry(target).or_default() += 1;
        }
        let several = tags.into_iter().filter(|(_, count)| *count > 1).map(|(target, _)| target);
        let default = discriminator.get("defaultMapping").and_then(target_name);
        undeclared.extend(several.chain(default).map(|target| (target, property.to_owned())));
    }
    for (target, property) in undeclared {
        let variant = named.get_mut(&target);
        if let Some(Value::Object(properties)) = variant.and_then(|variant| variant.get_mut("properties")) {
            let schema = || json!({ "type": "string", "description": "Says which of several kinds this is." });
            properties.entry(property).or_insert_with(schema);
        }
    }
}
