//! Tags: which value of which property selects a variant.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::{Candidate, Constant, Shape, TagOnWire, TagType, properties, resolved, text};
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
    let has_tag =
        |variant: &&mut Candidate| !variant.tags.is_empty() && matches!(variant.shape, Shape::Object | Shape::Any);
    for variant in variants.iter_mut().filter(has_tag) {
        let Some(schema) = variant.component.as_ref().and_then(|name| schemas.get(name)) else { continue };
        // The variants of a union with the same tag have tags of their own.
        let has_one = schema.get("oneOf").is_none()
            || (variant.tags.len() == 1 && discriminator(schema, "propertyName") != Some(&tag.as_str().into()));
        if has_one && !demands(schema, &tag, schemas, 0) {
            variant.tag_on_wire = TagOnWire::Union;
        }
    }
    Some(tag)
}

/// The type of the property `tag` in the variants that declare it.
pub(super) fn tag_type(tag: &str, schemas: &Map<String, Value>, variants: &[Candidate]) -> TagType {
    let resolver = Components::in_map(schemas).through_all_of();
    let is_scalar = |variant: &Candidate| {
        let schema = resolved(&variant.schema, schemas)?;
        let (_, property) = properties(schema).find(|(name, _)| *name == tag)?;
        let ty = resolver.chain(property).find_map(|schema| text(schema, "type"))?;
        Some(["integer", "number", "boolean"].contains(&ty))
    };
    if variants.iter().find_map(is_scalar) == Some(true) { TagType::Scalar } else { TagType::Text }
}

fn discriminator<'a>(schema: &'a Value, key: &str) -> Option<&'a Value> {
    schema.get("discriminator")?.get(key)
}

/// Whether each value of the type of `schema` has the property `tag`.
fn demands(schema: &Value, tag: &str, schemas: &Map<String, Value>, depth: usize) -> bool {
    let Some(schema) = resolved(schema, schemas).filter(|_| depth < DEEPEST) else { return true };
    match schema.get("oneOf").and_then(Value::as_array) {
        Some(variants) => variants.iter().all(|variant| demands(variant, tag, schemas, depth + 1)),
        None => schema.get("required").and_then(Value::as_array).is_some_and(|names| names.contains(&tag.into())),
    }
}

/// The explicit tags of a discriminator: first its mapping, then the values that the variants list, then the names of
/// the variants.
fn explicit(schema: &Value, tag: &str, schemas: &Map<String, Value>, variants: &mut [Candidate]) {
    let entries = |key: &str| {
        let entries = members(discriminator(schema, key));
        let read = entries.filter_map(|(tag, target)| Some((tag.clone(), target_name(target)?)));
        read.collect::<Vec<(String, String)>>()
    };
    let (mapping, names) = (entries("mapping"), entries("names"));
    let default = discriminator(schema, "defaultMapping").and_then(target_name);
    for variant in variants.iter_mut() {
        let mapped = mapping.iter().filter(|(_, target)| Some(target) == variant.component.as_ref());
        variant.tags = mapped.map(|(tag, _)| tag.clone()).collect();
        variant.is_default = default.is_some() && variant.component == default;
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

/// The property of an object that has one value, a required one before others: an object with another value is none of
/// this type.
pub(super) fn constant(schema: &Value, schemas: &Map<String, Value>) -> Option<Constant> {
    let schema = resolved(schema, schemas).filter(|schema| schema.get("oneOf").is_none())?;
    let constants = properties(schema).filter_map(|(name, _)| match own(schema, name, schemas, 0).as_slice() {
        [only] => Some(Constant { property: name.clone(), value: only.clone() }),
        _ => None,
    });
    let constants: Vec<Constant> = constants.collect();
    let is_required = |constant: &&Constant| demands(schema, &constant.property, schemas, 0);
    constants.iter().find(is_required).or(constants.first()).cloned()
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
    let listed = |schema: &'a Value| schema.get("enum")?.as_array();
    let values = Components::in_map(schemas).through_all_of().chain(property).find_map(listed);
    let text = |value: &Value| match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(_) | Value::Bool(_) => Some(value.to_string()),
        _ => None,
    };
    values.into_iter().flatten().filter_map(text).collect()
}
