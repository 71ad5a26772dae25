//! References to schemas that are no components.
//!
//! ```yaml
//! properties: { owner: { $ref: '#/components/schemas/Pet/$defs/person' } }     # before
//! ---
//! properties: { owner: { $ref: '#/components/schemas/person' } }               # after
//! components: { schemas: { person: { … } } }
//! ```
//!
//! A `$ref` may point at any schema of the document, and 3.1 adds `$defs` ([JSON Schema
//! 8.2.4](https://json-schema.org/draft/2020-12/json-schema-core#section-8.2.4)). Every later pass, the model and
//! typify know a schema that is referred to by the name of its component.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::config::Config;
use moored_document::{
    document::Document,
    finding::Findings,
    pass::Pass,
    pointer::Pointer,
    schemas::{component_name, components, for_each_mut, reference},
    scope::Scope,
};

/// The bodies of webhooks, and what `inline_references` copies into operations, hold such references too.
pub(super) const PASS: Pass<Config> = Pass::document(run).after(&["webhooks", "inline_references"]);

fn run(document: &mut Document, findings: &mut Findings) {
    let schemas = Pointer::root().join("components").join("schemas");
    // By pointer: a reference can be spelled in several ways.
    let mut made: BTreeMap<Pointer, String> = BTreeMap::new();
    let mut scope = Scope::default();
    for name in components(&mut document.value).keys() {
        scope.take(name);
    }
    loop {
        let before = made.len();
        for (at, target) in foreign_references(document, &made, findings) {
            if made.contains_key(&target) {
                continue;
            }
            let Some(schema) = target.get(&document.value).cloned() else { continue };
            let name = scope.take_first(&[target.last().unwrap_or("Root").to_owned()]);
            components(&mut document.value).insert(name.clone(), schema);
            document.record_move(&target, &schemas.join(&name));
            if let Some(node) = at.get_mut(&mut document.value) {
                point_at(node, &name);
            }
            made.insert(target, name);
        }
        // A new component may hold such references itself.
        if made.len() == before {
            break;
        }
    }
    drop_definitions(document);
}

/// Points the references to what is a component by now at it, and returns the others that refer to no component: where
/// they stand, and their targets.
fn foreign_references(
    document: &mut Document,
    made: &BTreeMap<Pointer, String>,
    findings: &mut Findings,
) -> Vec<(Pointer, Pointer)> {
    let mut found = Vec::new();
    document.for_each_schema(findings, &mut |schema, site| {
        let Some(text) = schema.get("$ref").and_then(Value::as_str) else { return };
        if !text.starts_with("#/") || component_name(schema).is_some() {
            return;
        }
        let target = Pointer::parse(text);
        match made.get(&target) {
            Some(name) => point_at(schema, name),
            None => found.push((site.pointer(), target)),
        }
    });
    found
}

fn point_at(schema: &mut Value, name: &str) {
    if let (Value::Object(members), Some(target)) = (schema, reference(name).get("$ref")) {
        members.insert("$ref".to_owned(), target.clone());
    }
}

/// Removes `$defs`: a schema in it is a component by now, or nothing refers to it.
fn drop_definitions(document: &mut Document) {
    for_each_mut(&mut document.value, &mut |_, schema| {
        if let Value::Object(members) = schema {
            members.shift_remove("$defs");
            members.shift_remove("definitions");
        }
    });
}
