//! Parents whose children are distinguished by a discriminator, without a list of the children.
//!
//! ```yaml
//! Pet:                                                                                                 # before
//!   properties: { kind: { type: string } }
//!   discriminator: { propertyName: kind, mapping: { dog: Dog } }
//! Dog: { allOf: [{ $ref: '#/components/schemas/Pet' }, { properties: { bark: { type: string } } }] }
//! ---
//! Pet:                                                                                                 # after
//!   oneOf: [{ $ref: '#/components/schemas/Dog' }, { $ref: '#/components/schemas/PetBase' }]
//!   discriminator:
//!     propertyName: kind
//!     mapping: { dog: '#/components/schemas/Dog', Pet: '#/components/schemas/PetBase' }
//! PetBase: { properties: { kind: { type: string } } }
//! Dog: { allOf: [{ $ref: '#/components/schemas/PetBase' }, { properties: { bark: { type: string } } }] }
//! ```
//!
//! Where the document has a `Pet`, a response may hold a `Dog`
//! ([4.8.25](https://spec.openapis.org/oas/v3.1.1.html#discriminator-object)). Decoded as a struct with the properties
//! that all pets share, it would lose its `bark`.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

use crate::config::Config;
use moored_document::{
    document::Document,
    finding::Findings,
    pass::Pass,
    pointer::Pointer,
    schemas::{component_name, components, reference},
    scope::Scope,
};

pub(super) const PASS: Pass<Config> = Pass::document(run);

fn run(document: &mut Document, findings: &mut Findings) {
    let schemas = components(&mut document.value);
    let families = families(schemas);
    if families.is_empty() {
        return;
    }
    let mut scope = Scope::default();
    for name in schemas.keys() {
        scope.take(name);
    }
    let bases: BTreeMap<&str, String> =
        families.keys().map(|parent| (parent.as_str(), scope.take_first(&[format!("{parent}Base")]))).collect();
    extend_bases(document, &families, &bases, findings);
    let root = Pointer::root().join("components").join("schemas");
    for (parent, family) in &families {
        let Some(base) = bases.get(parent.as_str()) else { continue };
        let schemas = components(&mut document.value);
        let Some(schema) = schemas.get_mut(parent) else { continue };
        let union = union(parent, base, family, &bases, schema);
        let mut own = std::mem::replace(schema, union);
        if let Value::Object(members) = &mut own {
            members.shift_remove("discriminator");
            members.shift_remove("nullable");
        }
        schemas.insert(base.clone(), own);
        for part in ["properties", "allOf", "required"] {
            document.record_move(&root.join(parent).join(part), &root.join(base).join(part));
        }
    }
}

/// The children of a parent.
struct Family {
    /// The mapping of the discriminator.
    mapping: Map<String, Value>,
    /// All schemas that extend the parent, directly or through others.
    descendants: BTreeSet<String>,
}

/// The families by the names of their parents.
fn families(schemas: &Map<String, Value>) -> BTreeMap<String, Family> {
    let is_parent = |schema: &Value| {
        schema.get("discriminator").is_some_and(Value::is_object)
            && !["oneOf", "anyOf"].iter().any(|key| schema.get(*key).is_some())
    };
    let mut found = BTreeMap::new();
    if !schemas.values().any(is_parent) {
        return found;
    }
    let mut children: BTreeMap<String, Vec<&String>> = BTreeMap::new();
    for (name, schema) in schemas {
        let parts = schema.get("allOf").and_then(Value::as_array).into_iter().flatten();
        for parent in parts.filter_map(component_name) {
            children.entry(parent).or_default().push(name);
        }
    }
    for (parent, schema) in schemas.iter().filter(|(_, schema)| is_parent(schema)) {
        let mut descendants = BTreeSet::new();
        let mut queue = vec![parent];
        while let Some(name) = queue.pop() {
            for child in children.get(name).into_iter().flatten() {
                if *child != parent && descendants.insert((*child).clone()) {
                    queue.push(child);
                }
            }
        }
        let mapping = schema.get("discriminator").and_then(|discriminator| discriminator.get("mapping")?.as_object());
        let mapping = mapping.cloned().unwrap_or_default();
        if !descendants.is_empty() || !mapping.is_empty() {
            found.insert(parent.clone(), Family { mapping, descendants });
        }
    }
    found
}

