//! Unions: a value has one of several types.

mod storage;
mod tags;

use serde::Serialize;
use serde_json::{Map, Value};

use super::{Components, TypeKind};
use crate::{
    api::{text, type_ref::TypeRef},
    limits::LONGEST_TITLE,
    naming::{type_name, variant_name},
    native::Native,
};
use moored_document::{
    resolve,
    schemas::{members, target_name},
    scope::Scope,
};
pub use storage::Storage;
pub(super) use storage::{RecursiveTypes, recursive_types};

/// One of several types.
#[derive(Clone, Debug)]
pub struct Union {
    /// The property whose value selects the variant, if there is one.
    pub tag: Option<String>,
    /// The JSON type of that value.
    pub tag_type: TagType,
    /// The variants, in the order of the document. Each has a different type.
    pub variants: Vec<Variant>,
    /// The variant for a value that no other variant accepts.
    pub unlisted: String,
}

/// One variant of a union.
#[derive(Clone, Debug)]
pub struct Variant {
    /// The name of the variant in Rust.
    pub name: String,
    /// The type of its value.
    pub ty: TypeRef,
    /// The title in the document.
    pub(crate) title: Option<String>,
    /// The description in the document.
    pub description: Option<String>,
    /// The JSON type of its values.
    pub shape: Shape,
    /// How many other values it would accept.
    pub precision: Precision,
    /// The values of the tag that select it.
    pub tags: Vec<String>,
    /// Whether an object without a known tag is of this variant.
    pub is_default: bool,
    /// A property with one value, if no tag selects the variant.
    pub constant: Option<Constant>,
    /// Where the tag is encoded.
    pub tag_on_wire: TagOnWire,
    /// Whether the value is boxed.
    pub storage: Storage,
}

/// A property that has the same value in each object of a type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Constant {
    /// The name of the property in JSON.
    pub property: String,
    /// The value as text.
    pub value: String,
}

/// A schema of the union, before variants of the same type are merged.
struct Candidate {
    /// The component, or `None` for a schema without a name.
    component: Option<String>,
    schema: Value,
    shape: Shape,
    precision: Precision,
    tags: Vec<String>,
    is_default: bool,
    tag_on_wire: TagOnWire,
}

/// The type of a JSON value. The names are those of the variants of `moored_runtime::union::Shape`.
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
    /// A number, or a string that contains one.
    Decimal,
    /// A boolean.
    Boolean,
    /// Any JSON type.
    Any,
}

/// How precise a variant is. The most precise variant is tried first, because a less precise one accepts more values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Precision {
    /// Only listed values.
    Listed,
    /// A string with a format. The runtime keeps any string, whether it has the format or not.
    Form,
    /// Only values of the type.
    Type,
    /// More than the type requires: any string, any number, or an object with any members.
    Open,
    /// Any value.
    Any,
}

/// The JSON type of the values of a tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TagType {
    /// A string.
    Text,
    /// A number or a boolean.
    Scalar,
}

/// Where the tag of an object is encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum TagOnWire {
    /// In the type of the variant, whose values have it.
    Variant,
    /// In the union, where a value of the variant may be without it.
    Union,
}

/// The union for `schema`; `None` if it is not a union.
pub(super) fn read(
    name: &str,
    schema: &Value,
    components: &Components<'_>,
    recursive_types: &RecursiveTypes,
) -> Option<TypeKind> {
    let list = schema.get("oneOf")?.as_array()?;
    let mut candidates: Vec<Candidate> =
        list.iter().filter_map(|schema| candidate(schema, components.schemas)).collect();
    let tag = tags::read(schema, components.schemas, &mut candidates);
    let tag_type = tag.as_ref().map_or(TagType::Text, |tag| tags::tag_type(tag, components.schemas, &candidates));
    let mut scope = Scope::default();
    let mut variants: Vec<Variant> = Vec::new();
    for candidate in candidates {
        let ty = components.type_ref(&candidate.schema);
        if let Some(same) = variants.iter_mut().find(|same| same.ty == ty) {
            same.tags.extend(candidate.tags);
            same.is_default |= candidate.is_default;
            // A title of one of them would be wrong for the others.
            if title(&candidate.schema).is_some_and(|title| variant_name(&title) != same.name) {
                let untitled = Candidate { schema: without_title(&candidate.schema), tags: Vec::new(), ..candidate };
                let untitled = candidate_name(name, &untitled);
                if untitled != same.name {
                    same.name = scope.take_first(&[untitled]);
                }
            }
            continue;
        }
        let is_selected = candidate.shape != Shape::Object || !candidate.tags.is_empty();
        let constant = if is_selected { None } else { tags::constant(&candidate.schema, components.schemas) };
        let description = text(&candidate.schema, "description").filter(|text| !text.trim().is_empty());
        variants.push(Variant {
            name: scope.take_first(&[candidate_name(name, &candidate)]),
            ty,
            title: text(&candidate.schema, "title").map(str::to_owned),
            description: description.map(str::to_owned),
            shape: candidate.shape,
            precision: candidate.precision,
            tags: candidate.tags,
            is_default: candidate.is_default,
            constant,
            tag_on_wire: candidate.tag_on_wire,
            storage: recursive_types.storage(name, candidate.component.as_deref()),
        });
    }
    let unlisted = scope.take_first(&["Unlisted".to_owned(), "UnlistedValue".to_owned()]);
    Some(TypeKind::Union(Union { tag, tag_type, variants, unlisted }))
}

