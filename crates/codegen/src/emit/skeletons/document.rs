//! The OpenAPI document for progenitor: structs whose properties are references and plain types, so that progenitor
//! cannot misread it.
//!
//! Types and properties have numbers instead of names, properties in the order of their names: progenitor must not
//! choose the Rust names.

use std::collections::BTreeSet;

use moored_model::api::{Native, Presence, Struct, TypeDef, TypeKind, TypeRef, Types, Width};
use openapiv3::{
    AdditionalProperties, AnySchema, ArrayType, BooleanType, Components, Info, IntegerFormat, IntegerType,
    NumberFormat, NumberType, ObjectType, OpenAPI, ReferenceOr, Schema, SchemaData, SchemaKind, StringType, Type,
    VariantOrUnknownOrEmpty,
};

/// Builds the components of those of `types` whose numbers are in `included`, and one for each type of the runtime.
pub(super) fn of(types: &Types, included: &BTreeSet<usize>) -> OpenAPI {
    let types = Included { types, included };
    let defined = types.types.iter().enumerate().filter(|(index, _)| included.contains(index));
    let defined = defined.filter_map(|(index, ty)| Some((type_name(index), component(ty, &types)?)));
    let natives = Native::ALL.iter().map(|native| (native_component(*native), text()));
    let schemas = defined.chain(natives).map(|(name, schema)| (name, ReferenceOr::Item(schema))).collect();
    OpenAPI {
        openapi: "3.0.3".to_owned(),
        info: Info { title: String::new(), version: String::new(), ..Info::default() },
        components: Some(Components { schemas, ..Components::default() }),
        ..OpenAPI::default()
    }
}

/// The name of the component that represents a type of the runtime; no type of a document has such a name.
pub(super) fn native_component(native: Native) -> String {
    format!("Moored{}", native.name())
}

/// The name of the type with the number `index`, which typify's own naming does not change.
pub(super) fn type_name(index: usize) -> String {
    format!("T{index:06}")
}

/// The name of the property with the number `index`.
pub(super) fn member_name(index: usize) -> String {
    format!("m{index:06}")
}

/// The fields of a struct in the order of their names, which is the order of their numbers.
pub(super) fn ordered(definition: &Struct) -> Vec<usize> {
    let mut order: Vec<(&str, usize)> =
        definition.fields.iter().enumerate().map(|(index, field)| (field.name.as_str(), index)).collect();
    order.sort_unstable();
    order.into_iter().map(|(_, index)| index).collect()
}

/// The types of a document, and which of them become components.
struct Included<'a> {
    types: &'a Types,
    included: &'a BTreeSet<usize>,
}

fn component(ty: &TypeDef, types: &Included<'_>) -> Option<Schema> {
    match &ty.kind {
        TypeKind::Struct(definition) => Some(structure(definition, types)),
        TypeKind::Wrapper(inner) => Some(match schema(inner, types) {
            ReferenceOr::Item(schema) => schema,
            // progenitor generates no type for a component that is only a reference.
            reference => plain(SchemaKind::AllOf { all_of: vec![reference] }),
        }),
        TypeKind::Union(_) | TypeKind::Enum(_) | TypeKind::NumberEnum(_) | TypeKind::Tuple(_) | TypeKind::Alias(_) => {
            None
        }
    }
}

fn structure(definition: &Struct, types: &Included<'_>) -> Schema {
    let mut object = ObjectType::default();
    for (number, index) in ordered(definition).into_iter().enumerate() {
        let Some(field) = definition.fields.get(index) else { continue };
        let name = member_name(number);
        if field.presence.is_required() {
            object.required.push(name.clone());
        }
        let member = match field.presence {
            Presence::Nullable | Presence::OptionalNullable => nullable(schema(&field.ty, types)),
            Presence::Required | Presence::Optional => schema(&field.ty, types),
        };
        object.properties.insert(name, boxed(member));
    }
    if let Some(additional) = &definition.additional {
        object.additional_properties = Some(AdditionalProperties::Schema(Box::new(schema(&additional.ty, types))));
    }
    plain(SchemaKind::Type(Type::Object(object)))
}

fn schema(ty: &TypeRef, types: &Included<'_>) -> ReferenceOr<Schema> {
    ReferenceOr::Item(match ty {
        TypeRef::Named(id) => match types.types.get(*id).map(|ty| &ty.kind) {
            Some(TypeKind::Alias(target)) => return schema(target, types),
            _ if types.included.contains(&id.index()) => return reference(&type_name(id.index())),
            _ => plain(SchemaKind::Any(AnySchema::default())),
        },
        TypeRef::Native(native) => return reference(&native_component(*native)),
        TypeRef::Option(inner) => return nullable(schema(inner, types)),
        TypeRef::String => text(),
        TypeRef::Bool => plain(SchemaKind::Type(Type::Boolean(BooleanType::default()))),
        TypeRef::Integer(width) => {
            let format = match width {
                Width::Signed => VariantOrUnknownOrEmpty::Item(IntegerFormat::Int64),
                Width::Unsigned => VariantOrUnknownOrEmpty::Unknown("uint64".to_owned()),
            };
            plain(SchemaKind::Type(Type::Integer(IntegerType { format, ..IntegerType::default() })))
        }
        TypeRef::Float => {
            let format = VariantOrUnknownOrEmpty::Item(NumberFormat::Double);
            plain(SchemaKind::Type(Type::Number(NumberType { format, ..NumberType::default() })))
        }
        TypeRef::Json => plain(SchemaKind::Any(AnySchema::default())),
        TypeRef::JsonObject => plain(SchemaKind::Type(Type::Object(ObjectType::default()))),
        TypeRef::List(item) => {
            let items = Some(boxed(schema(item, types)));
            plain(SchemaKind::Type(Type::Array(ArrayType {
                items,
                min_items: None,
                max_items: None,
                unique_items: false,
            })))
        }
        TypeRef::Map(value) => {
            let additional_properties = Some(AdditionalProperties::Schema(Box::new(schema(value, types))));
            plain(SchemaKind::Type(Type::Object(ObjectType { additional_properties, ..ObjectType::default() })))
        }
    })
}

fn reference(name: &str) -> ReferenceOr<Schema> {
    ReferenceOr::Reference { reference: format!("#/components/schemas/{name}") }
}

fn nullable(schema: ReferenceOr<Schema>) -> ReferenceOr<Schema> {
    let data = SchemaData { nullable: true, ..SchemaData::default() };
    ReferenceOr::Item(match schema {
        ReferenceOr::Item(Schema { schema_kind, .. }) => Schema { schema_data: data, schema_kind },
        reference => Schema { schema_data: data, schema_kind: SchemaKind::AllOf { all_of: vec![reference] } },
    })
}

fn boxed(schema: ReferenceOr<Schema>) -> ReferenceOr<Box<Schema>> {
    match schema {
        ReferenceOr::Item(schema) => ReferenceOr::Item(Box::new(schema)),
        ReferenceOr::Reference { reference } => ReferenceOr::Reference { reference },
    }
}

fn text() -> Schema {
    plain(SchemaKind::Type(Type::String(StringType::default())))
}

fn plain(schema_kind: SchemaKind) -> Schema {
    Schema { schema_data: SchemaData::default(), schema_kind }
}
