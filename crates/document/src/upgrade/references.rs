//! References: what they lead to before the lift, and where that is afterwards.

use serde_json::Value;

use crate::{document::Document, pointer::Pointer};

/// Longer chains of references than this lead in a circle.
const LONGEST_CHAIN: usize = 32;

/// What the node at `at` refers to in the end, or the node itself; `None` where the references lead to nothing or in a circle.
pub(crate) fn resolve<'a>(document: &'a Value, at: &Pointer) -> Option<(Pointer, &'a Value)> {
    let mut at = at.clone();
    for _ in 0..LONGEST_CHAIN {
        let node = at.get(document)?;
        let Some(reference) = node.get("$ref").and_then(Value::as_str) else { return Some((at, node)) };
        at = reference.starts_with("#/").then(|| Pointer::parse(reference))?;
    }
    None
}

/// Keys whose value is the provider's data and holds no references.
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

/// Points every reference at where its target has been moved to by the moves from the one numbered `since` on.
pub(crate) fn follow(document: &mut Document, since: usize) {
    let destinations = document.destinations(since);
    let original = document.value.clone();
    let find = |reference: &str| {
        let target = Pointer::parse(reference);
        let now = destinations.find(&target);
        // A reference is a URI, in which `%` starts an escape.
        (now != target && now.get(&original).is_some()).then(|| format!("#{}", now.to_string().replace('%', "%25")))
    };
    walk(&mut document.value, Keys::Keywords, &find);
}

fn walk(node: &mut Value, keys: Keys, find: &dyn Fn(&str) -> Option<String>) {
    match node {
        Value::Object(members) => {
            for (key, value) in members {
                match value {
                    Value::String(reference)
                        if key == "$ref" && keys == Keys::Keywords && reference.starts_with("#/") =>
                    {
                        if let Some(now) = find(reference) {
                            *reference = now;
                        }
                    }
                    _ if keys == Keys::Names => walk(value, Keys::Keywords, find),
                    _ if DATA.contains(&key.as_str()) => {}
                    Value::Object(_) if NAMED.contains(&key.as_str()) => walk(value, Keys::Names, find),
                    _ => walk(value, Keys::Keywords, find),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| walk(item, Keys::Keywords, find)),
        _ => {}
    }
}
