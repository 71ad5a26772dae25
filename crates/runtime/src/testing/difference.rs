//! Where two JSON values differ.

use serde_json::Value;

use crate::json::pointer::escaped;

/// The first difference; `None` if there is none.
///
/// ```text
/// at /items/0/name: it is "a", and "b" is expected
/// ```
pub(super) fn difference(found: &Value, expected: &Value) -> Option<String> {
    at(found, expected, "")
}

fn at(found: &Value, expected: &Value, pointer: &str) -> Option<String> {
    match (found, expected) {
        _ if found == expected => None,
        (Value::Object(found), Value::Object(expected)) => {
            let names = expected.keys().chain(found.keys().filter(|name| !expected.contains_key(*name)));
            names
                .into_iter()
                .find_map(|name| member(found.get(name), expected.get(name), &format!("{pointer}/{}", escaped(name))))
        }
        (Value::Array(found), Value::Array(expected)) => (0..found.len().max(expected.len()))
            .find_map(|index| member(found.get(index), expected.get(index), &format!("{pointer}/{index}"))),
        _ => {
            let location = if pointer.is_empty() { String::new() } else { format!("at {pointer}: ") };
            Some(format!("{location}it is {found}, and {expected} is expected"))
        }
    }
}

fn member(found: Option<&Value>, expected: Option<&Value>, pointer: &str) -> Option<String> {
    match (found, expected) {
        (Some(found), Some(expected)) => at(found, expected, pointer),
        (Some(found), None) => Some(format!("at {pointer}: it is {found}, and nothing is expected")),
        (None, Some(expected)) => Some(format!("at {pointer}: it is missing, and {expected} is expected")),
        (None, None) => None,
    }
}
