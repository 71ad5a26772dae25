//! Changes a document: a node is removed, copied, exchanged or renamed, or gets another value or reference.
//!
//! The caller makes the choices: from a seed in the ordinary tests, from the fuzzer's bytes in `fuzz/`.

use std::sync::LazyLock;

use serde_json::{Map, Value, json};

/// Chooses a number below the one given, which is not zero.
pub(crate) type Choose<'a> = &'a mut dyn FnMut(usize) -> usize;

static KEYS: LazyLock<Vec<String>> = LazyLock::new(|| texts(include_str!("keys.yaml")));

static VALUES: LazyLock<Vec<String>> = LazyLock::new(|| texts(include_str!("values.yaml")));

fn texts(table: &str) -> Vec<String> {
    serde_yaml::from_str(table).unwrap_or_default()
}

/// Makes one to eight changes.
pub(crate) fn mutate(document: &mut Value, choose: Choose<'_>) {
    for _ in 0..=choose(8) {
        change(document, choose);
    }
}

fn change(document: &mut Value, choose: Choose<'_>) {
    let pointers = pointers(document);
    let at = pick(&pointers, choose).cloned().unwrap_or_default();
    let other = pick(&pointers, choose).cloned().unwrap_or_default();
    let copy = document.pointer(&other).cloned().unwrap_or_default();
    // A document that grows without end tests nothing more.
    let copy = if pointers.len() > 2_000 { Value::Null } else { copy };
    match choose(12) {
        0 => remove(document, &at),
        1 => set(document, &at, copy),
        2 => {
            let here = document.pointer(&at).cloned().unwrap_or_default();
            set(document, &at, copy);
            set(document, &other, here);
        }
        3 => set(document, &at, value(choose)),
        4 => set(document, &at, json!(pick(&VALUES, choose))),
        5 => {
            let inner = document.pointer(&at).cloned().unwrap_or_default();
            set(document, &at, json!([inner]));
        }
        6 => {
            let inner = document.pointer(&at).cloned().unwrap_or_default();
            set(document, &at, Value::Object(Map::from_iter([(key(choose), inner)])));
        }
        7 => rename(document, &at, &key(choose)),
        8 => insert(document, &at, key(choose), copy),
        9 => insert(document, &at, key(choose), value(choose)),
        10 => insert(document, &at, "$ref".to_owned(), json!(format!("#{other}"))),
        _ => set(document, &at, json!({ "$ref": format!("#{other}") })),
    }
}

fn pick<'a, T>(from: &'a [T], choose: Choose<'_>) -> Option<&'a T> {
    from.get(choose(from.len().max(1)))
}

fn key(choose: Choose<'_>) -> String {
    pick(&KEYS, choose).cloned().unwrap_or_default()
}

/// A value of some kind.
fn value(choose: Choose<'_>) -> Value {
    let values = [
        json!(null),
        json!(true),
        json!(false),
        json!(0),
        json!(-1),
        json!(1e300),
        json!(u64::MAX),
        json!([]),
        json!({}),
        json!(["null", "string"]),
        json!([["a"], {}]),
        json!({ "type": "object", "properties": { "a": { "type": "string" } }, "required": ["a", "b"] }),
        json!({ "oneOf": [{ "type": "string" }, { "type": "object", "properties": { "a": {} } }] }),
        json!({ "type": "array", "items": { "enum": ["a", 1, null] } }),
    ];
    pick(&values, choose).cloned().unwrap_or_default()
}

/// The pointer of every node, that of the root first.
fn pointers(document: &Value) -> Vec<String> {
    let mut found = vec![String::new()];
    let mut open = vec![(String::new(), document)];
    while let Some((at, value)) = open.pop() {
        let mut add = |key: &str, value| {
            let at = format!("{at}/{}", key.replace('~', "~0").replace('/', "~1"));
            found.push(at.clone());
            open.push((at, value));
        };
        match value {
            Value::Object(members) => members.iter().for_each(|(key, value)| add(key, value)),
            Value::Array(items) => items.iter().enumerate().for_each(|(index, value)| add(&index.to_string(), value)),
            _ => {}
        }
    }
    found
}

fn set(document: &mut Value, at: &str, value: Value) {
    if let Some(node) = document.pointer_mut(at) {
        *node = value;
    }
}

/// The parent of the node at `at`, and the last key.
fn parent<'a>(document: &'a mut Value, at: &str) -> Option<(&'a mut Value, String)> {
    let (parent, key) = at.rsplit_once('/')?;
    Some((document.pointer_mut(parent)?, key.replace("~1", "/").replace("~0", "~")))
}

fn remove(document: &mut Value, at: &str) {
    match parent(document, at) {
        Some((Value::Object(members), key)) => {
            members.shift_remove(&key);
        }
        Some((Value::Array(items), key)) => {
            if let Some(index) = key.parse().ok().filter(|index| *index < items.len()) {
                items.remove(index);
            }
        }
        _ => {}
    }
}

fn rename(document: &mut Value, at: &str, name: &str) {
    if let Some((Value::Object(members), key)) = parent(document, at)
        && let Some(value) = members.shift_remove(&key)
    {
        members.insert(name.to_owned(), value);
    }
}

fn insert(document: &mut Value, at: &str, key: String, value: Value) {
    match document.pointer_mut(at) {
        Some(Value::Object(members)) => {
            members.insert(key, value);
        }
        Some(Value::Array(items)) => items.push(value),
        _ => {}
    }
}
