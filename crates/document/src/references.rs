//! All references of a document as texts, wherever they are.
//!
//! This walk knows no objects of the specification, so that it also works on Swagger 2.0 and on files that contain a
//! part of a document. What may be found under a key decides: data of the provider contains no references, and in a
//! mapping whose keys the provider chose, `example` is a name. The targets of a discriminator are references as well
//! ([4.25](https://spec.openapis.org/oas/v3.2.0.html#discriminator-object)).

use std::collections::{HashMap, HashSet};

use serde_json::{Map, Value};

use crate::{document::Document, pointer::Pointer};

/// Keys whose value is the provider's data.
const DATA: &[&str] = &["example", "examples", "default", "enum", "const"];

/// Keys whose value is a mapping from names that the provider chose.
const NAMED: &[&str] = &[
    "content",
    "definitions",
    "headers",
    "parameters",
    "paths",
    "patternProperties",
    "properties",
    "requestBodies",
    "responses",
    "schemas",
    "securitySchemes",
];

/// What the keys of a mapping are.
#[derive(Clone, Copy, PartialEq)]
enum Keys {
    Keywords,
    Names,
}

/// Calls `visit` with the text of every `$ref` in `value`, and of every target of a discriminator, which it may change.
pub(crate) fn for_each(value: &mut Value, visit: &mut dyn FnMut(&mut String)) {
    walk(value, Keys::Keywords, visit);
}

fn walk(value: &mut Value, keys: Keys, visit: &mut dyn FnMut(&mut String)) {
    match value {
        Value::Object(members) => {
            for (key, value) in members {
                match value {
                    // A text is a reference also among names: one that stands for the whole mapping.
                    Value::String(reference) if key == "$ref" => visit(reference),
                    _ if keys == Keys::Names => walk(value, Keys::Keywords, visit),
                    _ if DATA.contains(&key.as_str()) => {}
                    Value::Object(discriminator) if key == "discriminator" => {
                        targets(discriminator).for_each(|(_, target)| visit(target));
                    }
                    Value::Object(_) if NAMED.contains(&key.as_str()) => walk(value, Keys::Names, visit),
                    _ => walk(value, Keys::Keywords, visit),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| walk(item, Keys::Keywords, visit)),
        _ => {}
    }
}

/// The texts by which a discriminator names schemas, with the keys to them: references, or names of components.
pub(crate) fn targets(discriminator: &mut Map<String, Value>) -> impl Iterator<Item = (Vec<&str>, &mut String)> {
    discriminator.iter_mut().flat_map(|(key, value)| {
        let found: Vec<(Vec<&str>, &mut Value)> = match (key.as_str(), value) {
            ("mapping", Value::Object(mapping)) => {
                mapping.iter_mut().map(|(tag, target)| (vec!["mapping", tag.as_str()], target)).collect()
            }
            ("defaultMapping", target) => vec![(vec!["defaultMapping"], target)],
            _ => Vec::new(),
        };
        found.into_iter().filter_map(|(keys, target)| match target {
            Value::String(text) => Some((keys, text)),
            _ => None,
        })
    })
}

/// Makes every reference refer to where its target has been moved since references were updated last.
pub(crate) fn update(document: &mut Document) {
    let Some(destinations) = document.destinations_since_update() else { return };
    let mut texts: HashSet<String> = HashSet::new();
    for_each(&mut document.value, &mut |text| {
        if text.starts_with("#/") && !texts.contains(text) {
            texts.insert(text.clone());
        }
    });
    let updated = |text: String| {
        let target = Pointer::parse(&text);
        let current = destinations.find(&target);
        (current != target && current.get(&document.value).is_some()).then(|| (text, current.to_reference()))
    };
    let updated: HashMap<String, String> = texts.into_iter().filter_map(updated).collect();
    if updated.is_empty() {
        return;
    }
    for_each(&mut document.value, &mut |text| {
        if let Some(current) = updated.get(text) {
            text.clone_from(current);
        }
    });
}
