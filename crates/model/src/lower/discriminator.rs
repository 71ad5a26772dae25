//! Discriminators, which name schemas in three ways.
//!
//! ```yaml
//! oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }]                # before
//! discriminator: { propertyName: kind, mapping: { dog: Dog, puppy: '#/components/schemas/Dog' } }
//! ---
//! oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }]                # after
//! discriminator:
//!   propertyName: kind
//!   mapping: { dog: { $ref: '#/components/schemas/Dog' }, puppy: { $ref: '#/components/schemas/Dog' } }
//!   x-moored-names: { Cat: { $ref: '#/components/schemas/Cat' } }
//! ```
//!
//! A mapping names a schema by reference or by name, and the tag of a schema that it does not mention is the schema's
//! own name ([4.8.25](https://spec.openapis.org/oas/v3.1.1.html#discriminator-object)), or the one that it states by an
//! extension ([AutoRest](https://azure.github.io/autorest/extensions/#x-ms-discriminator-value)). `defaultMapping` of
//! 3.2 names the variant for every other tag. Later passes move and rename schemas, and update references alone;
//! `mapping` writes the result in the form of OpenAPI. The target of a mapping is a variant, whether or not it is
//! listed as one.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::config::Config;
use moored_document::{
    document::Document,
    finding::Findings,
    pass::Pass,
    rules,
    schemas::{TAG_NAMES, component_name, components, reference},
    site::Site,
};

/// `discriminated_parent` lists the variants of a parent.
pub(super) const PASS: Pass<Config> = Pass::document(run).after(&["discriminated_parent"]);

/// The extensions by which a schema states its own tag.
const EXPLICIT: &[&str] = &["x-ms-discriminator-value", "x-discriminator-value"];

fn run(document: &mut Document, findings: &mut Findings) {
    let named = components(&mut document.value);
    let schemas: BTreeMap<String, Option<String>> =
        named.iter().map(|(name, schema)| (name.clone(), explicit_tag(schema))).collect();
    document.for_each_schema(findings, &mut |schema, site| {
        if let Value::Object(members) = schema {
            rewrite(members, &schemas, site);
        }
    });
}

/// The tag that `schema` states for itself.
pub(super) fn explicit_tag(schema: &Value) -> Option<String> {
    let parts = schema.get("allOf").and_then(Value::as_array).into_iter().flatten();
    let mut holders = parts.chain([schema]);
    holders.find_map(|holder| match EXPLICIT.iter().find_map(|key| holder.get(*key))? {
        Value::String(text) => Some(text.clone()),
        scalar @ (Value::Number(_) | Value::Bool(_)) => Some(scalar.to_string()),
        _ => None,
    })
}

/// `schemas` are the names of the components, with the tags that they state for themselves.
fn rewrite(schema: &mut Map<String, Value>, schemas: &BTreeMap<String, Option<String>>, site: &mut Site<'_>) {
    let Some(discriminator) = schema.get("discriminator").filter(|value| !value.is_null()) else { return };
    // This pass has run.
    if discriminator.get(TAG_NAMES).is_some() {
        return;
    }
    let list = ["oneOf", "anyOf"].into_iter().find(|key| schema.get(*key).is_some_and(Value::is_array));
    let property = discriminator.get("propertyName").and_then(Value::as_str).map(str::to_owned);
    // Without variants it distinguishes nothing.
    let (Some(list), Some(property)) = (list, property) else {
        schema.shift_remove("discriminator");
        return;
    };
    let at = site.path().join("discriminator");
    let mut mapping = Map::new();
    for (tag, target) in discriminator.get("mapping").and_then(Value::as_object).into_iter().flatten() {
        if let Some(target) = resolved(target, schemas) {
            mapping.insert(tag.clone(), target);
        } else {
            let message = format!("`{tag}` does not refer to a schema; an object with this value is kept undecoded");
            site.push(site.finding(&rules::DISCRIMINATOR_MAPPING, &at.join("mapping").join(tag), message));
        }
    }
    let default = discriminator.get("defaultMapping").filter(|target| !target.is_null());
    let default = default.and_then(|target| {
        let found = resolved(target, schemas);
        if found.is_none() {
            let message =
                "`defaultMapping` does not refer to a schema; an object with an unknown tag is kept undecoded";
            site.push(site.finding(&rules::DISCRIMINATOR_MAPPING, &at.join("defaultMapping"), message));
        }
        found
    });
    let Some(Value::Array(variants)) = schema.get_mut(list) else { return };
    let own = site.path().component().map(reference);
    for target in mapping.values().chain(&default) {
        if !variants.contains(target) && Some(target) != own.as_ref() {
            variants.push(target.clone());
        }
    }
    let mut names = Map::new();
    for variant in variants.iter() {
        let Some(name) = component_name(variant) else { continue };
        if mapping.values().any(|target| target == variant) {
            continue;
        }
        match schemas.get(&name).cloned().flatten() {
            Some(tag) => {
                mapping.entry(tag).or_insert_with(|| variant.clone());
            }
            // Every tag without a schema of its own selects the default variant.
            None if Some(variant) == default.as_ref() => {}
            None => {
                names.insert(name, variant.clone());
            }
        }
    }
    let mut written = Map::from_iter([("propertyName".to_owned(), property.into())]);
    if !mapping.is_empty() {
        written.insert("mapping".to_owned(), Value::Object(mapping));
    }
    // Also if it is empty: variants that get a component later have no name in the document.
    written.insert(TAG_NAMES.to_owned(), Value::Object(names));
    written.extend(default.map(|default| ("defaultMapping".to_owned(), default)));
    schema.insert("discriminator".to_owned(), Value::Object(written));
}

/// The reference to the schema that an entry of a mapping names: by reference, by the name of the component, or by the
/// file that the component came from.
fn resolved(target: &Value, schemas: &BTreeMap<String, Option<String>>) -> Option<Value> {
    // This pass writes references as objects.
    let text = target.as_str().or_else(|| target.get("$ref")?.as_str())?;
    if schemas.contains_key(text) {
        return Some(reference(text));
    }
    if text.starts_with("#/") {
        let target = json!({ "$ref": text });
        return component_name(&target).is_some_and(|name| schemas.contains_key(&name)).then_some(target);
    }
    let last = text.rsplit(['/', '#']).next()?;
    let stem = last.split_once('.').map_or(last, |(stem, _)| stem);
    [last, stem].into_iter().find(|name| schemas.contains_key(*name)).map(reference)
}
