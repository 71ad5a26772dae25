//! Names and descriptions of values, from the extensions that generators and frameworks read.

use serde_json::{Map, Value};

use crate::labels::{KEY, Labels, key_of};

/// Names of values, in their order: openapi-generator, NSwag, and what people write instead.
const NAMES: &[&str] = &["x-enum-varnames", "x-enumNames", "x-enum-names", "x-enumnames"];

/// Descriptions of values, in their order or by value.
const DESCRIPTIONS: &[&str] = &["x-enum-descriptions", "x-enumDescriptions"];

/// Takes the labels of `values` out of `schema`. Those of AutoRest take precedence.
pub(super) fn take(schema: &mut Map<String, Value>, values: &[Value]) -> Labels {
    let mut labels = schema.shift_remove(KEY).as_ref().map(Labels::read).unwrap_or_default();
    for (part, keys) in [("name", NAMES), ("description", DESCRIPTIONS)] {
        for key in keys {
            let Some(found) = schema.shift_remove(*key) else { continue };
            for (index, value) in values.iter().enumerate() {
                let text = match &found {
                    Value::Array(texts) => texts.get(index),
                    Value::Object(texts) => texts.get(&key_of(value)),
                    _ => None,
                };
                labels.add(value, part, text.and_then(Value::as_str));
            }
        }
    }
    labels
}
