//! Which variants are boxed. A variant that contains the union again by value needs a box, because its type would be
//! infinite.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use moored_document::{
    recursion::Recursion,
    schemas::{component_name, members},
};

/// Whether a variant is boxed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Storage {
    /// The value is stored in the enum itself.
    Inline,
    /// The value is stored in a `Box`.
    Boxed,
}

/// The components of a document, and which of them are recursive without a list or a map in between.
pub(in crate::api) struct RecursiveTypes {
    index: BTreeMap<String, usize>,
    recursion: Recursion,
}

impl RecursiveTypes {
    /// The storage of the variant `component` of the union `name`. A union in a union is always boxed: a component that
    /// both contain would be counted twice.
    pub(in crate::api) fn storage(&self, name: &str, component: Option<&str>) -> Storage {
        match (self.index.get(name), component.and_then(|component| self.index.get(component))) {
            (Some(one), Some(other)) if self.recursion.is_connected(*one, *other) => Storage::Boxed,
            _ => Storage::Inline,
        }
    }
}

/// Finds the components of `schemas` that contain each other.
pub(in crate::api) fn recursive_types(schemas: &Map<String, Value>) -> RecursiveTypes {
    let index: BTreeMap<String, usize> = schemas.keys().cloned().zip(0..).collect();
    let edges: Vec<Vec<usize>> = schemas
        .values()
        .map(|schema| {
            let mut held = BTreeSet::new();
            holds(schema, &mut held);
            held.iter().filter_map(|name| index.get(name).copied()).collect()
        })
        .collect();
    RecursiveTypes { index, recursion: Recursion::of(&edges) }
}

/// The components that a value of `schema` contains without a list or a map in between.
fn holds(schema: &Value, found: &mut BTreeSet<String>) {
    found.extend(component_name(schema));
    for key in ["allOf", "oneOf", "prefixItems"] {
        for part in schema.get(key).and_then(Value::as_array).into_iter().flatten() {
            holds(part, found);
        }
    }
    for (_, property) in members(schema.get("properties")) {
        holds(property, found);
    }
}