/// Makes what extends a parent extend the base of the parent: a child has the parent's properties, and is none of its
/// other children. Every other reference to the parent then stands for any child.
fn extend_bases(
    document: &mut Document,
    families: &BTreeMap<String, Family>,
    bases: &BTreeMap<&str, String>,
    findings: &mut Findings,
) {
    document.for_each_schema(findings, &mut |schema, site| {
        let is_child = |name: &str| families.values().any(|family| family.descendants.contains(name));
        if schema.get("allOf").is_none() || !(site.path().component().is_some_and(is_child) || extends(schema)) {
            return;
        }
        for part in schema.get_mut("allOf").and_then(Value::as_array_mut).into_iter().flatten() {
            if let Some(base) = component_name(part).and_then(|name| bases.get(name.as_str())) {
                *part = reference(base);
            }
        }
    });
}

/// Whether an `allOf` adds to what it refers to, and does not only describe it.
fn extends(schema: &Value) -> bool {
    let shape = ["$ref", "properties", "allOf", "oneOf", "anyOf", "additionalProperties", "items", "required"];
    let has_shape =
        |part: &&Value| part.as_object().is_some_and(|part| shape.iter().any(|key| part.contains_key(*key)));
    let count = schema.get("allOf").and_then(Value::as_array).into_iter().flatten().filter(has_shape).count();
    count > 1 || (count == 1 && schema.get("properties").is_some())
}

/// The union of the children of `parent` and of its base, which `schema`, the parent, becomes.
fn union(parent: &str, base: &str, family: &Family, bases: &BTreeMap<&str, String>, schema: &Value) -> Value {
    // A child that is a parent itself stands for its own children where it is referred to; here it is a variant by
    // itself.
    let variant = |name: &str| reference(bases.get(name).map_or(name, String::as_str));
    let target = |value: &Value| {
        let text = value.as_str()?;
        let name = component_name(&json!({ "$ref": text })).unwrap_or_else(|| text.to_owned());
        bases.get(name.as_str()).map(|base| reference(base).get("$ref").cloned().unwrap_or_default())
    };
    let mut mapping: Map<String, Value> = family
        .mapping
        .iter()
        .map(|(tag, value)| (tag.clone(), target(value).unwrap_or_else(|| value.clone())))
        .collect();
    let mapped: BTreeSet<String> = mapping.values().filter_map(Value::as_str).map(str::to_owned).collect();
    // The reference to a schema that no tag of the mapping names.
    let unmapped = |name: &str| {
        let reference = variant(name).get("$ref").cloned().unwrap_or_default();
        let is_mapped = reference.as_str().is_some_and(|text| mapped.contains(text)) || mapped.contains(name);
        (!is_mapped).then_some(reference)
    };
    let mut variants = Vec::new();
    for child in &family.descendants {
        let reference = unmapped(child);
        // If there is a mapping, a descendant that is not in it is no variant but a schema between parent and variants.
        if reference.is_some() && !family.mapping.is_empty() {
            continue;
        }
        variants.push(variant(child));
        if let Some(reference) = reference {
            mapping.entry(child.clone()).or_insert(reference);
        }
    }
    variants.push(reference(base));
    if let Some(reference) = unmapped(parent) {
        mapping.entry(parent.to_owned()).or_insert(reference);
    }
    let mut union = Map::new();
    for key in ["description", "nullable", "deprecated"] {
        union.extend(schema.get(key).map(|value| (key.to_owned(), value.clone())));
    }
    let name = schema.get("discriminator").and_then(|value| value.get("propertyName")).cloned().unwrap_or_default();
    union.insert("oneOf".to_owned(), Value::Array(variants));
    union.insert("discriminator".to_owned(), json!({ "propertyName": name, "mapping": mapping }));
    Value::Object(union)
}
