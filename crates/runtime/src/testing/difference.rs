//! Where two JSON bodies differ.

use serde_json::Value;

use super::shown::Shown;
use crate::json::pointer::escaped;

/// Whether the value of the member with this name is a secret.
type IsSecret<'a> = &'a dyn Fn(&str) -> bool;

/// The first difference; `None` if there is none. A secret is not shown.
///
/// ```text
/// the body differs at /items/0/name: it is "a", and "b" is expected
/// the body differs at /password: it has another value
/// ```
pub(super) fn difference(found: &Value, expected: &Value, is_secret: IsSecret<'_>) -> Option<String> {
    at(found, expected, &Location { pointer: String::new(), shown: Shown::Value }, is_secret)
}

struct Location {
    pointer: String,
    shown: Shown,
}

fn at(found: &Value, expected: &Value, location: &Location, is_secret: IsSecret<'_>) -> Option<String> {
    let below = |name: &str, found: Option<&Value>, expected: Option<&Value>| {
        let location = Location {
            pointer: format!("{}/{}", location.pointer, escaped(name)),
            shown: if is_secret(name) { Shown::Nothing } else { location.shown },
        };
        match (found, expected) {
            (None, None) => None,
            (Some(found), Some(expected)) => at(found, expected, &location, is_secret),
            _ => Some(message(found, expected, &location, is_secret)),
        }
    };
    match (found, expected) {
        _ if found == expected => None,
        (Value::Object(found), Value::Object(expected)) => {
            let names = expected.keys().chain(found.keys().filter(|name| !expected.contains_key(*name)));
            names.into_iter().find_map(|name| below(name, found.get(name), expected.get(name)))
        }
        (Value::Array(found), Value::Array(expected)) => (0..found.len().max(expected.len()))
            .find_map(|index| below(&index.to_string(), found.get(index), expected.get(index))),
        _ => Some(message(Some(found), Some(expected), location, is_secret)),
    }
}

fn message(found: Option<&Value>, expected: Option<&Value>, at: &Location, is_secret: IsSecret<'_>) -> String {
    let is = match (found, at.shown) {
        (Some(found), Shown::Value) => format!("it is {}", without_secrets(found, is_secret)),
        (Some(_), Shown::Nothing) => "it has another value".to_owned(),
        (None, _) => "it is missing".to_owned(),
    };
    let should_be = match (expected, at.shown) {
        (Some(expected), Shown::Value) => format!(", and {} is expected", without_secrets(expected, is_secret)),
        (Some(_), Shown::Nothing) => String::new(),
        (None, _) => ", and nothing is expected".to_owned(),
    };
    let location = if at.pointer.is_empty() { String::new() } else { format!(" at {}", at.pointer) };
    format!("the body differs{location}: {is}{should_be}")
}

/// The value with `null` for the secrets in it.
fn without_secrets(value: &Value, is_secret: IsSecret<'_>) -> Value {
    match value {
        Value::Object(members) => {
            let shown = |(name, value): (&String, &Value)| {
                (name.clone(), if is_secret(name) { Value::Null } else { without_secrets(value, is_secret) })
            };
            members.iter().map(shown).collect()
        }
        Value::Array(items) => items.iter().map(|item| without_secrets(item, is_secret)).collect(),
        other => other.clone(),
    }
}
