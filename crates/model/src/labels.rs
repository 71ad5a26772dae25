//! Names and descriptions of listed values.

use serde_json::{Map, Value, json};

/// The extension that holds them in a lowered document, that of AutoRest: `{ values: [{ value, name, description }] }`
/// ([x-ms-enum](https://azure.github.io/autorest/extensions/#x-ms-enum)).
pub(crate) const KEY: &str = "x-ms-enum";

/// What a schema has about its values.
#[derive(Clone, Debug, Default)]
pub(crate) struct Labels(Map<String, Value>);

impl Labels {
    /// Those of `schema`.
    pub(crate) fn of(schema: &Value) -> Self {
        schema.get(KEY).map(Self::read).unwrap_or_default()
    }

    /// Those in the extension of a schema.
    pub(crate) fn read(extension: &Value) -> Self {
        let mut labels = Self::default();
        for entry in extension.get("values").and_then(Value::as_array).into_iter().flatten() {
            let Some(value) = entry.get("value") else { continue };
            for part in ["name", "description"] {
                labels.add(value, part, entry.get(part).and_then(Value::as_str));
            }
        }
        labels
    }

    /// The `name` or the `description` of the value with this key.
    pub(crate) fn get(&self, key: &str, part: &str) -> Option<&str> {
        self.0.get(key)?.get(part)?.as_str()
    }

    /// Adds `part` of `value`, if it is a text and there is none yet.
    pub(crate) fn add(&mut self, value: &Value, part: &str, text: Option<&str>) {
        let Some(text) = text.filter(|text| !text.trim().is_empty() && !value.is_null()) else { return };
        let entry = self.0.entry(key_of(value)).or_insert_with(|| json!({ "value": value }));
        if let Value::Object(entry) = entry {
            entry.entry(part).or_insert_with(|| text.into());
        }
    }

    /// Adds those of `other` for other values.
    pub(crate) fn extend(&mut self, other: Self) {
        for (key, label) in other.0 {
            self.0.entry(key).or_insert(label);
        }
    }

    /// Writes them into a schema.
    pub(crate) fn insert(self, schema: &mut Map<String, Value>) {
        if !self.0.is_empty() {
            let values: Vec<Value> = self.0.into_iter().map(|(_, label)| label).collect();
            schema.insert(KEY.to_owned(), json!({ "values": values }));
        }
    }
}

/// The key of the label of `value`: the text itself, or the number as it is written.
pub(crate) fn key_of(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
