//! Makes required properties of one direction optional in types that are used in the other direction too.
//!
//! ```yaml
//! # in a request                                                                                          before
//! { required: [id, name], properties: { id: { type: string, readOnly: true }, name: { type: string } } }
//! ---
//! # after
//! { required: [name], properties: { id: { type: string, readOnly: true }, name: { type: string } } }
//! ```
//!
//! A required property that is `readOnly` is required in responses only, one that is `writeOnly` in requests only
//! ([3.0.4, fixed fields](https://spec.openapis.org/oas/v3.0.4.html#fixed-fields-for-use-with-schemas)). typify would
//! require it in both.

use std::collections::BTreeSet;

use moored_document::{
    document::Document,
    finding::Findings,
    pass::Pass,
    schemas::{components, target_name},
};
use serde_json::{Map, Value};

use crate::{
    config::Config,
    usage::{requested, responded},
};

/// `all_of` merges the properties with what is required of them.
pub(super) const PASS: Pass<Config> = Pass::document(run).after(&["all_of"]);

fn run(document: &mut Document, _: &mut Findings) {
    let (requested, responded) = (requested(document), responded(document));
    let named = components(&mut document.value);
    let mut optional: Vec<(String, BTreeSet<String>)> = Vec::new();
    for (name, schema) in &*named {
        let directions: Vec<&str> = [("readOnly", &requested), ("writeOnly", &responded)]
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
