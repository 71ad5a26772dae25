//! Where a text can stand in a document: `slots.yaml`.

use serde_json::{Map, Value};

use super::document;
use crate::shared::put;

/// A slot for a text.
pub(super) struct Slot {
    pub(super) name: String,
    /// Pointer and value, with [`TEXT`] for the text.
    nodes: Map<String, Value>,
}

/// Stands for the text in a slot.
const TEXT: &str = "TEXT";

/// Every slot.
pub(super) fn slots() -> Vec<Slot> {
    let slots: Map<String, Value> = serde_yaml::from_str(include_str!("slots.yaml")).expect("YAML");
    let slot = |(name, nodes): (String, Value)| match nodes {
        Value::Object(nodes) => Slot { name, nodes },
        other => panic!("{name}: {other} has no pointers"),
    };
    slots.into_iter().map(slot).collect()
}

impl Slot {
    /// The document with `text` in this slot.
    pub(super) fn document(&self, text: &str) -> Value {
        let mut document = document();
        for (pointer, value) in &self.nodes {
            let escaped = text.replace('~', "~0").replace('/', "~1");
            put(&mut document, &pointer.replace(TEXT, &escaped), replaced(value, text));
        }
        document
    }
}

/// `value` with `text` in place of [`TEXT`].
fn replaced(value: &Value, text: &str) -> Value {
    match value {
        Value::String(other) => Value::String(other.replace(TEXT, text)),
        Value::Array(items) => items.iter().map(|item| replaced(item, text)).collect(),
        Value::Object(members) => {
            let member = |(key, value): (&String, _)| (key.replace(TEXT, text), replaced(value, text));
            Value::Object(members.iter().map(member).collect())
        }
        other => other.clone(),
    }
}
