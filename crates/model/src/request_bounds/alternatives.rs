//! The alternatives of a choice, and how a value of one is recognized.

use moored_document::{
    pointer::Pointer,
    schemas::{TAG_NAMES, component_name, members},
};
use serde_json::Value;

use crate::bounds::{Alternative, Bound, Bounds, JsonType};

/// How many references and parts of an `allOf` are followed to the keywords of an alternative.
const DEEPEST: usize = 16;

/// The bound that the list `key` of `schema` is; `None` if it bounds nothing. `bounds` are those of the alternatives.
pub(super) fn read(document: &Value, schema: &Value, key: &str, bounds: Vec<Bounds>) -> Option<Bound> {
    let variants = schema.get(key)?.as_array()?;
    let alternatives = variants.iter().zip(bounds).map(|(variant, bounds)| {
        let mut alternative = Alternative { bounds, ..Alternative::default() };
        describe(document, variant, &mut alternative, DEEPEST);
        // `null` may be a value of any of them.
        alternative.tags.extend(tag(schema, variant));
        alternative
    });
    let alternatives: Vec<Alternative> = alternatives.collect();
    alternatives.iter().any(|alternative| !alternative.bounds.is_empty()).then_some(Bound::AnyOf(alternatives))
}

/// Adds what `schema` requires of a value to `alternative`.
fn describe(document: &Value, schema: &Value, alternative: &mut Alternative, depth: usize) {
    let Some(depth) = depth.checked_sub(1) else { return };
    if let Some(name) = component_name(schema) {
        let at = Pointer::root().join("components").join("schemas").join(&name);
        if let Some(component) = at.get(document) {
            describe(document, component, alternative, depth);
        }
        return;
    }
    if let Some(ty) = json_type(schema) {
        alternative.ty = Some(ty);
    }
    // An alternative that allows `null` as well is of two types.
    if schema.get("nullable") == Some(&Value::Bool(true)) {
        alternative.ty = None;
    }
    let values = strings(schema.get("enum"));
    if !values.is_empty() {
        alternative.values = values;
    }
    alternative.required.extend(strings(schema.get("required")));
    for (name, property) in members(schema.get("properties")) {
        let values = strings(property.get("enum"));
        if !values.is_empty() {
            alternative.tags.push((name.clone(), values));
        }
    }
    for part in schema.get("allOf").and_then(Value::as_array).into_iter().flatten() {
        describe(document, part, alternative, depth);
    }
}

fn json_type(schema: &Value) -> Option<JsonType> {
    Some(match schema.get("type").and_then(Value::as_str) {
        Some("null") => JsonType::Null,
        Some("boolean") => JsonType::Boolean,
        Some("integer" | "number") => JsonType::Number,
        Some("string") => JsonType::String,
        Some("array") => JsonType::Array,
        Some("object") => JsonType::Object,
        _ if schema.get("properties").is_some() => JsonType::Object,
        _ => return None,
    })
}

/// The strings in a list that has nothing else.
fn strings(list: Option<&Value>) -> Vec<String> {
    let list = list.and_then(Value::as_array);
    let strings: Option<Vec<String>> =
        list.and_then(|list| list.iter().map(|value| value.as_str().map(str::to_owned)).collect());
    strings.unwrap_or_default()
}

/// The discriminator of `schema`, and its values for `variant`.
fn tag(schema: &Value, variant: &Value) -> Option<(String, Vec<String>)> {
    let discriminator = schema.get("discriminator")?;
    let property = discriminator.get("propertyName")?.as_str()?;
    let of = |key: &str| members(discriminator.get(key)).filter(|(_, target)| *target == variant);
    let tags: Vec<String> = of("mapping").chain(of(TAG_NAMES)).map(|(tag, _)| tag.clone()).collect();
    (!tags.is_empty()).then(|| (property.to_owned(), tags))
}
