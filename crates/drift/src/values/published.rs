//! Keywords that lowering moves into texts or drops: defaults, formats and directions.

use moored_document::pointer::Pointer;
use serde_json::Value;

use crate::Side;

/// References that are followed. A longer chain is a cycle.
const LONGEST_CHAIN: usize = 16;

/// The value of `key` in the published schema at `origin`. A parameter or a media type stands for its schema, and a
/// reference for what it refers to.
pub(super) fn keyword<'a>(side: &Side<'a>, origin: &Pointer, key: &str) -> Option<&'a Value> {
    with_key(side, origin, key)?.get(key)
}

/// The schema there that has a type.
pub(super) fn with_type<'a>(side: &Side<'a>, origin: &Pointer) -> Option<&'a Value> {
    with_key(side, origin, "type")
}

fn with_key<'a>(side: &Side<'a>, origin: &Pointer, key: &str) -> Option<&'a Value> {
    let mut node = origin.get(side.published)?;
    for _ in 0..LONGEST_CHAIN {
        if node.get(key).is_some() {
            return Some(node);
        }
        if let Some(schema) = node.get("schema") {
            node = schema;
        } else if let Some(reference) = node.get("$ref").and_then(Value::as_str) {
            node = Pointer::parse(reference).get(side.published)?;
        } else {
            // A reference with keywords beside it was written as an `allOf` of it, and `null` as a variant.
            let mut parts = ["allOf", "oneOf", "anyOf"].into_iter().filter_map(|key| node.get(key)?.as_array());
            let mut parts = parts.next()?.iter().filter(|part| part.get("type").is_none_or(|ty| ty != "null"));
            node = match (parts.next(), parts.next()) {
                (Some(only), None) => only,
                _ => return None,
            };
        }
    }
    None
}

/// Whether `key` is `true` there.
pub(super) fn flag(side: &Side<'_>, origin: &Pointer, key: &str) -> bool {
    keyword(side, origin, key) == Some(&Value::Bool(true))
}

/// The text that `key` is there.
pub(super) fn text<'a>(side: &Side<'a>, origin: &Pointer, key: &str) -> Option<&'a str> {
    keyword(side, origin, key).and_then(Value::as_str)
}
