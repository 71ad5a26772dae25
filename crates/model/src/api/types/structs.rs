//! Objects with named properties.

use std::collections::BTreeSet;

use serde::Serialize;
use serde_json::{Map, Value};

use super::{Components, TypeKind, Usage};
use crate::{
    api::{text, type_ref::TypeRef},
    config::{Config, MissingMembers, UnknownFields},
    naming::field_names,
};
use moored_document::{pointer::Pointer, schemas::component_name};

/// An object with named properties.
#[derive(Clone, Debug)]
pub struct Struct {
    /// The properties, in the order of the document.
    pub fields: Vec<Field>,
    /// Additional properties, if the document allows them.
    pub additional: Option<Additional>,
    /// The field for members that the document does not declare, if `moored.toml` keeps them.
    pub unknown_fields: Option<String>,
}

/// One property of an object.
#[derive(Clone, Debug)]
pub struct Field {
    /// The location of its schema in the published document.
    pub origin: Pointer,
    /// The name of the property in JSON.
    pub wire_name: String,
    /// The name of the field in Rust.
    pub name: String,
    /// The type of the value, without `null`.
    pub ty: TypeRef,
    /// Whether the property may be missing or `null`.
    pub presence: Presence,
    /// Whether the field is an option although the property is required.
    pub is_tolerated: bool,
    /// The description of the property in the document, or that of its type.
    pub description: Option<String>,
    /// Whether the property is deprecated.
    pub deprecated: bool,
}

/// Additional properties.
#[derive(Clone, Debug)]
pub struct Additional {
    /// The name of the field that contains them.
    pub name: String,
    /// The type of each value.
    pub ty: TypeRef,
    /// The description in the document.
    pub description: Option<String>,
}

/// Whether a property may be missing or `null`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Presence {
    /// It is present and not `null`.
    Required,
    /// It may be missing.
    Optional,
    /// It is present and may be `null`.
    Nullable,
    /// It may be missing, and it may be `null`.
    OptionalNullable,
}

impl Field {
    /// Whether there is always a value, or `null` where the document allows it.
    #[must_use]
    pub const fn is_required(&self) -> bool {
        self.presence.is_required() && !self.is_tolerated
    }
}

impl Presence {
    const fn new(required: bool, nullable: bool) -> Self {
        match (required, nullable) {
            (true, false) => Self::Required,
            (true, true) => Self::Nullable,
            (false, false) => Self::Optional,
            (false, true) => Self::OptionalNullable,
        }
    }

    /// Whether the property is always present.
    #[must_use]
    pub const fn is_required(self) -> bool {
        matches!(self, Self::Required | Self::Nullable)
    }

    /// Whether the property may be `null`.
    #[must_use]
    pub const fn is_nullable(self) -> bool {
        matches!(self, Self::Nullable | Self::OptionalNullable)
    }
}

/// The struct for `schema`; `None` if the schema declares no properties.
pub(super) fn read(
    schema: &Value,
    usage: Usage,
    components: &Components<'_>,
    config: &Config,
    origin: &dyn Fn(&str) -> Pointer,
) -> Option<TypeKind> {
    let empty = Map::new();
    let properties = schema.get("properties").and_then(Value::as_object).unwrap_or(&empty);
    let required: BTreeSet<&str> =
        schema.get("required").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str).collect();
    let is_object = text(schema, "type").is_none_or(|ty| ty == "object");
    if !is_object || (properties.is_empty() && required.is_empty()) {
        return None;
    }
    // A required property without a schema is one of the additional ones, or may have any value.
    let others = schema.get("additionalProperties").filter(|values| values.is_object()).unwrap_or(&Value::Null);
    let unspecified = required.iter().filter(|name| !properties.contains_key(**name)).map(|name| (*name, others));
    let listed: Vec<(&str, &Value)> =
        properties.iter().map(|(name, schema)| (name.as_str(), schema)).chain(unspecified).collect();
    let wire_names: Vec<&str> = listed.iter().map(|(wire_name, _)| *wire_name).collect();
    let (names, mut scope) = field_names(&wire_names, properties.len());
    let tolerates = config.missing_members == MissingMembers::Tolerate && usage == Usage::Responses;
    let field = |((wire_name, schema), name): (&(&str, &Value), String)| {
        let ty = components.type_ref(schema);
        let is_required = required.contains(wire_name);
        // A JSON value includes `null`.
        let nullable = is_nullable(schema, components) && !(is_required && ty == TypeRef::Json);
        Field {
            origin: origin(wire_name),
            wire_name: (*wire_name).to_owned(),
            name,
            ty: ty.not_null(),
            presence: Presence::new(is_required, nullable),
            is_tolerated: is_required && tolerates,
            description: description(schema, components),
            deprecated: schema.get("deprecated") == Some(&Value::Bool(true)),
        }
    };
    let mut fields: Vec<Field> = listed.iter().zip(names).map(field).collect();
    let at_end = fields.split_off(properties.len());
    fields.extend(sorted(at_end));
    let additional = schema.get("additionalProperties").filter(|values| values.is_object()).map(|values| Additional {
        name: scope.take_first(&["extra".to_owned()]),
        ty: components.type_ref(values),
        description: own_description(values),
    });
    let keeps = config.unknown_fields == UnknownFields::Keep && usage.in_responses() && additional.is_none();
    Some(TypeKind::Struct(Struct {
        fields,
        additional,
        unknown_fields: keeps.then(|| scope.take_first(&["unknown_fields".to_owned()])),
    }))
}

fn sorted(mut fields: Vec<Field>) -> Vec<Field> {
    fields.sort_by(|one, other| one.name.cmp(&other.name));
    fields
}

/// Whether `schema`, or the component that it refers to, may be `null`.
fn is_nullable(schema: &Value, components: &Components<'_>) -> bool {
    let is_marked = |schema: &Value| schema.get("nullable") == Some(&Value::Bool(true));
    is_marked(schema) || component_name(schema).and_then(|name| components.schemas.get(&name)).is_some_and(is_marked)
}

fn description(schema: &Value, components: &Components<'_>) -> Option<String> {
    own_description(schema).or_else(|| own_description(components.schemas.get(&component_name(schema)?)?))
}

fn own_description(schema: &Value) -> Option<String> {
    text(schema, "description").filter(|text| !text.trim().is_empty()).map(str::to_owned)
}
