//! Breaks cycles of references through `allOf`, `oneOf` and `anyOf`.
//!
//! ```yaml
//! Pet: { oneOf: [{ $ref: '#/components/schemas/Animal' }, { type: string }] }      # before
//! Animal: { $ref: '#/components/schemas/Pet' }
//! ---
//! Pet: { oneOf: [{ $ref: '#/components/schemas/Animal' }, { type: string }] }      # after: any value; a loss
//! Animal: {}
//! ```
//!
//! A pet is an animal, which is a pet, and so on: whether a value is valid is undefined ([JSON Schema
//! 9.4.1](https://json-schema.org/draft/2020-12/json-schema-core#section-9.4.1)), and the types that typify makes of
//! them would recurse without end while decoding. A cycle through a property, an item or the value of a map is a tree,
//! and stays.

use std::collections::{BTreeMap, BTreeSet};

use moored_document::{
    document::Document,
    finding::{Finding, Findings},
    pass::Pass,
    pointer::Pointer,
    rules,
    schemas::{component_name, members},
};
use serde_json::Value;

use crate::config::Config;

/// A child that refers to its parent in an `allOf` is not in a cycle any more when `all_of` has merged them, and
/// `nullable_component` reads the references that are removed here.
pub(super) const PASS: Pass<Config> = Pass::document(run).after(&["all_of", "nullable_component"]);

fn run(document: &mut Document, findings: &mut Findings) {
    let schemas = Pointer::root().join("components").join("schemas");
    loop {
        let references: BTreeMap<&str, Vec<String>> =
            members(schemas.get(&document.value)).map(|(name, schema)| (name.as_str(), same_value(schema))).collect();
        let found = cycles(&references);
        if found.is_empty() {
            return;
        }
        // The last component of a cycle is changed, which may break others as well, so that they are looked for again.
        let mut changed: BTreeSet<String> = BTreeSet::new();
        for cycle in found {
            let Some(last) = cycle.last().filter(|_| !cycle.iter().any(|name| changed.contains(name))) else {
                continue;
            };
            changed.insert(last.clone());
            let path = cycle.join(" → ");
            let first = cycle.first().map_or("", String::as_str);
            let message = format!("`{first}` consists of itself: {path} → {first}");
            findings.push(
                Finding::new(&rules::REFERENCE_CYCLE, document.locate(&schemas.join(last)), message)
                    .instead(format!("`{last}` typed as `JsonValue`"))
                    .help("remove one of these references from its `allOf` or `oneOf` in overlay.yaml"),
            );
        }
        for name in changed {
            if let Some(Value::Object(schema)) = schemas.join(name).get_mut(&mut document.value) {
                schema.retain(|key, _| ["description", "nullable", "deprecated"].contains(&key.as_str()));
            }
        }
    }
}

/// The components that the value of `schema` is a value of at the same time.
fn same_value(schema: &Value) -> Vec<String> {
    let mut found: Vec<String> = component_name(schema).into_iter().collect();
    for key in ["allOf", "oneOf", "anyOf"] {
        found.extend(schema.get(key).and_then(Value::as_array).into_iter().flatten().flat_map(same_value));
    }
    found
}

/// One cycle for each edge that closes one. Without recursion, because a chain may be as long as the document.
fn cycles(references: &BTreeMap<&str, Vec<String>>) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    let mut states: BTreeMap<&str, State> = BTreeMap::new();
    for start in references.keys() {
        // The components from `start` to the current one, each with its number of edges that have been followed.
        let mut path: Vec<(&str, usize)> = Vec::new();
        if !states.contains_key(start) {
            path.push((start, 0));
            states.insert(start, State::OnPath);
        }
        while let Some((name, followed)) = path.last_mut() {
            let next = references.get(name).and_then(|edges| edges.get(*followed));
            *followed += 1;
            match next.map(|next| (next.as_str(), states.get(next.as_str()).copied())) {
                Some((next, None)) => {
                    states.insert(next, State::OnPath);
                    path.push((next, 0));
                }
                Some((next, Some(State::OnPath))) => {
                    let cycle = path.iter().skip_while(|(name, _)| *name != next).map(|(name, _)| (*name).to_owned());
                    found.push(cycle.collect());
                }
                Some((_, Some(State::Done))) => {}
                None => {
                    states.insert(name, State::Done);
                    path.pop();
                }
            }
        }
    }
    found
}

/// How far a component has been searched.
#[derive(Clone, Copy)]
enum State {
    /// It is on the path that is being searched.
    OnPath,
    Done,
}
