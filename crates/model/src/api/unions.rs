//! Unions, which get enums of our own.

mod storage;
mod tags;

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::text;
use crate::native::NATIVE;
use moored_document::{
    document::Document,
    pointer::Pointer,
    schemas::{component_name, members, target_name},
};
pub use storage::Storage;
pub(super) use storage::circles;

/// A choice among schemas.
#[derive(Clone, Debug)]
pub struct UnionType {
    /// The type.
    pub name: String,
    /// The document's words.
    pub description: Option<String>,
    /// The member that says which variant an object is.
    pub tag: Option<String>,
    /// The variants, in the order of the document.
    pub variants: Vec<UnionVariant>,
}

/// One of the schemas.
#[derive(Clone, Debug)]
pub struct UnionVariant {
    /// The component that it is; `None` where it is a schema without a name.
    pub component: Option<String>,
    /// The schema as it stands among the variants.
    pub schema: Value,
    /// What JSON calls its values.
    pub shape: Shape,
    /// How particular it is about them.
    pub precision: Precision,
    /// The values of the tag that say it is this one.
    pub tags: Vec<String>,
    /// Who puts the tag on the wire.
    pub tag_on_wire: TagOnWire,
    /// Whether it goes into a box.
    pub storage: Storage,
}

/// What JSON calls a value; named like the variants of `moored_runtime::union::Shape`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// An object.
    Object,
    /// An array.
    Array,
    /// A string.
    String,
    /// A number.
    Number,
    /// A number, or one in quotes.
    Decimal,
    /// A truth value.
    Boolean,
    /// Any of them.
    Any,
}

/// How much a variant leaves to those that are tried behind it; the most precise is tried first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Precision {
    /// Listed values.
    Listed,
    /// A text of a certain form, which is kept whatever it is.
    Form,
    /// What it says, and no more.
    Type,
    /// More than it says: any string, any number, an object of any members.
    Open,
    /// Any value.
    Any,
}

/// Who puts the tag of an object on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TagOnWire {
    /// The variant's own type, which has to have it.
    Variant,
    /// The union, where the variant's type has left it out.
    Union,
}

/// The unions among the components of a lowered document.
pub(super) fn read(document: &Document) -> Vec<UnionType> {
    let at = Pointer::root().join("components").join("schemas");
    let empty = Map::new();
    let schemas = at.get(&document.value).and_then(Value::as_object).unwrap_or(&empty);
    let circles = storage::circles(schemas);
    let mut found = Vec::new();
    for (name, schema) in schemas {
        let Some(list) = schema.get("oneOf").and_then(Value::as_array) else { continue };
        let mut variants: Vec<UnionVariant> = Vec::new();
        for schema in list {
            if let Some(variant) = variant(schema, schemas) {
                variants.push(variant);
            }
        }
        for variant in &mut variants {
            variant.storage = circles.storage(name, variant.component.as_deref());
        }
        let tag = tags::read(schema, schemas, &mut variants);
        found.push(UnionType {
            name: name.clone(),
            description: text(schema, "description").map(str::to_owned),
            tag,
            variants,
        });
    }
    found
}

/// `None` for any value at all, which is what a union keeps anyway.
fn variant(schema: &Value, schemas: &Map<String, Value>) -> Option<UnionVariant> {
    let component = target_name(schema);
    let (shape, precision) = match &component {
        Some(name) => of_component(name, schemas),
        None => of_schema(schema)?,
    };
    Some(UnionVariant {
        component,
        schema: schema.clone(),
        shape,
        precision,
        tags: Vec::new(),
        tag_on_wire: TagOnWire::Variant,
        storage: Storage::Inline,
    })
}

fn of_component(name: &str, schemas: &Map<String, Value>) -> (Shape, Precision) {
    match name {
        "MooredDateTime" | "MooredDate" | "MooredUuid" => return (Shape::String, Precision::Form),
        "MooredDecimal" | "MooredDecimalNumber" => return (Shape::Decimal, Precision::Type),
        "MooredNumber" => return (Shape::Number, Precision::Open),
        _ if NATIVE.iter().any(|native| native.component == name) => return (Shape::String, Precision::Open),
        _ => {}
    }
    // A component may be another one by another name.
    let mut seen = BTreeSet::new();
    let mut schema = schemas.get(name);
    while let Some(next) = schema.and_then(component_name).filter(|next| seen.insert(next.clone())) {
        schema = schemas.get(&next);
    }
    schema.and_then(of_schema).unwrap_or((Shape::Any, Precision::Any))
}

fn of_schema(schema: &Value) -> Option<(Shape, Precision)> {
    if schema.get("oneOf").is_some() {
        return Some((Shape::Any, Precision::Type));
    }
    let open = schema.get("additionalProperties").is_some();
    let closed = !open && schema.get("properties").is_some_and(|properties| properties != &Value::Object(Map::new()));
    Some(match text(schema, "type") {
        Some("string") if schema.get("enum").is_some() => (Shape::String, Precision::Listed),
        Some("string") if schema.get("minLength").is_some() || schema.get("maxLength").is_some() => {
            (Shape::String, Precision::Type)
        }
        Some("string") => (Shape::String, Precision::Open),
        Some("integer") => (Shape::Number, Precision::Type),
        Some("number") => (Shape::Number, Precision::Open),
        Some("boolean") => (Shape::Boolean, Precision::Type),
        Some("array") => (Shape::Array, Precision::Type),
        Some("object") if closed => (Shape::Object, Precision::Type),
        Some("object") => (Shape::Object, Precision::Open),
        None if closed => (Shape::Object, Precision::Type),
        None if open => (Shape::Object, Precision::Open),
        _ => return None,
    })
}

/// The schema of a component, through other names for it.
fn resolved<'a>(schema: &'a Value, schemas: &'a Map<String, Value>) -> Option<&'a Value> {
    let mut schema = schema;
    let mut seen = BTreeSet::new();
    while let Some(name) = target_name(schema) {
        if !seen.insert(name.clone()) {
            return None;
        }
        schema = schemas.get(&name)?;
    }
    Some(schema)
}

/// The properties of a schema.
fn properties(schema: &Value) -> impl Iterator<Item = (&String, &Value)> {
    members(schema.get("properties"))
}
