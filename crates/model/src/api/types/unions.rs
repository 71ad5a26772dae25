//! Choices among types.

mod storage;
mod tags;

use serde::Serialize;
use serde_json::{Map, Value};

use super::{Components, TypeKind};
use crate::{
    api::{text, type_ref::TypeRef},
    naming::{type_name, variant_name},
    native::NATIVE,
};
use moored_document::{
    resolve,
    schemas::{members, target_name},
    scope::Scope,
};
pub use storage::Storage;
pub(super) use storage::{Circles, circles};

/// One of several types.
#[derive(Clone, Debug)]
pub struct Union {
    /// The member that says which variant an object is, if there is one.
    pub tag: Option<String>,
    /// The variants, in the order of the document; no two have one type.
    pub variants: Vec<Variant>,
    /// The variant for a value that is none of these.
    pub unlisted: String,
}

/// One of the types.
#[derive(Clone, Debug)]
pub struct Variant {
    /// The variant in Rust.
    pub name: String,
    /// The type of its value.
    pub ty: TypeRef,
    /// The description in the document.
    pub description: Option<String>,
    /// What JSON calls its values.
    pub shape: Shape,
    /// How many other values it would accept.
    pub precision: Precision,
    /// The values of the tag that select it.
    pub tags: Vec<String>,
    /// What writes the tag.
    pub tag_on_wire: TagOnWire,
    /// Whether it goes into a box.
    pub storage: Storage,
}

/// A schema of the choice, before those of one type are joined.
struct Candidate {
    /// The component that it is; `None` where it is a schema without a name.
    component: Option<String>,
    schema: Value,
    shape: Shape,
    precision: Precision,
    tags: Vec<String>,
    tag_on_wire: TagOnWire,
}

/// What JSON calls a value; named like the variants of `moored_runtime::union::Shape`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum TagOnWire {
    /// The variant's own type, which has to have it.
    Variant,
    /// The union, where the variant's type has left it out.
    Union,
}

/// The union that `schema` is; `None` where it is no choice.
pub(super) fn read(name: &str, schema: &Value, components: &Components<'_>, circles: &Circles) -> Option<TypeKind> {
    let list = schema.get("oneOf")?.as_array()?;
    let mut candidates: Vec<Candidate> =
        list.iter().filter_map(|schema| candidate(schema, components.schemas)).collect();
    let tag = tags::read(schema, components.schemas, &mut candidates);
    let mut scope = Scope::default();
    let mut variants: Vec<Variant> = Vec::new();
    for candidate in candidates {
        let ty = components.type_ref(&candidate.schema);
        if let Some(same) = variants.iter_mut().find(|same| same.ty == ty) {
            same.tags.extend(candidate.tags);
            continue;
        }
        let description = text(&candidate.schema, "description").filter(|text| !text.trim().is_empty());
        variants.push(Variant {
            name: scope.take_first(&[candidate_name(name, &candidate)]),
            ty,
            description: description.map(str::to_owned),
            shape: candidate.shape,
            precision: candidate.precision,
            tags: candidate.tags,
            tag_on_wire: candidate.tag_on_wire,
            storage: circles.storage(name, candidate.component.as_deref()),
        });
    }
    let unlisted = scope.take_first(&["Unlisted".to_owned(), "UnlistedValue".to_owned()]);
    Some(TypeKind::Union(Union { tag, variants, unlisted }))
}

/// `None` for any value at all, which the variant for unlisted values holds anyway.
fn candidate(schema: &Value, schemas: &Map<String, Value>) -> Option<Candidate> {
    let component = target_name(schema);
    let (shape, precision) = match &component {
        Some(name) => of_component(name, schemas),
        None => of_schema(schema)?,
    };
    let (tags, tag_on_wire) = (Vec::new(), TagOnWire::Variant);
    Some(Candidate { component, schema: schema.clone(), shape, precision, tags, tag_on_wire })
}

/// The name of a variant: that of its component, without that of the union before it.
fn candidate_name(union: &str, candidate: &Candidate) -> String {
    let Some(component) = &candidate.component else { return unnamed(&candidate.schema) };
    if NATIVE.iter().any(|native| native.component == component) {
        return variant_name(component.trim_start_matches("Moored").trim_end_matches("DecimalNumber"));
    }
    let short = component.strip_prefix(union).filter(|rest| rest.starts_with(|first: char| first.is_ascii_uppercase()));
    variant_name(short.unwrap_or(component))
}

/// The name of a variant whose schema has none, after its type.
fn unnamed(schema: &Value) -> String {
    match text(schema, "type") {
        Some("array") => {
            let item = schema.get("items").unwrap_or(&Value::Null);
            let name = target_name(item).unwrap_or_else(|| unnamed(item));
            type_name(&format!("{} List", name.trim_start_matches("Moored"))).trim_start_matches("Value").to_owned()
        }
        Some("object") if schema.get("additionalProperties").is_some_and(Value::is_object) => "Object".to_owned(),
        Some(name) => variant_name(name),
        None => "Value".to_owned(),
    }
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
    let schema = schemas.get(name).map(|schema| resolve::Components::in_map(schemas).resolve(schema));
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
    resolve::Components::in_map(schemas).through_all_of().try_resolve(schema)
}

/// The properties of a schema.
fn properties(schema: &Value) -> impl Iterator<Item = (&String, &Value)> {
    members(schema.get("properties"))
}
