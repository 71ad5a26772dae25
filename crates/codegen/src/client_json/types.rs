//! The types of a client.

use moored_model::api::{self, Presence, Shape, Storage, Struct, TagOnWire, TypeKind, Types, Union, Usage};
use serde::Serialize;

use super::type_ref::Type;

/// One type.
#[derive(Serialize)]
pub(super) struct TypeDef<'a> {
    name: &'a str,
    origin: String,
    usage: Usage,
    #[serde(flatten)]
    kind: Kind<'a>,
}

#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum Kind<'a> {
    Struct {
        fields: Vec<Field<'a>>,
        #[serde(skip_serializing_if = "Option::is_none")]
        additional: Option<Additional<'a>>,
        #[serde(skip_serializing_if = "Option::is_none")]
        unknown_fields: Option<&'a str>,
    },
    Union {
        #[serde(skip_serializing_if = "Option::is_none")]
        tag: Option<&'a str>,
        variants: Vec<Variant<'a>>,
        unlisted: &'a str,
    },
    Enum {
        values: Vec<Value<'a>>,
        #[serde(skip_serializing_if = "Option::is_none")]
        unlisted: Option<&'a str>,
    },
    NumberEnum {
        #[serde(rename = "type")]
        ty: Type<'a>,
        values: Vec<NumberValue<'a>>,
        #[serde(skip_serializing_if = "Option::is_none")]
        unlisted: Option<&'a str>,
    },
    Tuple {
        items: Vec<Type<'a>>,
    },
    Alias {
        #[serde(rename = "type")]
        ty: Type<'a>,
    },
    Wrapper {
        #[serde(rename = "type")]
        ty: Type<'a>,
    },
}

#[derive(Serialize)]
struct Field<'a> {
    wire_name: &'a str,
    name: &'a str,
    #[serde(rename = "type")]
    ty: Type<'a>,
    presence: Presence,
    #[serde(skip_serializing_if = "is_false")]
    tolerated: bool,
    #[serde(skip_serializing_if = "is_false")]
    deprecated: bool,
    /// `None` if the property is declared directly among the properties of its type.
    #[serde(skip_serializing_if = "Option::is_none")]
    origin: Option<String>,
}

#[derive(Serialize)]
struct Additional<'a> {
    name: &'a str,
    #[serde(rename = "type")]
    ty: Type<'a>,
}

#[derive(Serialize)]
struct Variant<'a> {
    name: &'a str,
    #[serde(rename = "type")]
    ty: Type<'a>,
    shape: Shape,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    tags: &'a [String],
    #[serde(skip_serializing_if = "is_false")]
    default: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    tag_written_by: Option<TagOnWire>,
    #[serde(skip_serializing_if = "is_false")]
    boxed: bool,
}

#[derive(Serialize)]
struct Value<'a> {
    value: &'a str,
    variant: &'a str,
}

#[derive(Serialize)]
struct NumberValue<'a> {
    value: &'a serde_json::Number,
    variant: &'a str,
}

impl<'a> TypeDef<'a> {
    pub(super) fn of(ty: &'a api::TypeDef, types: &'a Types) -> Self {
        let kind = match &ty.kind {
            TypeKind::Struct(definition) => of_struct(ty, definition, types),
            TypeKind::Union(definition) => of_union(definition, types),
            TypeKind::Enum(definition) => Kind::Enum {
                values: definition
                    .values
                    .iter()
                    .map(|value| Value { value: &value.value, variant: &value.variant })
                    .collect(),
                unlisted: definition.unlisted.as_deref(),
            },
            TypeKind::NumberEnum(definition) => Kind::NumberEnum {
                ty: Type::new(&definition.ty, types),
                values: definition
                    .values
                    .iter()
                    .map(|value| NumberValue { value: &value.value, variant: &value.variant })
                    .collect(),
                unlisted: definition.unlisted.as_deref(),
            },
            TypeKind::Tuple(items) => {
                Kind::Tuple { items: items.iter().map(|item| Type::new(&item.ty, types)).collect() }
            }
            TypeKind::Alias(inner) => Kind::Alias { ty: Type::new(inner, types) },
            TypeKind::Wrapper(inner) => Kind::Wrapper { ty: Type::new(inner, types) },
        };
        Self { name: &ty.name, origin: ty.origin.to_string(), usage: ty.usage, kind }
    }
}

fn of_struct<'a>(ty: &'a api::TypeDef, definition: &'a Struct, types: &'a Types) -> Kind<'a> {
    let Struct { fields, additional, unknown_fields } = definition;
    let properties = ty.origin.join("properties");
    let field = |field: &'a api::Field| Field {
        wire_name: &field.wire_name,
        name: &field.name,
        ty: Type::new(&field.ty, types),
        presence: field.presence,
        tolerated: field.is_tolerated,
        deprecated: field.deprecated,
        origin: (field.origin.keys().split_last() != Some((&field.wire_name, properties.keys())))
            .then(|| field.origin.to_string()),
    };
    Kind::Struct {
        fields: fields.iter().map(field).collect(),
        additional: additional
            .as_ref()
            .map(|values| Additional { name: &values.name, ty: Type::new(&values.ty, types) }),
        unknown_fields: unknown_fields.as_deref(),
    }
}

fn of_union<'a>(definition: &'a Union, types: &'a Types) -> Kind<'a> {
    let variant = |variant: &'a api::Variant| Variant {
        name: &variant.name,
        ty: Type::new(&variant.ty, types),
        shape: variant.shape,
        tags: &variant.tags,
        default: variant.is_default,
        tag_written_by: (!variant.tags.is_empty()).then_some(variant.tag_on_wire),
        boxed: variant.storage == Storage::Boxed,
    };
    Kind::Union {
        tag: definition.tag.as_deref(),
        variants: definition.variants.iter().map(variant).collect(),
        unlisted: &definition.unlisted,
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it with a reference")]
pub(super) const fn is_false(value: &bool) -> bool {
    !*value
}
