//! Variants that several tags lead to and that do not declare the member that holds them.
//!
//! ```yaml
//! Pet: { oneOf: [{ $ref: …/Dog }], discriminator: { propertyName: kind, mapping: { dog: { $ref: …/Dog }, puppy: { $ref: …/Dog } } } }     # before
//! Dog: { type: object, properties: { name: { type: string } } }
//! ---
//! Pet: { oneOf: [{ $ref: …/Dog }], discriminator: { propertyName: kind, mapping: { dog: { $ref: …/Dog }, puppy: { $ref: …/Dog } } } }     # after
//! Dog: { type: object, properties: { name: { type: string }, kind: { type: string, description: … } } }
//! ```
//!
//! The discriminator says that the member is there ([4.8.25](https://spec.openapis.org/oas/v3.1.1.html#discriminator-object)); without it, nobody could tell the dog that was
//! decoded from the puppy.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::config::Config;
use moored_document::{
    document::Document,
    finding::Findings,
    pass::Pass,
    schemas::{components, members, target_name},
};

pub(super) const PASS: Pass<Config> = Pass::document(run);

pub(super) fn run(document: &mut Document, _: &mut Findings) {
    let mut wanted: Vec<(String, String)> = Vec::new();
    for schema in components(&mut document.value).values() {
        let discriminator = schema.get("discriminator");
        let Some(tag) = discriminator.and_then(|found| found.get("propertyName")?.as_str()) else { continue };
        let mut led: BTreeMap<String, usize> = BTreeMap::new();
        for target in
            members(discriminator.and_then(|found| found.get("mapping"))).filter_map(|(_, target)| target_name(target))
        {
            *led.entry(target).or_default() += 1;
        }
        wanted.extend(led.into_iter().filter(|(_, tags)| *tags > 1).map(|(target, _)| (target, tag.to_owned())));
    }
    for (target, tag) in wanted {
        let variant = components(&mut document.value).get_mut(&target);
        if let Some(Value::Object(properties)) = variant.and_then(|variant| variant.get_mut("properties")) {
            let property = json!({ "type": "string", "description": "Says which of several kinds this is." });
            properties.entry(tag).or_insert(property);
        }
    }
}
