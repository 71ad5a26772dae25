//! Tags: which value of which property selects a variant.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::{Candidate, Shape, TagOnWire, properties, resolved, text};
use moored_document::{
    resolve::Components,
    schemas::{members, target_name},
};

/// Reads the tags of the union `schema` into its `variants`, and returns the property that contains them, if there is
/// one.
pub(super) fn read(schema: &Value, schemas: &Map<String, Value>, variants: &mut [Candidate]) -> Option<String> {
    let tag = match schema.get("discriminator").and_then(|discriminator| text(discriminator, "propertyName")) {
        Some(tag) => {
            explicit(schema, tag, schemas, variants);
            tag.to_owned()
        }
        None => inferred(schemas, variants)?,
    };
    for variant in variants.iter_mut() {
        let schema = variant.component.as_ref().and_then(|name| schemas.get(name));
        let demanded = schema
            .and_then(|schema| schema.get("required")?.as_array())
            .is_some_and(|names| names.contains(&tag.as_str().into()));
        let structure = schema.is_some_and(|schema| schema.get("oneOf").is_none());
        if structure && !demanded && !variant.tags.is_empty() {
            variant.tag_on_wire = TagOnWire::Union;
        }
    }
    Some(tag)
}

/// The explicit tags of a discriminator: first its mapping, then the values that the variants list, then the names of
/// the variants.
fn explicit(schema: &Value, tag: &str, schemas: &Map<String, Value>, variants: &mut [Candidate]) {
    let entries = |key: &str| {
        let entries = members(schema.get("discriminator").and_then(|discriminator| discriminator.get(key)));
        let read = entries.filter_map(|(tag, target)| Some((tag.clone(), target_name(target)?)));
        read.collect::<Vec<(String, String)>>()
    };
    let (mapping, names) = (entries("mapping"), entries("names"));
    for variant in variants.iter_mut() {
        let mapped = mapping.iter().filter(|(_, target)| Some(target) == variant.component.as_ref());
        variant.tags = mapped.map(|(tag, _)| tag.clone()).collect();
    }
    let listed: Vec<Vec<String>> = variants
        .iter()
        .map(|variant| if variant.tags.is_empty() { own(&variant.schema, tag, schemas, 0) } else { Vec::new() })
        .collect();
    let mapped: Vec<&String> = mapping.iter().map(|(tag, _)| tag).collect();
    for (index, variant) in variants.iter_mut().enumerate().filter(|(_, variant)| variant.tags.is_empty()) {
        let others: Vec<&String> =
            listed.iter().enumerate().filter(|(other, _)| *other != index).flat_map(|(_, tags)| tags).collect();
        let mine = listed.get(index).into_iter().flatten();
        // A value that several variants list does not distinguish them. Neither does a value that the mapping assigns.
        let mine: Vec<String> = mine.filter(|tag| !mapped.contains(tag) && !others.contains(tag)).cloned().collect();
        variant.tags = mine;
        if variant.tags.is_empty() {
            let named = names.iter().filter(|(_, target)| Some(target) == variant.component.as_ref());
            variant.tags = named.map(|(tag, _)| tag.clone()).collect();
        }
    }
}

/// Infers tags without a discriminator: a property for which each variant that is an object lists other values.
fn inferred(schemas: &Map<String, Value>, variants: &mut [Candidate]) -> Option<String> {
    let objects: Vec<usize> = variants
        .iter()
        .enumerate()
        .filter(|(_, variant)| matches!(variant.shape, Shape::Object | Shape::Any))
        .map(|(index, _)| index)
        .collect();
    if objects.len() < 2 {
        return None;
    }
    let first = variants.get(*objects.first()?)?.schema.clone();
    for (name, _) in properties(resolved(&first, schemas)?) {
        let mut seen = BTreeSet::new();
        let tags: Vec<Vec<String>> = objects
            .iter()
            .filter_map(|index| Some(own(&variants.get(*index)?.schema, name, schemas, 0)))
            .take_while(|tags| !tags.is_empty() && tags.iter().all(|tag| seen.insert(tag.clone())))
            .collect();
        if tags.len() == objects.len() {
            for (index, tags) in objects.iter().zip(tags) {
                if let Some(variant) = variants.get_mut(*index) {
                    variant.tags = tags;
                }
            }
            return Some(name.clone());
        }
    }
    None
}

/// The limit for unions within unions; no real document exceeds it.
const DEEPEST: usize = 16;

/// The values that a schema lists for its property `tag`; for a union, those of all its variants.
fn own<'a>(schema: &'a Value, tag: &str, schemas: &'a Map<String, Value>, depth: usize) -> Vec<String> {
    let Some(schema) = resolved(schema, schemas).filter(|_| depth < DEEPEST) else { return Vec::new() };
    if let Some(variants) = schema.get("oneOf").and_then(Value::as_array) {
        let discriminator = schema.get("discriminator").filter(|found| text(found, "propertyName") == Some(tag));
        let explicit = ["mapping", "names"].map(|key| discriminator.and_then(|found| found.get(key)));
        let mut found: Vec<String> = explicit.into_iter().flat_map(members).map(|(tag, _)| tag.clone()).collect();
        for variant in variants {
            let own = own(variant, tag, schemas, depth + 1);
            if own.is_empty() && found.is_empty() {
                return Vec::new();
            }
            found.extend(own);
        }
        return found;
    }
    let Some((_, property)) = properties(schema).find(|(name, _)| *name == tag) else { return Vec::new() };
    let listed = |schema: &'a Value| ["x-moored-enum", "enum"].iter().find_map(|key| schema.get(*key)?.as_array());
    let values = Components::in_map(schemas).through_all_of().chain(property).find_map(listed);
    let text = |value: &Value| match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(_) | Value::Bool(_) => Some(value.to_string()),
        _ => None,
    };
    values.into_iter().flatten().filter_map(text).collect()
}
