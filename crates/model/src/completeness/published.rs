//! The schemas of a document before all passes.

use std::collections::{BTreeMap, BTreeSet};

use moored_document::{pointer::Pointer, resolve, schemas::members};
use serde_json::Value;

/// The limit for nested schemas; no real document exceeds it.
const DEEPEST: usize = 64;

/// A document before all passes.
#[derive(Clone, Copy)]
pub(super) struct Published<'a>(pub(super) &'a Value);

/// What a schema and the schemas of its `allOf` declare for an object.
#[derive(Default)]
pub(super) struct Object {
    /// The properties that may be there, each with the pointer of its schema.
    pub(super) properties: BTreeMap<String, Pointer>,
    /// The required properties, each with the pointer of the list.
    pub(super) required: BTreeMap<String, Pointer>,
}

impl<'a> Published<'a> {
    /// The schema at `pointer`, or the one that it refers to, with its pointer.
    pub(super) fn schema(self, pointer: &Pointer) -> Option<(Pointer, &'a Value)> {
        resolve::resolve(self.0, pointer).filter(|(_, schema)| schema.is_object())
    }

    /// What the schema at `pointer` declares for an object, without what depends on a choice or a condition.
    pub(super) fn object(self, pointer: &Pointer) -> Object {
        let mut found = Object::default();
        for (pointer, schema) in self.parts(pointer) {
            if !may_be_object(schema) {
                continue;
            }
            for (name, property) in members(schema.get("properties")) {
                let at = || pointer.join("properties").join(name);
                // A property that is `null` is malformed, and one that is `false` is never there.
                if property.is_object() || property == &Value::Bool(true) {
                    found.properties.entry(name.clone()).or_insert_with(at);
                }
            }
            for name in schema.get("required").and_then(Value::as_array).into_iter().flatten() {
                let at = || pointer.join("required");
                name.as_str().map(|name| found.required.entry(name.to_owned()).or_insert_with(at));
            }
        }
        found
    }

    /// The schema at `pointer` and those of its `allOf`, at any depth.
    pub(super) fn parts(self, pointer: &Pointer) -> Vec<(Pointer, &'a Value)> {
        let mut found = Vec::new();
        let mut seen = BTreeSet::new();
        let mut queue = vec![(pointer.clone(), 0)];
        while let Some((pointer, depth)) = queue.pop() {
            let Some((pointer, schema)) = self.schema(&pointer) else { continue };
            if depth == DEEPEST || !seen.insert(pointer.clone()) {
                continue;
            }
            let parts = schema.get("allOf").and_then(Value::as_array).map_or(0, Vec::len);
            queue.extend((0..parts).rev().map(|index| (pointer.join("allOf").join(index), depth + 1)));
            found.push((pointer, schema));
        }
        found
    }

    /// Whether the schema at `pointer`, or a part of it, has `keyword: true`.
    pub(super) fn is_marked(self, pointer: &Pointer, keyword: &str) -> bool {
        self.parts(pointer).iter().any(|(_, schema)| schema.get(keyword) == Some(&Value::Bool(true)))
    }
}

/// Whether the `type` of a schema allows objects.
fn may_be_object(schema: &Value) -> bool {
    match schema.get("type") {
        Some(Value::String(ty)) => ty == "object",
        Some(Value::Array(types)) => types.iter().any(|ty| ty == "object"),
        _ => true,
    }
}
