//! Names and descriptions of values, from the extensions that generators and frameworks read.

use serde_json::{Map, Value};

use crate::constants::key_of;

/// Names of values, in their order: openapi-generator, NSwag, and what people write instead.
const NAMES: &[&str] = &["x-enum-varnames", "x-enumNames", "x-enum-names", "x-enumnames"];

/// Descriptions of values, in their order or by value.
const DESCRIPTIONS: &[&str] = &["x-enum-descriptions", "x-enumDescriptions"];

/// AutoRest: `{ name: Tier, values: [{ value: 1, name: Low, description: … }] }`.
const MICROSOFT: &str = "x-ms-enum";

/// What a schema has about its values: `{ '1': { name: Low, description: … } }`.
pub(super) struct Labels(Map<String, Value>);

impl Labels {
    /// Takes the labels of `values` out of `schema`.
    pub(super) fn take(schema: &mut Map<String, Value>, values: &[Value]) -> Self {
        let mut labels = match schema.shift_remove("x-moored-values") {
            Some(Value::Object(labels)) => Self(labels),
            _ => Self(Map::new()),
        };
        let of_microsoft = schema.shift_remove(MICROSOFT);
        let listed = of_microsoft.as_ref().and_then(|found| found.get("values")?.as_array());
        for entry in listed.into_iter().flatten() {
            let Some(value) = entry.get("value") else { continue };
            for part in ["name", "description"] {
                labels.add(value, part, entry.get(part));
            }
        }
        for (part, keys) in [("name", NAMES), ("description", DESCRIPTIONS)] {
            for key in keys {
                let found = schema.shift_remove(*key);
                for (index, value) in values.iter().enumerate() {
                    let text = match &found {
                        Some(Value::Array(texts)) => texts.get(index),
                        Some(Value::Object(texts)) => texts.get(&key_of(value)),
                        _ => None,
                    };
                    labels.add(value, part, text);
                }
            }
        }
        labels
    }

    /// Adds `part` of `value`, if it is a text and there is none yet.
    fn add(&mut self, value: &Value, part: &str, text: Option<&Value>) {
        let Some(text) = text.filter(|text| text.as_str().is_some_and(|text| !text.trim().is_empty())) else { return };
        if value.is_null() {
            return;
        }
        let entry = self.0.entry(key_of(value)).or_insert_with(|| Value::Object(Map::new()));
        if let Value::Object(entry) = entry {
            entry.entry(part).or_insert_with(|| text.clone());
        }
    }

    /// Adds the labels to `schema`.
    pub(super) fn insert(self, schema: &mut Map<String, Value>) {
        if !self.0.is_empty() {
            schema.insert("x-moored-values".to_owned(), Value::Object(self.0));
        }
    }
}
