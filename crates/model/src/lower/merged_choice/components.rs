//! Which components are choices.

use std::collections::{BTreeMap, BTreeSet};

use moored_document::schemas::component_name;
use serde_json::{Map, Value};

/// The components that are choices, or have one among their parts.
pub(super) fn with_choices(named: &Map<String, Value>) -> BTreeSet<String> {
    let mut wholes: BTreeMap<String, Vec<&String>> = BTreeMap::new();
    let mut queue: Vec<&String> = Vec::new();
    for (name, schema) in named {
        let mut parts: Vec<&Value> = vec![schema];
        while let Some(part) = parts.pop() {
            if part.get("oneOf").is_some() {
                queue.push(name);
            }
            if let Some(part) = component_name(part) {
                wholes.entry(part).or_default().push(name);
            }
            parts.extend(part.get("allOf").and_then(Value::as_array).into_iter().flatten());
        }
    }
    let mut found: BTreeSet<String> = BTreeSet::new();
    while let Some(name) = queue.pop() {
        if found.insert(name.clone()) {
            queue.extend(wholes.get(name).into_iter().flatten().copied());
        }
    }
    found
}
