//! Schemas that are made of themselves.
//!
//! ```yaml
//! Pet: { oneOf: [{ $ref: '#/components/schemas/Animal' }, { type: string }] }      # before
//! Animal: { $ref: '#/components/schemas/Pet' }
//! ---
//! Pet: { oneOf: [{ $ref: '#/components/schemas/Animal' }, { type: string }] }      # after: any value; a loss
//! Animal: {}
//! ```
//!
//! A pet is an animal, which is a pet, and so on: no JSON value settles it
//! ([JSON Schema 9.4.1](https://json-schema.org/draft/2020-12/json-schema-core#section-9.4.1) calls it undefined), and what typify makes of it
//! would decode for ever. A circle through a member, an item or a map's value is a tree, and fine.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::config::Config;
use moored_document::{
    document::Document,
    finding::{Finding, Findings},
    pass::Pass,
    pointer::Pointer,
    rules,
    schemas::{component_name, members},
};

pub(super) const PASS: Pass<Config> = Pass::document(run);

pub(super) fn run(document: &mut Document, findings: &mut Findings) {
    let schemas = Pointer::root().join("components").join("schemas");
    loop {
        let parts: BTreeMap<&str, Vec<String>> =
            members(schemas.get(&document.value)).map(|(name, schema)| (name.as_str(), made_of(schema))).collect();
        let found = circles(&parts);
        if found.is_empty() {
            return;
        }
        // The last one of a circle ends it; another may end with it, so look again.
        let mut ended: BTreeSet<String> = BTreeSet::new();
        for circle in found {
            let Some(last) = circle.last().filter(|_| !circle.iter().any(|name| ended.contains(name))) else {
                continue;
            };
            ended.insert(last.clone());
            let way = circle.join(" → ");
            let first = circle.first().map_or("", String::as_str);
            let message = format!("`{first}` is made of itself: {way} → {first}");
            let at = schemas.join(last);
            findings.push(
                Finding::new(&rules::REFERENCE_CYCLE, document.locate(&at), message)
                    .instead(format!("`{last}` typed as `serde_json::Value`"))
                    .help("take one of these references out of its `allOf` or `oneOf` in overlay.yaml"),
            );
        }
        for name in ended {
            if let Some(Value::Object(schema)) = schemas.join(name).get_mut(&mut document.value) {
                schema.retain(|key, _| ["description", "nullable", "deprecated"].contains(&key.as_str()));
            }
        }
    }
}

/// The components that a value of `schema` is at the same time.
fn made_of(schema: &Value) -> Vec<String> {
    let mut found: Vec<String> = component_name(schema).into_iter().collect();
    for key in ["allOf", "oneOf", "anyOf"] {
        found.extend(schema.get(key).and_then(Value::as_array).into_iter().flatten().flat_map(made_of));
    }
    found
}

/// One circle for each edge that closes one. By hand instead of by recursion: a chain may be as long as the document.
fn circles(parts: &BTreeMap<&str, Vec<String>>) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    let mut done: BTreeMap<&str, bool> = BTreeMap::new();
    for start in parts.keys() {
        // The way from `start` to where we are, each with its number of edges that have been followed.
        let mut way: Vec<(&str, usize)> = Vec::new();
        if !done.contains_key(start) {
            way.push((start, 0));
            done.insert(start, false);
        }
        while let Some((name, followed)) = way.last_mut() {
            let next = parts.get(name).and_then(|edges| edges.get(*followed));
            *followed += 1;
            match next.map(|next| (next.as_str(), done.get(next.as_str()).copied())) {
                Some((next, None)) => {
                    done.insert(next, false);
                    way.push((next, 0));
                }
                Some((next, Some(false))) => {
                    let circle = way.iter().skip_while(|(name, _)| *name != next).map(|(name, _)| (*name).to_owned());
                    found.push(circle.collect());
                }
                Some((_, Some(true))) => {}
                None => {
                    done.insert(name, true);
                    way.pop();
                }
            }
        }
    }
    found
}
