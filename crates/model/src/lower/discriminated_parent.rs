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
//! A child may be a parent itself. Where its tag is another property, it is a variant with its own children; where it
//! is the same, its mapping joins that of its parent. A child that a mapping leaves out, and that no other schema
//! extends, is a loss. `x-ms-discriminator-value` gives a child a tag of its own.
//!
//! Where the document has a `Pet`, a response may hold a `Dog`
//! ([4.8.25](https://spec.openapis.org/oas/v3.1.1.html#discriminator-object)). Decoded as a struct with the properties
//! that all pets share, it would lose its `bark`.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use self::families::{Family, Parent, families};
use crate::config::Config;
use moored_document::{
    document::Document,
    finding::{Finding, Findings},
    pass::Pass,
    pointer::Pointer,
    rules,
    schemas::{component_name, components, reference},
    scope::Scope,
};

mod families;

pub(super) const PASS: Pass<Config> = Pass::document(run);

fn run(document: &mut Document, findings: &mut Findings) {
    let schemas = components(&mut document.value);
    schemas.values_mut().for_each(hoist_discriminator);
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
    // What others extend may be there for them alone.
    let extended: BTreeSet<String> =
        schemas.values().flat_map(|schema| list(schema, "allOf")).filter_map(component_name).collect();
    let mut untagged: BTreeMap<String, &str> = BTreeMap::new();
    extend_bases(document, &families, &bases, findings);
    let root = Pointer::root().join("components").join("schemas");
    for (parent, family) in &families {
        let Some(base) = bases.get(parent.as_str()) else { continue };
        let schemas = components(&mut document.value);
        let Some(schema) = schemas.get_mut(parent) else { continue };
        let parent_of_all = Parent { name: parent, base, family, families: &families, bases: &bases };
        let union = parent_of_all.union(schema);
        let leaves = parent_of_all.untagged().into_iter().filter(|child| !extended.contains(*child));
        untagged.extend(leaves.map(|child| (child.clone(), parent.as_str())));
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
    for (child, parent) in untagged {
        let message = format!("`{child}` extends `{parent}`, whose `mapping` has no value for it");
        findings.push(Finding::new(&rules::DISCRIMINATOR_MAPPING, document.locate(&root.join(child)), message));
    }
}

fn list<'a>(schema: &'a Value, key: &str) -> impl Iterator<Item = &'a Value> + use<'a> {
    schema.get(key).and_then(Value::as_array).into_iter().flatten()
}

/// Moves the discriminator of an inline part of an `allOf` to the whole, which has it as well.
fn hoist_discriminator(schema: &mut Value) {
    let Value::Object(members) = schema else { return };
    if ["discriminator", "oneOf", "anyOf"].iter().any(|key| members.contains_key(*key)) {
        return;
    }
    let parts = members.get_mut("allOf").and_then(Value::as_array_mut).into_iter().flatten();
    let mut inline = parts.filter_map(Value::as_object_mut).filter(|part| !part.contains_key("oneOf"));
    if let Some(discriminator) = inline.find_map(|part| part.shift_remove("discriminator")) {
        members.insert("discriminator".to_owned(), discriminator);
    }
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