/// `None` for a schema that accepts any value, which the variant for unlisted values holds anyway.
fn candidate(schema: &Value, schemas: &Map<String, Value>) -> Option<Candidate> {
    let component = target_name(schema);
    let (shape, precision) = match &component {
        Some(name) => of_component(name, schemas),
        None => of_schema(schema)?,
    };
    let (tags, tag_on_wire) = (Vec::new(), TagOnWire::Variant);
    Some(Candidate { component, schema: schema.clone(), shape, precision, tags, is_default: false, tag_on_wire })
}

/// The name of a variant: its title, or the name of its component, without the name of the union at its start.
fn candidate_name(union: &str, candidate: &Candidate) -> String {
    let short = |name: &str| {
        let rest = name.strip_prefix(union).filter(|rest| rest.starts_with(|first: char| first.is_ascii_uppercase()));
        variant_name(rest.unwrap_or(name))
    };
    if let Some(title) = title(&candidate.schema) {
        return short(&title);
    }
    let Some(component) = &candidate.component else { return unnamed(&candidate.schema, &short) };
    short(component)
}

/// The title of a variant as a name, if it is no sentence.
fn title(schema: &Value) -> Option<String> {
    let name = type_name(text(schema, "title")?);
    (name.len() <= LONGEST_TITLE && name != "Empty").then_some(name)
}

fn without_title(schema: &Value) -> Value {
    let mut schema = schema.clone();
    if let Value::Object(members) = &mut schema {
        members.shift_remove("title");
    }
    schema
}

/// The name of a variant whose schema has no name; it describes the type. `short` shortens the name of a component.
fn unnamed(schema: &Value, short: &dyn Fn(&str) -> String) -> String {
    if let Some(native) = Native::of(schema) {
        return variant_name(native.name());
    }
    match text(schema, "type") {
        Some("array") => {
            let item = schema.get("items").unwrap_or(&Value::Null);
            let name = target_name(item).map_or_else(|| unnamed(item, short), |name| short(&name));
            type_name(&format!("{name} List")).trim_start_matches("Value").to_owned()
        }
        Some("object") if schema.get("additionalProperties").is_some_and(Value::is_object) => "Object".to_owned(),
        Some(name) => variant_name(name),
        None => "Value".to_owned(),
    }
}

fn of_component(name: &str, schemas: &Map<String, Value>) -> (Shape, Precision) {
    // A component may be a reference to another one.
    let schema = schemas.get(name).map(|schema| resolve::Components::in_map(schemas).resolve(schema));
    schema.and_then(of_schema).unwrap_or((Shape::Any, Precision::Any))
}

fn of_schema(schema: &Value) -> Option<(Shape, Precision)> {
    if schema.get("oneOf").is_some() {
        return Some((Shape::Any, Precision::Type));
    }
    match Native::of(schema) {
        Some(Native::DateTime | Native::Date | Native::Uuid) => return Some((Shape::String, Precision::Form)),
        Some(Native::Decimal) => return Some((Shape::Decimal, Precision::Type)),
        Some(Native::Number) => return Some((Shape::Number, Precision::Open)),
        Some(Native::Secret | Native::Base64 | Native::Base64Url) | None => {}
    }
    let open = schema.get("additionalProperties").is_some();
    let closed = !open && schema.get("properties").is_some_and(|properties| properties != &Value::Object(Map::new()));
    Some(match text(schema, "type") {
        Some("string") if schema.get("enum").is_some() => (Shape::String, Precision::Listed),
        Some("string") => (Shape::String, Precision::Open),
        Some("integer" | "number") if schema.get("enum").is_some() => (Shape::Number, Precision::Listed),
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

/// The schema of a component, after resolving references.
fn resolved<'a>(schema: &'a Value, schemas: &'a Map<String, Value>) -> Option<&'a Value> {
    resolve::Components::in_map(schemas).through_all_of().try_resolve(schema)
}

fn properties(schema: &Value) -> impl Iterator<Item = (&String, &Value)> {
    members(schema.get("properties"))
}
