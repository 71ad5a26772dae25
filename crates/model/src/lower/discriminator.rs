//! Discriminators, whose words lead to schemas in three ways.
//!
//! ```yaml
//! oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }]                     # before
//! discriminator: { propertyName: kind, mapping: { dog: Dog, puppy: '#/components/schemas/Dog' } }
//! ---
//! oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }]                     # after
//! discriminator:
//!   propertyName: kind
//!   mapping: { dog: { $ref: '#/components/schemas/Dog' }, puppy: { $ref: '#/components/schemas/Dog' } }
//!   names: { Cat: { $ref: '#/components/schemas/Cat' } }
//! ```
//!
//! A mapping leads to a schema by reference or by name, and a schema that it does not mention is called by its own
//! ([4.8.25](https://spec.openapis.org/oas/v3.1.1.html#discriminator-object)). Written as references, they follow where later passes move and rename schemas;
//! `emit/union.rs` reads them, for progenitor drops the keyword. What a mapping leads to is a variant, whether or not it is listed.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use crate::config::Config;
use moored_document::{
    document::Document,
    finding::{Finding, Findings},
    pass::Pass,
    pointer::Pointer,
    rules,
    schemas::{component_name, components, for_each_mut, own_name, reference},
};

pub(super) const PASS: Pass<Config> = Pass::document(run);

pub(super) fn run(document: &mut Document, findings: &mut Findings) {
    let known: BTreeSet<String> = components(&mut document.value).keys().cloned().collect();
    let mut lost: Vec<(Pointer, String)> = Vec::new();
    for_each_mut(&mut document.value, &mut |at, schema| {
        let at = &at.pointer();
        let Value::Object(members) = schema else { return };
        let Some(discriminator) = members.get("discriminator").filter(|value| !value.is_null()) else { return };
        let Some(list) = ["oneOf", "anyOf"].into_iter().find(|key| members.get(*key).is_some_and(Value::is_array))
        else {
            // Without variants it says nothing; those of a parent have been listed by now.
            members.shift_remove("discriminator");
            return;
        };
        let Some(name) = discriminator.get("propertyName").and_then(Value::as_str).map(str::to_owned) else {
            members.shift_remove("discriminator");
            return;
        };
        let mut mapping = Map::new();
        for (tag, target) in discriminator.get("mapping").and_then(Value::as_object).into_iter().flatten() {
            match resolved(target, &known) {
                Some(target) => {
                    mapping.insert(tag.clone(), target);
                }
                None => lost.push((at.join("discriminator").join("mapping").join(tag), tag.clone())),
            }
        }
        let Some(Value::Array(variants)) = members.get_mut(list) else { return };
        let own = own_name(at).map(|name| reference(&name));
        for target in mapping.values() {
            if !variants.contains(target) && Some(target) != own.as_ref() {
                variants.push(target.clone());
            }
        }
        let names: Map<String, Value> = variants
            .iter()
            .filter(|variant| !mapping.values().any(|target| target == *variant))
            .filter_map(|variant| Some((component_name(variant)?, variant.clone())))
            .collect();
        let mut written = json!({ "propertyName": name });
        if let Value::Object(written) = &mut written {
            for (key, entries) in [("mapping", mapping), ("names", names)] {
                if !entries.is_empty() {
                    written.insert(key.to_owned(), Value::Object(entries));
                }
            }
        }
        members.insert("discriminator".to_owned(), written);
    });
    for (at, tag) in lost {
        let message = format!("`{tag}` leads to no schema; an object of that kind is kept as it comes");
        findings.push(Finding::new(&rules::DISCRIMINATOR_MAPPING, document.locate(&at), message));
    }
}

/// The reference that an entry of a mapping stands for: it is one, or the name of a component, or of a file that has been bundled.
fn resolved(target: &Value, known: &BTreeSet<String>) -> Option<Value> {
    // It may have been written as a reference.
    let text = target.as_str().or_else(|| target.get("$ref")?.as_str())?;
    if known.contains(text) {
        return Some(reference(text));
    }
    if text.starts_with("#/") {
        let target = json!({ "$ref": text });
        return component_name(&target).is_some_and(|name| known.contains(&name)).then_some(target);
    }
    let last = text.rsplit(['/', '#']).next()?;
    let stem = last.split_once('.').map_or(last, |(stem, _)| stem);
    [last, stem].into_iter().find(|name| known.contains(*name)).map(reference)
}
