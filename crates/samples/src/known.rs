//! An example of the document without the members that its schemas do not declare. A type may drop those.

use std::collections::BTreeMap;

use serde_json::Value;

use super::family::Discriminator;
use super::{Dialect, Sampler};

/// The constraints of schemas on the members and items of a value, for all variants.
#[derive(Default)]
struct Known<'a> {
    members: BTreeMap<&'a str, Vec<&'a Value>>,
    /// The schemas of undeclared members.
    others: Vec<&'a Value>,
    open: bool,
    items: Vec<&'a Value>,
    seen: Vec<String>,
}

impl<'a> Sampler<'a> {
    /// `value`, an example of `schemas`, without the members that they do not declare.
    pub(super) fn known(&self, schemas: &[&'a Value], value: &Value, depth: usize) -> Value {
        let mut known = Known::default();
        for schema in schemas {
            self.learn(schema, &mut known);
        }
        if depth > 100 {
            return value.clone();
        }
        match value {
            Value::Object(members) => {
                let open = known.open || known.members.is_empty();
                let kept = members.iter().filter_map(|(name, value)| match known.members.get(name.as_str()) {
                    Some(schemas) => Some((name.clone(), self.known(schemas, value, depth + 1))),
                    None if open => Some((name.clone(), self.known(&known.others, value, depth + 1))),
                    None => None,
                });
                Value::Object(kept.collect())
            }
            Value::Array(items) => items.iter().map(|item| self.known(&known.items, item, depth + 1)).collect(),
            scalar => scalar.clone(),
        }
    }

    fn learn(&self, schema: &'a Value, known: &mut Known<'a>) {
        if let Some(reference) = schema.get("$ref").and_then(Value::as_str) {
            self.learn_reference(reference, known);
            if self.dialect == Dialect::Old {
                return;
            }
        }
        for (name, schema) in schema.get("properties").and_then(Value::as_object).into_iter().flatten() {
            known.members.entry(name).or_default().push(schema);
        }
        let patterns = schema.get("patternProperties").and_then(Value::as_object);
        for schema in patterns.into_iter().flatten().map(|(_, schema)| schema) {
            known.open = true;
            known.others.push(schema);
        }
        if let Some(others) = schema.get("additionalProperties").filter(|others| others.is_object()) {
            known.open = true;
            known.others.push(others);
        }
        known.items.extend(schema.get("items").filter(|items| items.is_object()));
        for keyword in ["allOf", "oneOf", "anyOf", "prefixItems"] {
            for part in schema.get(keyword).and_then(Value::as_array).into_iter().flatten() {
                match keyword {
                    "prefixItems" => known.items.push(part),
                    _ => self.learn(part, known),
                }
            }
        }
        if let Some(discriminator) = Discriminator::of(schema) {
            for reference in discriminator.mapped() {
                self.learn_reference(reference, known);
            }
        }
    }

    fn learn_reference(&self, reference: &str, known: &mut Known<'a>) {
        if known.seen.iter().any(|seen| seen == reference) {
            return;
        }
        known.seen.push(reference.to_owned());
        if let Some(target) = self.resolve(reference) {
            self.learn(target, known);
        }
    }
}
