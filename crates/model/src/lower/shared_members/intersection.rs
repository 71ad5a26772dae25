//! The intersection of two schemas: the schema of the values that satisfy both.

use moored_document::schemas::target_name;
use serde_json::{Map, Value};

use super::Schemas;
use crate::{
    limits::DEEPEST_ITEMS,
    native::Native,
    parts::{Parts, is_annotation, is_unconstrained},
};

/// The keywords of a schema that are not annotations.
fn constraints(schema: &Value) -> Map<String, Value> {
    let members = schema.as_object().into_iter().flatten();
    members.filter(|(key, _)| !is_annotation(key)).map(|(key, value)| (key.clone(), value.clone())).collect()
}

/// `schema` with the description of `outer`, which is written further out. A reference and a type of the runtime have
/// descriptions of their own.
fn described(schema: &Value, outer: &Value) -> Value {
    let (is_native, mut schema) = (Native::of(schema).is_some(), schema.clone());
    if let (Some(members), Some(text)) = (schema.as_object_mut(), outer.get("description"))
        && !members.contains_key("$ref")
        && !members.contains_key("allOf")
        && !is_native
    {
        members.insert("description".to_owned(), text.clone());
    }
    schema
}

impl Schemas {
    /// Whether a value that satisfies the last schema satisfies all.
    pub(super) fn last_implies_all(&self, schemas: &[Value]) -> bool {
        let Some((last, before)) = schemas.split_last() else { return true };
        !is_unconstrained(last)
            && before
                .iter()
                .all(|schema| is_unconstrained(schema) || schema == last || self.is_implied_by(schema, last))
    }

    /// The intersection of `before` and `after`, called `name` if it has to be a component. `None` if no value
    /// satisfies both, or if no schema can express it.
    pub(super) fn intersect(&mut self, name: &str, before: &Value, after: &Value) -> Option<Value> {
        if is_unconstrained(after) {
            return Some(described(before, after));
        }
        if is_unconstrained(before) || constraints(before) == constraints(after) || self.is_implied_by(before, after) {
            return Some(after.clone());
        }
        if self.is_implied_by(after, before) {
            return Some(described(before, after));
        }
        match (before.get("items"), after.get("items")) {
            (Some(one), Some(other)) => {
                let items = self.intersect(name, one, other)?;
                let mut list = after.clone();
                list.as_object_mut()?.insert("items".to_owned(), items);
                Some(list)
            }
            _ if target_name(before).is_none() && target_name(after).is_none() && !self.is_object(after) => {
                all_constraints(before, after)
            }
            _ if self.is_object(before) && self.is_object(after) => self.component_of(name, before, after),
            _ => None,
        }
    }

    /// Whether every value that satisfies `narrow` satisfies `wide`.
    fn is_implied_by(&self, wide: &Value, narrow: &Value) -> bool {
        self.is_implied_within(wide, narrow, 0)
    }

    fn is_implied_within(&self, wide: &Value, narrow: &Value, depth: usize) -> bool {
        if let (Some(wide), Some(narrow)) = (target_name(wide), target_name(narrow))
            && (wide == narrow || self.has_part(&narrow, &wide) || self.is_variant(&narrow, &wide))
        {
            return true;
        }
        let (wide, narrow) = (self.resolved(wide), self.resolved(narrow));
        let ty = self.type_of(narrow);
        // A list of values is narrower than any constraint that they satisfy.
        let is_enum = narrow.get("enum").is_some();
        let constraints = wide.as_object().into_iter().flatten().filter(|(key, _)| !is_annotation(key));
        constraints.into_iter().all(|(key, value)| match (key.as_str(), value) {
            ("type", _) => ty.is_some_and(|ty| value == ty || (value == "number" && ty == "integer")),
            ("format", _) if ty == Some("integer") => true,
            // The types of the runtime keep every value, whether it has the format or not.
            ("format", _) if Native::of(wide).is_some() => true,
            ("additionalProperties", Value::Bool(true)) => true,
            ("additionalProperties" | "properties", Value::Object(inner)) if inner.is_empty() => true,
            ("items", _) => {
                let implies = |items| depth < DEEPEST_ITEMS && self.is_implied_within(value, items, depth + 1);
                is_unconstrained(value) || narrow.get("items").is_some_and(implies)
            }
            ("enum", Value::Array(values)) => {
                let narrow = narrow.get("enum").and_then(Value::as_array);
                narrow.is_some_and(|narrow| narrow.iter().all(|value| values.contains(value)))
            }
            ("allOf" | "oneOf" | "anyOf" | "not", _) => false,
            (key, value) => is_enum || narrow.get(key) == Some(value),
        })
    }

    /// Whether the component `name` is a variant of the choice `choice`.
    fn is_variant(&self, name: &str, choice: &str) -> bool {
        let variants = self.named.get(choice).and_then(|schema| schema.get("oneOf")?.as_array());
        variants.into_iter().flatten().any(|variant| target_name(variant).as_deref() == Some(name))
    }

    /// Whether a schema is an object, and not a choice.
    fn is_object(&self, schema: &Value) -> bool {
        let target = self.resolved(schema);
        self.type_of(target) == Some("object") && target.get("oneOf").is_none() && target.get("enum").is_none()
    }

    /// The type of all values, if a part of the schema has one. That of an outer part takes precedence.
    fn type_of<'a>(&'a self, schema: &'a Value) -> Option<&'a str> {
        let own = |members: &'a Map<String, Value>| {
            let ty = members.get("type").and_then(Value::as_str);
            ty.or_else(|| members.contains_key("properties").then_some("object"))
        };
        let schema = self.resolved(schema);
        schema.as_object().and_then(own).or_else(|| {
            let parts: Vec<_> = Parts::of(schema, &self.named).collect();
            parts.iter().rev().find_map(|part| own(part.members))
        })
    }
}

/// All constraints of two schemas without references, if they have no keyword with different values.
fn all_constraints(before: &Value, after: &Value) -> Option<Value> {
    let mut all = after.clone();
    let members = all.as_object_mut()?;
    for (key, value) in constraints(before) {
        match members.get(&key) {
            None => {
                members.insert(key, value);
            }
            Some(other) if *other == value || value.is_number() => {}
            Some(_) => return None,
        }
    }
    Some(all)
}
