//! Changes a document knowing what it is: a node goes, comes twice, changes its kind, its name, its place or where it points to.
//!
//! The choices come from outside: from a seed in the ordinary tests, from the fuzzer's bytes in `fuzz/`.

use serde_json::{Map, Value, json};

/// A number below the one given, which is more than nothing.
pub(crate) type Choose<'a> = &'a mut dyn FnMut(usize) -> usize;

/// Words that mean something somewhere in a document, and some that mean mischief.
const KEYS: &[&str] = &[
    "$ref",
    "additionalProperties",
    "allOf",
    "anyOf",
    "bearer",
    "body",
    "callbacks",
    "collectionFormat",
    "components",
    "const",
    "consumes",
    "content",
    "default",
    "definitions",
    "deprecated",
    "description",
    "discriminator",
    "encoding",
    "enum",
    "example",
    "explode",
    "flows",
    "format",
    "formData",
    "get",
    "headers",
    "in",
    "info",
    "items",
    "links",
    "mapping",
    "maxLength",
    "maximum",
    "minItems",
    "minimum",
    "multipart/form-data",
    "name",
    "not",
    "nullable",
    "oneOf",
    "openapi",
    "operationId",
    "parameters",
    "path",
    "paths",
    "pattern",
    "patternProperties",
    "post",
    "prefixItems",
    "produces",
    "properties",
    "propertyName",
    "query",
    "readOnly",
    "requestBodies",
    "requestBody",
    "required",
    "responses",
    "schema",
    "schemas",
    "security",
    "securityDefinitions",
    "securitySchemes",
    "servers",
    "style",
    "summary",
    "tags",
    "text/plain",
    "title",
    "tokenUrl",
    "trace",
    "type",
    "uniqueItems",
    "url",
    "variables",
    "version",
    "webhooks",
    "writeOnly",
    "x-moored-id",
    "xml",
    "200",
    "2XX",
    "default",
    "application/json",
    "application/*",
    "*/*",
    "",
    "/",
    "/{a}",
    "/{",
    "a",
    "A",
    "a_a",
    "a-a",
    "Self",
    "self",
    "type_",
    "日本",
    "..",
    "\u{0}",
    "<<",
];

/// Values that are right in one place and wrong in most.
const WORDS: &[&str] = &[
    "",
    "string",
    "integer",
    "number",
    "boolean",
    "array",
    "object",
    "null",
    "date-time",
    "date",
    "uuid",
    "binary",
    "byte",
    "decimal",
    "int64",
    "uint8",
    "query",
    "header",
    "path",
    "cookie",
    "body",
    "formData",
    "form",
    "simple",
    "label",
    "matrix",
    "deepObject",
    "spaceDelimited",
    "multi",
    "csv",
    "apiKey",
    "oauth2",
    "http",
    "basic",
    "bearer",
    "3.0.3",
    "3.1.0",
    "2.0",
    "#",
    "#/",
    "#/components/schemas/",
    "#/paths",
    "other.yaml#/A",
    "https://a.example/{b}",
    "/{a}/{a}",
    "^(?!a)[",
    "a",
    "Self",
    "日本",
    "\"; #[evil] //",
    "```\nevil()\n```",
];

/// Makes one to eight changes.
pub(crate) fn mutate(document: &mut Value, choose: Choose<'_>) {
    for _ in 0..=choose(8) {
        change(document, choose);
    }
}

fn change(document: &mut Value, choose: Choose<'_>) {
    let places = places(document);
    let at = pick(&places, choose).cloned().unwrap_or_default();
    let other = pick(&places, choose).cloned().unwrap_or_default();
    let copy = document.pointer(&other).cloned().unwrap_or_default();
    // What grows without end says nothing new.
    let copy = if places.len() > 2_000 { Value::Null } else { copy };
    match choose(12) {
        0 => remove(document, &at),
        1 => set(document, &at, copy),
        2 => {
            let here = document.pointer(&at).cloned().unwrap_or_default();
            set(document, &at, copy);
            set(document, &other, here);
        }
        3 => set(document, &at, odd(choose)),
        4 => set(document, &at, json!(pick(WORDS, choose))),
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
        9 => insert(document, &at, key(choose), odd(choose)),
        10 => insert(document, &at, "$ref".to_owned(), json!(format!("#{other}"))),
        _ => set(document, &at, json!({ "$ref": format!("#{other}") })),
    }
}

fn pick<'a, T>(from: &'a [T], choose: Choose<'_>) -> Option<&'a T> {
    from.get(choose(from.len().max(1)))
}

fn key(choose: Choose<'_>) -> String {
    pick(KEYS, choose).copied().unwrap_or_default().to_owned()
}

fn odd(choose: Choose<'_>) -> Value {
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

/// The pointer of every node, the root's first.
fn places(document: &Value) -> Vec<String> {
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

/// The node that holds the one at `at`, and the last key.
fn holder<'a>(document: &'a mut Value, at: &str) -> Option<(&'a mut Value, String)> {
    let (holder, key) = at.rsplit_once('/')?;
    Some((document.pointer_mut(holder)?, key.replace("~1", "/").replace("~0", "~")))
}

fn remove(document: &mut Value, at: &str) {
    match holder(document, at) {
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
    if let Some((Value::Object(members), key)) = holder(document, at)
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
