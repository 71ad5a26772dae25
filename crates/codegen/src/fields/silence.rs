//! Whether a schema leaves open what stands there.

use serde_json::Value;

use crate::pointer::Pointer;

/// References that lead further than that lead in circles.
const DEEPEST: usize = 64;

/// Whether a schema, or what is directly within it (items, the values of a map, alternatives), says nothing about its values.
///
/// References are followed in `document`; without one each leads to a type.
pub(super) fn is_silent(schema: &Value, document: Option<&Value>) -> bool {
    silent(schema, document, DEEPEST)
}

fn silent(schema: &Value, document: Option<&Value>, depth: usize) -> bool {
    let Some(depth) = depth.checked_sub(1) else { return false };
    let members = match schema {
        Value::Object(members) => members,
        Value::Bool(any) => return *any,
        // No schema at all; a pass has said so.
        _ => return true,
    };
    if let Some(target) = members.get("$ref") {
        let Some(document) = document else { return false };
        let target = target.as_str().and_then(|target| target.strip_prefix('#')).map(Pointer::parse);
        return target
            .and_then(|target| target.get(document))
            .is_some_and(|schema| silent(schema, Some(document), depth));
    }
    if ["enum", "const", "not", "if"].iter().any(|key| members.contains_key(*key)) {
        return false;
    }
    let silent = |schema: &Value| silent(schema, document, depth);
    let parts = |key: &str| members.get(key).and_then(Value::as_array).into_iter().flatten();
    if parts("allOf").next().is_some() {
        return parts("allOf").all(silent);
    }
    let mut choices = parts("oneOf").chain(parts("anyOf")).peekable();
    if choices.peek().is_some() {
        return choices.any(silent);
    }
    let within = |key: &str| members.get(key).is_none_or(silent);
    let has = |keys: &[&str]| keys.iter().any(|key| members.contains_key(*key));
    match types(schema).as_slice() {
        ["object"] => !has(&["properties", "patternProperties"]) && within("additionalProperties"),
        ["array"] => !has(&["prefixItems"]) && within("items"),
        // A type that goes without saying; `schema` is that of a parameter or a media type, where it was moved from.
        [] => {
            !has(&["properties", "patternProperties", "prefixItems"])
                && ["additionalProperties", "items", "schema"].iter().all(|key| within(key))
        }
        _ => false,
    }
}

/// The types that a schema names, but for `null`.
fn types(schema: &Value) -> Vec<&str> {
    let named: Vec<&Value> = match schema.get("type") {
        Some(Value::Array(names)) => names.iter().collect(),
        Some(name) => vec![name],
        None => Vec::new(),
    };
    named.into_iter().filter_map(Value::as_str).filter(|name| *name != "null").collect()
}
