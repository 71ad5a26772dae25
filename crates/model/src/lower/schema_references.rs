//! References to schemas that are no components.
//!
//! ```yaml
//! properties: { owner: { $ref: '#/components/schemas/Pet/$defs/person' } }     # before
//! ---
//! properties: { owner: { $ref: '#/components/schemas/person' } }               # after
//! components: { schemas: { person: { … } } }
//! ```
//!
//! A `$ref` may point at any schema of the document, and 3.1 adds `$defs`
//! ([JSON Schema 8.2.4](https://json-schema.org/draft/2020-12/json-schema-core#section-8.2.4)); progenitor looks
//! the last part of the pointer up among the components, whatever the rest says, and panics if it is not there.

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

pub(super) const PASS: Pass<Config> = Pass::document(run);

pub(super) fn run(document: &mut Document, _: &mut Findings) {
    let schemas = Pointer::root().join("components").join("schemas");
    // By pointer: a reference can be spelled in several ways.
    let mut made: BTreeMap<Pointer, String> = BTreeMap::new();
    let mut scope = Scope::default();
    for name in components(&mut document.value).keys() {
        scope.take(name);
    }
    // What is moved may hold such references itself, so look again until nothing is left to move.
    loop {
        let mut wanted: Vec<(Pointer, String)> = Vec::new();
        for_each_mut(&mut document.value, &mut |at, schema| {
            let at = &at.pointer();
            let Some(text) = schema.get("$ref").and_then(Value::as_str).map(str::to_owned) else { return };
            match made.get(&Pointer::parse(&text)).filter(|_| text.starts_with("#/")) {
                Some(name) => point_at(schema, name),
                None if component_name(schema).is_none() => wanted.push((at.clone(), text)),
                None => {}
            }
        });
        let mut moved = false;
        for (at, text) in wanted {
            let from = Pointer::parse(&text);
            if !text.starts_with("#/") || made.contains_key(&from) {
                continue;
            }
            let Some(target) = from.get(&document.value).cloned() else { continue };
            let wish = from.last().unwrap_or("Root").to_owned();
            let name = scope.take_first(&[wish]);
            components(&mut document.value).insert(name.clone(), target);
            document.record_move(&from, &schemas.join(&name));
            if let Some(schema) = at.get_mut(&mut document.value) {
                point_at(schema, &name);
            }
            made.insert(from, name);
            moved = true;
        }
        if !moved {
            break;
        }
    }
    drop_definitions(document);
}

fn point_at(schema: &mut Value, name: &str) {
    if let (Value::Object(members), Some(target)) = (schema, reference(name).get("$ref")) {
        members.insert("$ref".to_owned(), target.clone());
    }
}

/// What was referred to in `$defs` is a component now, and the rest is used by nobody.
fn drop_definitions(document: &mut Document) {
    for_each_mut(&mut document.value, &mut |_, schema| {
        if let Value::Object(members) = schema {
            members.shift_remove("$defs");
            members.shift_remove("definitions");
        }
    });
}
