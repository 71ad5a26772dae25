//! The values that schemas list for a property.

use std::collections::{BTreeMap, BTreeSet};

use moored_document::{
    resolve::Components,
    schemas::{TAG_NAMES, members},
};
use serde_json::{Map, Value};

/// The limit for unions within unions; no real document exceeds it.
const DEEPEST: usize = 16;

/// The values that `schema` lists for `property`; for a union, those of all its variants.
pub(crate) fn of_property(schema: &Value, property: &str, schemas: &Map<String, Value>) -> Vec<String> {
    within(schema, property, schemas, 0)
}

/// The values of `property` that distinguish each of `variants`: those that no other one lists, and that are not
/// `assigned` to any.
pub(crate) fn distinguishing(
    variants: &[&Value],
    property: &str,
    assigned: &BTreeSet<&String>,
    schemas: &Map<String, Value>,
) -> Vec<Vec<String>> {
    let listed: Vec<Vec<String>> = variants.iter().map(|variant| of_property(variant, property, schemas)).collect();
    let mut counts: BTreeMap<&String, usize> = BTreeMap::new();
    for tags in &listed {
        for tag in tags.iter().collect::<BTreeSet<_>>() {
            *counts.entry(tag).or_default() += 1;
        }
    }
    let is_own = |tag: &&String| counts.get(tag) == Some(&1) && !assigned.contains(tag);
    listed.iter().map(|tags| tags.iter().filter(is_own).cloned().collect()).collect()
}

fn within(schema: &Value, property: &str, schemas: &Map<String, Value>, depth: usize) -> Vec<String> {
    let resolver = Components::in_map(schemas).through_all_of();
    let Some(schema) = resolver.try_resolve(schema).filter(|_| depth < DEEPEST) else { return Vec::new() };
    if let Some(variants) = schema.get("oneOf").and_then(Value::as_array) {
        let tag = |found: &&Value| found.get("propertyName").and_then(Value::as_str) == Some(property);
        let discriminator = schema.get("discriminator").filter(tag);
        let explicit = ["mapping", TAG_NAMES].map(|key| discriminator.and_then(|found| found.get(key)));
        let mut found: Vec<String> = explicit.into_iter().flat_map(members).map(|(tag, _)| tag.clone()).collect();
        for variant in variants {
            let own = within(variant, property, schemas, depth + 1);
            if own.is_empty() && found.is_empty() {
                return Vec::new();
            }
            found.extend(own);
        }
        return found;
    }
    let Some(property) = schema.get("properties").and_then(|properties| properties.get(property)) else {
        return Vec::new();
    };
    let values = resolver.chain(property).find_map(list);
    let text = |value: &Value| match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(_) | Value::Bool(_) => Some(value.to_string()),
        _ => None,
    };
    values.into_iter().flatten().filter_map(text).collect()
}

fn list(schema: &Value) -> Option<&Vec<Value>> {
    schema.get("enum")?.as_array()
}
