//! Components that may be `null`.
//!
//! ```yaml
//! Metadata: { type: object, properties: { … }, nullable: true }                          # before
//! Order: { properties: { metadata: { $ref: '#/components/schemas/Metadata' } } }
//! ---
//! Metadata: { type: object, properties: { … } }                                          # after
//! Order: { properties: { metadata: { nullable: true, allOf: [{ $ref: '#/components/schemas/Metadata' }] } } }
//! ```
//!
//! typify makes two types of such a component, the one around the other, and gives both the same name where it is a choice. Whether something may
//! be `null` is said where it stands.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::config::Config;
use moored_document::{
    document::Document,
    finding::Findings,
    pass::Pass,
    schemas::{component_name, components, for_each_mut},
};

pub(super) const PASS: Pass<Config> = Pass::document(run);

pub(super) fn run(document: &mut Document, _: &mut Findings) {
    // A choice of nullable components is nullable itself, so look again until nothing new is found.
    let mut known: BTreeSet<String> = BTreeSet::new();
    loop {
        let mut found: BTreeSet<String> = BTreeSet::new();
        for (name, schema) in components(&mut document.value) {
            if let Value::Object(members) = schema
                && members.get("nullable") == Some(&Value::Bool(true))
            {
                members.shift_remove("nullable");
                if known.insert(name.clone()) {
                    found.insert(name.clone());
                }
            }
        }
        if found.is_empty() {
            return;
        }
        say_where_it_stands(document, &found);
    }
}

/// Marks every place that refers to one of `nullable`.
fn say_where_it_stands(document: &mut Document, nullable: &BTreeSet<String>) {
    for_each_mut(&mut document.value, &mut |at, schema| {
        let at = &at.pointer();
        if !component_name(schema).is_some_and(|name| nullable.contains(&name)) {
            return;
        }
        // Inside a wrapper it is the wrapper that says it; among the variants of a choice, the choice.
        let inside = at.keys().iter().rev().nth(1).map(String::as_str);
        // An optional parameter that has no value is left out, and a required one has one.
        let parameter = matches!(at.keys(), [paths, _, _, part, ..] if paths == "paths" && part == "parameters");
        if !parameter && !matches!(inside, Some("allOf" | "oneOf")) {
            *schema = json!({ "nullable": true, "allOf": [schema.clone()] });
        }
    });
    for_each_mut(&mut document.value, &mut |_, schema| {
        let holds = |key: &str| {
            let parts = schema.get(key).and_then(Value::as_array).into_iter().flatten();
            parts.filter_map(component_name).any(|name| nullable.contains(&name))
        };
        let wraps =
            schema.get("allOf").and_then(Value::as_array).is_some_and(|parts| parts.len() == 1) && holds("allOf");
        if (wraps || holds("oneOf"))
            && let Value::Object(members) = schema
        {
            members.insert("nullable".to_owned(), true.into());
        }
    });
}
