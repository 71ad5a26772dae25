//! Schemas that are variants of a choice, and that no value is decoded as.

use std::collections::BTreeSet;

use moored_document::{
    pointer::Pointer,
    rules,
    schemas::{members, target_name},
};
use serde_json::Value;

use super::{Gaps, Model, component};
use crate::api::{self, Native, Shape, TypeDef, TypeKind, TypeRef, Union, Variant};

pub(super) fn check(model: &Model<'_>, gaps: &mut Gaps) {
    for ty in model.api.types.iter() {
        if let TypeKind::Union(union) = &ty.kind {
            dropped(model, ty, gaps);
            hidden(model, ty, union, gaps);
        }
    }
    children(model, gaps);
}

/// Adds the alternatives of a choice without a name that are no variants, because the model cannot read them.
fn dropped(model: &Model<'_>, ty: &TypeDef, gaps: &mut Gaps) {
    let choice = component(ty).join("oneOf");
    let alternatives = choice.get(&model.document.value).and_then(Value::as_array).into_iter().flatten();
    for (index, schema) in alternatives.enumerate() {
        let is_read =
            ["type", "oneOf", "properties", "additionalProperties"].iter().any(|key| schema.get(key).is_some());
        let pointer = model.document.published(&choice.join(index));
        if target_name(schema).is_none() && !is_read && !api::is_unconstrained(&pointer, model.published.0) {
            let message = format!("the type `{}` has no variant for this schema", ty.name);
            gaps.add(&rules::UNREACHABLE_VARIANT, &pointer, message);
        }
    }
}

/// Adds the variants of `union` that are never chosen, because one that is tried before accepts every value of their
/// JSON type.
fn hidden(model: &Model<'_>, ty: &TypeDef, union: &Union, gaps: &mut Gaps) {
    let mut tried: Vec<&Variant> = union.variants.iter().collect();
    tried.sort_by_key(|variant| variant.precision);
    for (index, variant) in tried.iter().enumerate() {
        let before = tried.iter().take(index).find(|before| {
            before.tags.is_empty() && variant.tags.is_empty() && accepts_all(&before.ty) == Some(variant.shape)
        });
        if let Some(before) = before {
            let (name, before) = (&variant.name, &before.name);
            let message = format!("each value of the variant `{name}` of `{}` is decoded as `{before}`", ty.name);
            gaps.add(&rules::UNREACHABLE_VARIANT, &model.pointer(ty), message);
        }
    }
}

/// The JSON type of which a type accepts every value, and loses nothing of it.
fn accepts_all(ty: &TypeRef) -> Option<Shape> {
    match ty {
        TypeRef::String | TypeRef::Native(Native::Secret | Native::Base64 | Native::Base64Url) => Some(Shape::String),
        TypeRef::Native(Native::Number) => Some(Shape::Number),
        TypeRef::Bool => Some(Shape::Boolean),
        TypeRef::JsonObject => Some(Shape::Object),
        TypeRef::List(item) if **item == TypeRef::Json => Some(Shape::Array),
        _ => None,
    }
}

/// Adds the schemas that extend a schema with a discriminator, and that are no variant of its union.
fn children(model: &Model<'_>, gaps: &mut Gaps) {
    let is_parent = |pointer: &Pointer| {
        let schema = pointer.get(model.published.0);
        schema.is_some_and(|schema| {
            has_discriminator(schema) && schema.get("oneOf").is_none() && schema.get("anyOf").is_none()
        })
    };
    let parents: Vec<(&Pointer, &TypeRef)> =
        model.api.schemas.iter().filter(|(pointer, _)| is_parent(pointer)).map(|(pointer, ty)| (pointer, ty)).collect();
    if parents.is_empty() {
        return;
    }
    let extended: BTreeSet<Pointer> = model
        .api
        .schemas
        .iter()
        .flat_map(|(pointer, _)| model.published.parts(pointer).into_iter().skip(1).map(|(part, _)| part))
        .collect();
    // What others extend may be there for them alone.
    for (pointer, ty) in model.api.schemas.iter().filter(|(pointer, _)| !extended.contains(pointer)) {
        let parts = model.published.parts(pointer);
        let own = model.alternatives(ty);
        for (parent, union) in parents.iter().filter(|(parent, _)| *parent != pointer) {
            if !parts.iter().any(|(part, _)| part == *parent) {
                continue;
            }
            let alternatives = model.alternatives(union);
            let is_there = |id: &api::TypeId| alternatives.contains(id);
            let is_origin = |id: &api::TypeId| model.api.types.get(*id).is_some_and(|ty| model.pointer(ty) == *pointer);
            if own.iter().any(is_there) || alternatives.iter().any(is_origin) {
                continue;
            }
            let (child, parent) = (pointer.last().unwrap_or_default(), parent.last().unwrap_or_default());
            let message = format!("`{child}` extends `{parent}`, and is no variant of it");
            gaps.add(&rules::UNREACHABLE_VARIANT, pointer, message);
        }
    }
}

/// Whether a schema has a discriminator: an object or, in Swagger 2.0, the name of a property.
fn has_discriminator(schema: &Value) -> bool {
    match schema.get("discriminator") {
        Some(Value::String(_)) => true,
        discriminator => members(discriminator).next().is_some(),
    }
}
