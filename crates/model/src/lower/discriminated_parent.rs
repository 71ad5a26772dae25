//! Parents that know their children by a discriminator alone.
//!
//! ```yaml
//! Pet: { type: object, properties: { kind: { type: string } }, discriminator: { propertyName: kind, mapping: { dog: Dog } } }      # before
//! Dog: { allOf: [{ $ref: '#/components/schemas/Pet' }, { properties: { bark: { type: string } } }] }
//! ---
//! Pet:                                                                                                                             # after
//!   oneOf: [{ $ref: '#/components/schemas/Dog' }, { $ref: '#/components/schemas/PetBase' }]
//!   discriminator: { propertyName: kind, mapping: { dog: '#/components/schemas/Dog', Pet: '#/components/schemas/PetBase' } }
//! PetBase: { type: object, properties: { kind: { type: string } } }
//! Dog: { allOf: [{ $ref: '#/components/schemas/PetBase' }, { properties: { bark: { type: string } } }] }
//! ```
//!
//! Whoever is promised a pet may get a dog ([4.8.25](https://spec.openapis.org/oas/v3.1.1.html#discriminator-object)); as the struct of what all pets have
//! in common, it would lose its bark.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

use crate::config::Config;
use moored_document::{
    document::Document,
    finding::Findings,
    pass::Pass,
    pointer::Pointer,
    schemas::{component_name, components, for_each_mut, own_name, reference},
    scope::Scope,
};

pub(super) const PASS: Pass<Config> = Pass::document(run);

pub(super) fn run(document: &mut Document, _: &mut Findings) {
    let schemas = components(&mut document.value).clone();
    let families = families(&schemas);
    if families.is_empty() {
        return;
    }
    let mut scope = Scope::default();
    for name in schemas.keys() {
        scope.take(name);
    }
    let bases: BTreeMap<&String, String> =
        families.keys().map(|parent| (*parent, scope.take_first(&[format!("{parent}Base")]))).collect();
    // A child is made of what its parent is made of, and everything else may be any child.
    for_each_mut(&mut document.value, &mut |at, schema| {
        let at = &at.pointer();
        let child = own_name(at).is_some_and(|name| families.values().any(|family| family.kin.contains(&name)));
        if !child && !extends(schema) {
            return;
        }
        for part in schema.get_mut("allOf").and_then(Value::as_array_mut).into_iter().flatten() {
            if let Some(base) = component_name(part).and_then(|name| bases.get(&name)) {
                *part = reference(base);
            }
        }
    });
    let root = Pointer::root().join("components").join("schemas");
    for (parent, base) in &bases {
        let Some(family) = families.get(*parent) else { continue };
        let Some(mut struct_of) = components(&mut document.value).get(*parent).cloned() else { continue };
        let union = union(parent, base, family, &bases, &struct_of);
        if let Value::Object(members) = &mut struct_of {
            members.shift_remove("discriminator");
            members.shift_remove("nullable");
        }
        components(&mut document.value).insert(base.clone(), struct_of);
        for part in ["properties", "allOf", "required"] {
            document.record_move(&root.join(*parent).join(part), &root.join(base).join(part));
        }
        components(&mut document.value).insert((*parent).clone(), union);
    }
}

/// The children of a parent.
struct Family {
    /// Their tags as far as the document says them.
    mapping: Map<String, Value>,
    /// All that are made of the parent.
    kin: BTreeSet<String>,
}

/// The parents and their children.
fn families(schemas: &Map<String, Value>) -> BTreeMap<&String, Family> {
    let parts: BTreeMap<&String, Vec<String>> = schemas
        .iter()
        .map(|(name, schema)| {
            let list = schema.get("allOf").and_then(Value::as_array);
            (name, list.into_iter().flatten().filter_map(component_name).collect())
        })
        .collect();
    let mut found = BTreeMap::new();
    for (parent, schema) in schemas {
        let alone = !["oneOf", "anyOf"].iter().any(|key| schema.get(*key).is_some());
        let Some(discriminator) = schema.get("discriminator").filter(|value| value.is_object() && alone) else {
            continue;
        };
        let mut kin = BTreeSet::new();
        let mut queue = vec![parent.clone()];
        while let Some(name) = queue.pop() {
            for (child, _) in parts.iter().filter(|(_, parents)| parents.contains(&name)) {
                if *child != parent && kin.insert((*child).clone()) {
                    queue.push((*child).clone());
                }
            }
        }
        let mapping = discriminator.get("mapping").and_then(Value::as_object).cloned().unwrap_or_default();
        if kin.is_empty() && mapping.is_empty() {
            continue;
        }
        found.insert(parent, Family { mapping, kin });
    }
    found
}

/// Whether an `allOf` adds to what it refers to, and does not only describe it.
fn extends(schema: &Value) -> bool {
    let says = |part: &Value| {
        let shape = ["$ref", "properties", "allOf", "oneOf", "anyOf", "additionalProperties", "items", "required"];
        part.as_object().is_some_and(|members| members.keys().any(|key| shape.contains(&key.as_str())))
    };
    let parts = schema.get("allOf").and_then(Value::as_array).into_iter().flatten().filter(|part| says(part)).count();
    parts > 1 || (parts == 1 && schema.get("properties").is_some())
}

fn union(parent: &str, base: &str, family: &Family, bases: &BTreeMap<&String, String>, schema: &Value) -> Value {
    let member = |key: &str| schema.get(key).cloned();
    // A child that is a parent itself is there twice: as itself and as its children.
    let named = |name: &str| reference(bases.get(&name.to_owned()).map_or(name, String::as_str));
    let target = |value: &Value| {
        let text = value.as_str()?;
        let name = component_name(&json!({ "$ref": text })).unwrap_or_else(|| text.to_owned());
        bases.get(&name).map(|base| reference(base).get("$ref").cloned().unwrap_or_default())
    };
    let mut mapping: Map<String, Value> = family
        .mapping
        .iter()
        .map(|(tag, value)| (tag.clone(), target(value).unwrap_or_else(|| value.clone())))
        .collect();
    let mapped: Vec<Value> = mapping.values().cloned().collect();
    let by_name = |name: &str| {
        let pointer = named(name).get("$ref").cloned().unwrap_or_default();
        (!mapped.contains(&pointer) && !mapped.contains(&name.into())).then_some(pointer)
    };
    let mut variants = Vec::new();
    for child in &family.kin {
        // With a mapping, who is not in it is no child of this kind, but for those in between.
        let pointer = by_name(child);
        if pointer.is_some() && !family.mapping.is_empty() {
            continue;
        }
        variants.push(named(child));
        if let Some(pointer) = pointer {
            mapping.entry(child.clone()).or_insert(pointer);
        }
    }
    variants.push(reference(base));
    if let Some(pointer) = by_name(parent) {
        mapping.entry(parent.to_owned()).or_insert(pointer);
    }
    let mut union = Map::new();
    for key in ["description", "nullable", "deprecated"] {
        union.extend(member(key).map(|value| (key.to_owned(), value)));
    }
    let name = schema.get("discriminator").and_then(|value| value.get("propertyName")).cloned().unwrap_or_default();
    union.insert("oneOf".to_owned(), Value::Array(variants));
    union.insert("discriminator".to_owned(), json!({ "propertyName": name, "mapping": mapping }));
    Value::Object(union)
}
