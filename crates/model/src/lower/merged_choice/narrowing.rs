//! Variants that the other parts exclude, because they list other values of a property.

use std::collections::BTreeMap;

use moored_document::{
    resolve::Components,
    schemas::{members, target_name},
};
use serde_json::{Map, Value};

use super::Choice;
use crate::parts::Parts;

/// The values that schemas list, by property.
type Listed = BTreeMap<String, Vec<String>>;

/// Removes the variants of `choice` that no value of the whole is, unless that are all of them. Returns the variant if
/// only one of several is left, which is a part as any other.
pub(super) fn narrow(choice: &mut Choice<'_>, shared: &[Value], named: &Map<String, Value>) -> Option<Value> {
    let demanded: Vec<Listed> = shared.iter().map(|part| listed(part, named)).collect();
    if demanded.iter().all(BTreeMap::is_empty) {
        return None;
    }
    let is_possible = |variant: &&Value| {
        let own = tags(variant, choice.discriminator, named);
        demanded.iter().flatten().all(|(property, values)| {
            own.get(property).is_none_or(|own| own.iter().any(|value| values.contains(value)))
        })
    };
    let (possible, excluded): (Vec<&Value>, Vec<&Value>) =
        choice.variants.iter().partition(|variant| is_possible(variant));
    let is_narrower = !possible.is_empty() && !excluded.is_empty();
    if is_narrower {
        choice.variants = possible;
        choice.excluded = excluded;
    }
    match choice.variants.as_slice() {
        [only] if is_narrower => Some((*only).clone()),
        _ => None,
    }
}

/// The values that `variant` lists, with those that the discriminator assigns to it.
fn tags(variant: &Value, discriminator: Option<&Value>, named: &Map<String, Value>) -> Listed {
    let mut found = listed(variant, named);
    let text = |key: &str| discriminator?.get(key);
    let Some(property) = text("propertyName").and_then(Value::as_str) else { return found };
    let is_own = |(_, target): &(&String, &Value)| target_name(target) == target_name(variant);
    let mapped: Vec<String> = members(text("mapping")).filter(is_own).map(|(tag, _)| tag.clone()).collect();
    if !mapped.is_empty() {
        found.insert(property.to_owned(), mapped);
    }
    found
}

/// The values that `schema` lists for each of its properties.
fn listed(schema: &Value, named: &Map<String, Value>) -> Listed {
    let resolver = Components::in_map(named).through_all_of();
    let mut found = Listed::new();
    for part in Parts::of(schema, named) {
        for (name, property) in members(part.members.get("properties")) {
            let list = |schema: &Value| schema.get("enum")?.as_array().cloned();
            if let Some(values) = resolver.chain(property).find_map(list) {
                found.insert(name.clone(), values.iter().map(text_of).collect());
            }
        }
    }
    found
}

/// A value as the text of a tag.
fn text_of(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
