//! Required properties of one direction, `readOnly` or `writeOnly`, which the other direction does not have.
//!
//! ```yaml
//! # before: requests and responses contain it
//! User: { required: [id, name], properties: { id: { type: string, readOnly: true }, name: { type: string } } }
//! ---
//! # after: responses contain the first, and requests the second
//! User: { required: [id, name], properties: { id: { type: string, readOnly: true }, name: { type: string } } }
//! UserRequest: { required: [name], properties: { id: { type: string, readOnly: true }, name: { type: string } } }
//! ```
//!
//! A required property that is `readOnly` is required in responses only, one that is `writeOnly` in requests only
//! ([3.0.4, fixed fields](https://spec.openapis.org/oas/v3.0.4.html#fixed-fields-for-use-with-schemas)). typify would
//! require it in both. A component that only one direction contains keeps its name. One that both contain becomes two,
//! as does each that contains such a component, but none where the same properties are required.

use std::collections::{BTreeMap, BTreeSet};

use moored_document::{
    document::Document,
    finding::Findings,
    pass::Pass,
    path::Path,
    pointer::Pointer,
    schemas::{component_name, components, for_each_within, reference, target_name},
    scope::Scope,
};
use serde_json::{Map, Value};

use crate::{
    config::Config,
    usage::{requested, responded},
};

/// `all_of` merges the properties with what is required of them. The others complete a component before it is copied.
pub(super) const PASS: Pass<Config> =
    Pass::document(run).after(&["all_of", "undeclared_tag", "nullable_component", "cyclic_schema"]);

fn run(document: &mut Document, findings: &mut Findings) {
    let mut used = Used::read(document);
    if split(document, &used, findings) {
        used = Used::read(document);
    }
    make_optional(document, &used);
}

/// The components that each direction contains.
struct Used {
    requested: BTreeSet<String>,
    responded: BTreeSet<String>,
}

impl Used {
    fn read(document: &Document) -> Self {
        Self { requested: requested(document), responded: responded(document) }
    }
}

/// Makes a component for requests of each that differs by direction. Returns whether there was one.
fn split(document: &mut Document, used: &Used, findings: &mut Findings) -> bool {
    let both: BTreeSet<String> = used.responded.intersection(&used.requested).cloned().collect();
    let differing = differing(components(&mut document.value), &both);
    if differing.is_empty() {
        return false;
    }
    let named = std::mem::take(components(&mut document.value));
    let mut scope = Scope::default();
    named.keys().for_each(|name| {
        scope.take(name);
    });
    let mut copies: BTreeMap<String, String> = BTreeMap::new();
    for name in differing {
        let copy = scope.take_first(&[format!("{name}Request"), format!("{name}Input")]);
        copies.insert(name, copy);
    }
    let schemas = Pointer::root().join("components").join("schemas");
    let mut all = Map::new();
    for (name, schema) in named {
        if let Some(copy) = copies.get(&name) {
            document.record_move(&schemas.join(&name), &schemas.join(copy));
            // The original stays where it was: it is what a reference in the text of the document means.
            document.record_move(&schemas.join(copy), &schemas.join(&name));
            all.insert(name, schema.clone());
            all.insert(copy.clone(), schema);
        } else {
            all.insert(name, schema);
        }
    }
    *components(&mut document.value) = all;
    let only_requested = used.requested.difference(&both);
    let of_requests: BTreeSet<&str> = copies.values().chain(only_requested).map(String::as_str).collect();
    document.for_each_schema(findings, &mut |schema, site| {
        let in_request = match site.path().first() {
            ["paths", _, _, part] => ["parameters", "requestBody"].contains(&part),
            ["components", "schemas", name, _] => of_requests.contains(name),
            _ => false,
        };
        let copy = || reference(copies.get(&component_name(schema)?)?).get("$ref").cloned();
        if let (true, Some(target), Value::Object(members)) = (in_request, copy(), schema) {
            members.insert("$ref".to_owned(), target);
        }
    });
    true
}

/// Those of the components `both` in which requests and responses require different properties, directly or in a
/// component that they contain.
fn differing(named: &Map<String, Value>, both: &BTreeSet<String>) -> BTreeSet<String> {
    let mut users: BTreeMap<String, Vec<&String>> = BTreeMap::new();
    let mut queue: Vec<&String> = Vec::new();
    for (name, schema) in named.iter().filter(|(name, _)| both.contains(*name)) {
        for_each_within(&Path::root(), schema, &mut |_, schema| {
            if let Some(target) = component_name(schema) {
                users.entry(target).or_default().push(name);
            }
        });
        if !one_way(schema, &["readOnly", "writeOnly"], named).is_empty() {
            queue.push(name);
        }
    }
    let mut found = BTreeSet::new();
    while let Some(name) = queue.pop() {
        if found.insert(name.clone()) {
            queue.extend(users.get(name).into_iter().flatten());
        }
    }
    found
}

/// Makes the required properties of the other direction optional.
fn make_optional(document: &mut Document, used: &Used) {
    let named = components(&mut document.value);
    let mut optional: Vec<(String, BTreeSet<String>)> = Vec::new();
    for (name, schema) in &*named {
        let directions: Vec<&str> = [("readOnly", &used.requested), ("writeOnly", &used.responded)]
            .iter()
            .filter_map(|(keyword, used)| used.contains(name).then_some(*keyword))
            .collect();
        let properties = one_way(schema, &directions, named);
        if !properties.is_empty() {
            optional.push((name.clone(), properties));
        }
    }
    for (name, properties) in optional {
        if let Some(Value::Array(required)) = named.get_mut(&name).and_then(|schema| schema.get_mut("required")) {
            required.retain(|property| property.as_str().is_none_or(|property| !properties.contains(property)));
        }
    }
}

/// The required properties of `schema` that have one of `keywords`, directly or in the component that they refer to.
fn one_way(schema: &Value, keywords: &[&str], named: &Map<String, Value>) -> BTreeSet<String> {
    let is_set = |property: &Value, keyword: &str| {
        let target = || target_name(property).and_then(|name| named.get(&name))?.get(keyword);
        property.get(keyword).or_else(target) == Some(&Value::Bool(true))
    };
    let required = schema.get("required").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
    required
        .filter(|name| {
            let property = schema.get("properties").and_then(|properties| properties.get(name));
            property.is_some_and(|property| keywords.iter().any(|keyword| is_set(property, keyword)))
        })
        .map(str::to_owned)
        .collect()
}
