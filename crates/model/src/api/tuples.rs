//! Tuples, which get types of our own.

use serde_json::{Map, Value};

use super::{
    text,
    unions::{Storage, circles},
};
use moored_document::{document::Document, pointer::Pointer, schemas::target_name};

/// A list of a fixed length, each item of which has a type of its own.
#[derive(Clone, Debug)]
pub struct TupleType {
    /// The type.
    pub name: String,
    /// The document's words.
    pub description: Option<String>,
    /// The items' schemas.
    pub items: Vec<(Value, Storage)>,
}

/// The tuples among the components of a lowered document.
pub(super) fn read(document: &Document) -> Vec<TupleType> {
    let at = Pointer::root().join("components").join("schemas");
    let empty = Map::new();
    let schemas = at.get(&document.value).and_then(Value::as_object).unwrap_or(&empty);
    let tuples: Vec<(&String, &Value)> =
        schemas.iter().filter(|(_, schema)| schema.get("prefixItems").is_some()).collect();
    if tuples.is_empty() {
        return Vec::new();
    }
    let circles = circles(schemas);
    let read = |(name, schema): (&String, &Value)| {
        let items = schema.get("prefixItems")?.as_array()?.iter();
        let items = items.map(|item| (item.clone(), circles.storage(name, target_name(item).as_deref())));
        let description = text(schema, "description").map(str::to_owned);
        Some(TupleType { name: name.clone(), description, items: items.collect() })
    };
    tuples.into_iter().filter_map(read).collect()
}
