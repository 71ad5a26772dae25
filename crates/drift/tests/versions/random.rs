//! Random versions of documents: no comparison panics, a document does not differ from itself in another order, and
//! each change is one that its rule describes.

use moored_drift::{Change, Class};
use serde_json::{Map, Value, json};

use super::{compare, findings, pairs, read};

/// How many versions each document gets.
const VERSIONS: u64 = 2;

#[test]
fn random_versions_have_changes_that_their_rules_describe() {
    let (mut compared, mut changed, mut rules) = (0, 0, std::collections::BTreeSet::new());
    for (name, document) in documents() {
        for seed in 0..VERSIONS {
            let mut random = Random(seed * 1_000 + compared);
            let version = random.version(&document, &mut Vec::new());
            if read(&version, None, None).is_err() {
                continue;
            }
            for (old, new) in [(&document, &version), (&version, &document)] {
                compared += 1;
                let drift = compare(old, new, None);
                changed += u64::from(!drift.changes.is_empty());
                for change in &drift.changes {
                    rules.insert(change.rule.id);
                    assert_eq!(wrong(change), None, "{name}, version {seed}: {change:#?}");
                }
            }
            assert_eq!(findings(&compare(&version, &version, None)), [], "{name}, version {seed}");
        }
    }
    assert!(compared > 150, "{compared} pairs were compared");
    assert!(changed > compared / 2, "{changed} of {compared} pairs have changes");
    assert!(rules.len() > 15, "{rules:?}");
}

#[test]
fn the_order_of_schemas_and_values_is_no_change() {
    for (name, document) in documents() {
        let other = Random(name.len() as u64).in_another_order(&document, &mut Vec::new());
        let schemas = moored_drift::rules().filter(|(title, _)| *title != "Rust").flat_map(|(_, rules)| rules);
        let ids: Vec<&str> = schemas.map(|rule| rule.id).collect();
        let mut found = findings(&compare(&document, &other, None));
        found.retain(|finding| ids.contains(&finding.rule.as_str()));
        assert_eq!(found, [], "{name}");
    }
}

/// What of a change is not as it has to be.
fn wrong(change: &Change) -> Option<&'static str> {
    let first = change.message.chars().next();
    match () {
        () if !change.rule.classes.contains(&change.class) && change.class != Class::Source => Some("class"),
        () if first.is_none_or(char::is_uppercase) || change.message.ends_with('.') => Some("message"),
        () if change.element.is_empty() => Some("element"),
        () if change.old.is_none() && change.new.is_none() && change.items.is_empty() => Some("location"),
        () => None,
    }
}

/// The old documents of pairs with schemas, each once.
fn documents() -> Vec<(String, Value)> {
    let mut seen: Vec<Value> = Vec::new();
    let mut found = Vec::new();
    for (name, pair) in pairs() {
        if pair.old.pointer("/components/schemas/Pet").is_some() && !seen.contains(&pair.old) {
            seen.push(pair.old.clone());
            found.push((name, pair.old));
        }
    }
    found
}

/// Random numbers.
struct Random(u64);

/// What a schema is replaced with.
const SCHEMAS: &[&str] = &[
    r#"{ "type": "string" }"#,
    r#"{ "type": "integer", "maximum": 7 }"#,
    r#"{ "type": ["number", "null"] }"#,
    r#"{ "type": "string", "enum": ["one", "two"] }"#,
    r#"{ "type": "array", "items": { "type": "array", "items": {} } }"#,
    r#"{ "type": "object", "additionalProperties": { "type": "boolean" } }"#,
    r#"{ "type": "object", "required": ["one"], "properties": { "one": { "type": "string", "format": "date-time" } } }"#,
    r#"{ "oneOf": [{ "type": "string" }, { "type": "object", "properties": { "one": {} } }] }"#,
    "{}",
];

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % end.max(1)
    }

    /// `value`, which stands at `keys`, with schemas that are gone, new or others.
    fn version(&mut self, value: &Value, keys: &mut Vec<String>) -> Value {
        match value {
            Value::Object(members) => {
                let is_map = keys.last().is_some_and(|key| key == "properties");
                let mut changed = Map::new();
                for (key, value) in members {
                    let is_schema = is_map || key == "items" || key == "schema" || key == "additionalProperties";
                    match (is_schema, self.below(6)) {
                        (true, 0) => {
                            let text = SCHEMAS[self.below(SCHEMAS.len())];
                            changed.insert(key.clone(), serde_json::from_str(text).unwrap());
                        }
                        (true, 1) if is_map => {}
                        (false, 0) if key == "required" && value.is_array() => {}
                        _ => {
                            keys.push(key.clone());
                            changed.insert(key.clone(), self.version(value, keys));
                            keys.pop();
                        }
                    }
                }
                if is_map && self.below(3) == 0 {
                    changed.insert("added".to_owned(), json!({ "type": "string" }));
                }
                Value::Object(changed)
            }
            Value::Array(items) => {
                let is_list = keys.last().is_some_and(|key| ["enum", "required", "oneOf"].contains(&key.as_str()));
                let mut changed = Vec::new();
                for item in items {
                    if !is_list || changed.is_empty() || self.below(4) > 0 {
                        changed.push(self.version(item, keys));
                    }
                }
                Value::Array(changed)
            }
            other => other.clone(),
        }
    }

    /// `value`, which stands at `keys`, with schemas, listed values and required properties in another order.
    fn in_another_order(&mut self, value: &Value, keys: &mut Vec<String>) -> Value {
        let last = keys.last().map(String::as_str);
        match value {
            Value::Object(members) => {
                let mut list: Vec<(String, Value)> = Vec::new();
                for (key, value) in members {
                    keys.push(key.clone());
                    list.push((key.clone(), self.in_another_order(value, keys)));
                    keys.pop();
                }
                for at in (1..list.len()).rev() {
                    list.swap(at, self.below(at + 1));
                }
                Value::Object(list.into_iter().collect())
            }
            Value::Array(items) => {
                let is_set = matches!(last, Some("enum" | "required" | "oneOf"));
                let mut changed: Vec<Value> = items.iter().map(|item| self.in_another_order(item, keys)).collect();
                if is_set {
                    changed.reverse();
                }
                Value::Array(changed)
            }
            other => other.clone(),
        }
    }
}
