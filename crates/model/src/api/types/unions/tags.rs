//! Tags: which value of which property selects a variant.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::{Candidate, Constant, Shape, TagOnWire, TagType, properties, resolved, text};
use crate::listed;
use moored_document::{
    resolve::Components,
    schemas::{component_name, members},
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

/// The explicit tags of a discriminator: first its mapping, then the values that the variants list.
fn explicit(schema: &Value, tag: &str, schemas: &Map<String, Value>, variants: &mut [Candidate]) {
    let target = |target: &Value| component_name(&json!({ "$ref": target }));
    let mapping: Vec<(&String, String)> = members(discriminator(schema, "mapping"))
        .filter_map(|(tag, reference)| Some((tag, target(reference)?)))
        .collect();
    let default = discriminator(schema, "defaultMapping").and_then(target);
    for variant in variants.iter_mut() {
        let mapped = mapping.iter().filter(|(_, target)| Some(target) == variant.component.as_ref());
        variant.tags = mapped.map(|(tag, _)| (*tag).clone()).collect();
        variant.is_default = default.is_some() && variant.component == default;
    }
    let schemas_of: Vec<&Value> = variants.iter().map(|variant| &variant.schema).collect();
    let assigned: BTreeSet<&String> = mapping.iter().map(|(tag, _)| *tag).collect();
    let listed = listed::distinguishing(&schemas_of, tag, &assigned, schemas);
    for (variant, tags) in variants.iter_mut().zip(listed).filter(|(variant, _)| variant.tags.is_empty()) {
        variant.tags = tags;
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
            .filter_map(|index| Some(listed::of_property(&variants.get(*index)?.schema, name, schemas)))
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
    let constants =
        properties(schema).filter_map(|(name, _)| match listed::of_property(schema, name, schemas).as_slice() {
            [only] => Some(Constant { property: name.clone(), value: only.clone() }),
            _ => None,
        });
    let constants: Vec<Constant> = constants.collect();
    let is_required = |constant: &&Constant| demands(schema, &constant.property, schemas, 0);
    constants.iter().find(is_required).or(constants.first()).cloned()
}

/// The limit for unions within unions; no real document exceeds it.
const DEEPEST: usize = 16;
