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
//!   names: { Cat: { $ref: '#/components/schemas/Cat' } }
//! ```
//!
//! A mapping names a schema by reference or by name, and the tag of a schema that it does not mention is the schema's
//! own name ([4.8.25](https://spec.openapis.org/oas/v3.1.1.html#discriminator-object)). Later passes move and rename
//! schemas, and update references alone. The model of unions (`api::unions`) reads the result. The target of a mapping
//! is a variant, whether or not it is listed as one.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use crate::config::Config;
use moored_document::{
    document::Document,
    finding::Findings,
    pass::Pass,
    rules,
    schemas::{component_name, components, reference},
    site::Site,
};

/// `discriminated_parent` lists the variants of a parent.
pub(super) const PASS: Pass<Config> = Pass::document(run).after(&["discriminated_parent"]);

fn run(document: &mut Document, findings: &mut Findings) {
    let names: BTreeSet<String> = components(&mut document.value).keys().cloned().collect();
    document.for_each_schema(findings, &mut |schema, site| {
        if let Value::Object(members) = schema {
            rewrite(members, &names, site);
        }
    });
}

/// `names` are those of the components.
fn rewrite(schema: &mut Map<String, Value>, names: &BTreeSet<String>, site: &mut Site<'_>) {
    let Some(discriminator) = schema.get("discriminator").filter(|value| !value.is_null()) else { return };
    let list = ["oneOf", "anyOf"].into_iter().find(|key| schema.get(*key).is_some_and(Value::is_array));
    let property = discriminator.get("propertyName").and_then(Value::as_str).map(str::to_owned);
    // Without variants it distinguishes nothing.
    let (Some(list), Some(property)) = (list, property) else {
        schema.shift_remove("discriminator");
        return;
    };
    let mut mapping = Map::new();
    for (tag, target) in discriminator.get("mapping").and_then(Value::as_object).into_iter().flatten() {
        if let Some(target) = resolved(target, names) {
            mapping.insert(tag.clone(), target);
        } else {
            let message = format!("`{tag}` does not refer to a schema; an object with this value is kept undecoded");
            let pointer = site.path().join("discriminator").join("mapping").join(tag);
            site.push(site.finding(&rules::DISCRIMINATOR_MAPPING, &pointer, message));
        }
    }
    let Some(Value::Array(variants)) = schema.get_mut(list) else { return };
    let own = site.path().component().map(reference);
    for target in mapping.values() {
        if !variants.contains(target) && Some(target) != own.as_ref() {
            variants.push(target.clone());
        }
    }
    let unmapped: Map<String, Value> = variants
        .iter()
        .filter(|variant| !mapping.values().any(|target| target == *variant))
        .filter_map(|variant| Some((component_name(variant)?, variant.clone())))
        .collect();
    let mut written = Map::from_iter([("propertyName".to_owned(), property.into())]);
    for (key, entries) in [("mapping", mapping), ("names", unmapped)] {
        if !entries.is_empty() {
            written.insert(key.to_owned(), Value::Object(entries));
        }
    }
    schema.insert("discriminator".to_owned(), Value::Object(written));
}

/// The reference to the schema that an entry of a mapping names: by reference, by the name of the component, or by the
/// file that the component came from.
fn resolved(target: &Value, names: &BTreeSet<String>) -> Option<Value> {
    // This pass writes references as objects.
    let text = target.as_str().or_else(|| target.get("$ref")?.as_str())?;
    if names.contains(text) {
        return Some(reference(text));
    }
    if text.starts_with("#/") {
        let target = json!({ "$ref": text });
        return component_name(&target).is_some_and(|name| names.contains(&name)).then_some(target);
    }
    let last = text.rsplit(['/', '#']).next()?;
    let stem = last.split_once('.').map_or(last, |(stem, _)| stem);
    [last, stem].into_iter().find(|name| names.contains(*name)).map(reference)
}
