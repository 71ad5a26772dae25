//! Whether a schema is unconstrained.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use moored_document::pointer::Pointer;

/// The limit for nested schemas; no real document exceeds it.
const DEEPEST: usize = 256;

/// Whether a schema is unconstrained. It is so as well if a schema directly within it is: that of its items, of the
/// values of a map, or of an alternative.
///
/// References are resolved in `document`.
pub(super) fn is_unconstrained(schema: &Value, document: &Value) -> bool {
    Search { document, known: BTreeMap::new() }.of(schema, DEEPEST)
}

struct Search<'a> {
    document: &'a Value,
    /// The results for references that have been resolved. Unions that refer to each other have exponentially many
    /// paths.
    known: BTreeMap<&'a str, bool>,
}

impl<'a> Search<'a> {
    fn of_target(&mut self, reference: &'a str, depth: usize) -> bool {
        if let Some(known) = self.known.get(reference) {
            return *known;
        }
        let target = reference.strip_prefix('#').map(Pointer::parse);
        let Some(target) = target.and_then(|target| target.get(self.document)) else { return false };
        // A reference to itself adds no constraint of its own.
        self.known.insert(reference, false);
        let is_unconstrained = self.of(target, depth);
        self.known.insert(reference, is_unconstrained);
        is_unconstrained
    }

    fn of(&mut self, schema: &'a Value, depth: usize) -> bool {
        let Some(depth) = depth.checked_sub(1) else { return false };
        let members = match schema {
            Value::Object(members) => members,
            Value::Bool(any) => return *any,
            // This is not a schema; a pass has reported it.
            _ => return true,
        };
        if let Some(target) = members.get("$ref") {
            return target.as_str().is_some_and(|target| self.of_target(target, depth));
        }
        if ["enum", "const", "not", "if"].iter().any(|key| members.contains_key(*key)) {
            return false;
        }
        let parts = |key: &str| members.get(key).and_then(Value::as_array).into_iter().flatten();
        if parts("allOf").next().is_some() {
            return parts("allOf").all(|part| self.of(part, depth));
        }
        let mut choices = parts("oneOf").chain(parts("anyOf")).peekable();
        if choices.peek().is_some() {
            return choices.any(|choice| self.of(choice, depth));
        }
        // An object that may have no other members has a type all the same: it may get them later.
        let is_closed = |key: &str, schema: &Value| key == "additionalProperties" && schema == &Value::Bool(false);
        let mut within =
            |key: &str| members.get(key).is_none_or(|schema| is_closed(key, schema) || self.of(schema, depth));
        let is_empty = |value: &Value| value.as_object().is_some_and(Map::is_empty);
        let has = |keys: &[&str]| keys.iter().any(|key| members.get(*key).is_some_and(|value| !is_empty(value)));
        match types(schema).as_slice() {
            ["object"] => !has(&["properties", "patternProperties"]) && within("additionalProperties"),
            ["array"] => !has(&["prefixItems"]) && within("items"),
            // The type is implied. `schema` belongs to a parameter or a media type, from which it was moved.
            [] => {
                !has(&["properties", "patternProperties", "prefixItems"])
                    && ["additionalProperties", "items", "schema"].iter().all(|key| within(key))
            }
            _ => false,
        }
    }
}

/// The types that a schema declares, without `null`.
fn types(schema: &Value) -> Vec<&str> {
    let named: Vec<&Value> = match schema.get("type") {
        Some(Value::Array(names)) => names.iter().collect(),
        Some(name) => vec![name],
        None => Vec::new(),
    };
    named.into_iter().filter_map(Value::as_str).filter(|name| *name != "null").collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn choices_that_double_are_followed_once() {
        let reference = |level: usize| json!({ "$ref": format!("#/components/schemas/A{level}") });
        let mut schemas = Map::new();
        for level in 0..100 {
            let next = reference(level + 1);
            schemas.insert(format!("A{level}"), json!({ "oneOf": [next, { "allOf": [next] }] }));
        }
        for (leaf, expected) in [(json!({ "type": "string" }), false), (json!({}), true)] {
            schemas.insert("A100".to_owned(), leaf);
            let document = json!({ "components": { "schemas": schemas } });
            // Without the cache there would be 2^100 paths.
            assert_eq!(is_unconstrained(&reference(0), &document), expected);
        }
    }
}
