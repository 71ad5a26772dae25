//! Properties that are in no type, and required properties of requests that are optional.

use std::collections::{BTreeMap, BTreeSet};

use moored_document::{pointer::Pointer, rules};

use super::{Gaps, Model, published::Object};
use crate::api::{Field, TypeDef, TypeKind, TypeRef};

pub(super) fn check(model: &Model<'_>, gaps: &mut Gaps) {
    // Several types may be of one schema: one for each direction, or the intersection of a property of its parts.
    let mut by_schema: BTreeMap<Pointer, Vec<&TypeDef>> = BTreeMap::new();
    for ty in model.api.types.iter() {
        by_schema.entry(model.pointer(ty)).or_default().push(ty);
    }
    for (pointer, types) in &by_schema {
        let objects: Vec<&TypeDef> = types.iter().copied().filter(|ty| is_object(model, ty)).collect();
        if let Some(first) = objects.first() {
            let object = model.published.object(pointer);
            missing(model, first, &objects, &object, gaps);
            optional(model, &objects, &object, gaps);
        }
    }
}

/// Whether `ty` is a type of objects, of which a property may be missing.
fn is_object(model: &Model<'_>, ty: &TypeDef) -> bool {
    match &ty.kind {
        TypeKind::Struct(_) => true,
        TypeKind::Alias(inner) | TypeKind::Wrapper(inner) => matches!(inner, TypeRef::Map(_) | TypeRef::JsonObject),
        // Without a struct, each variant is something else, or the union has no variants, which is lost.
        TypeKind::Union(_) => !fields(model, ty).is_empty(),
        TypeKind::Enum(_) | TypeKind::NumberEnum(_) | TypeKind::Tuple(_) => false,
    }
}

/// The fields of a struct, or of all structs that are variants of a union.
fn fields<'a>(model: &Model<'a>, ty: &'a TypeDef) -> Vec<&'a Field> {
    match &ty.kind {
        TypeKind::Struct(definition) => definition.fields.iter().collect(),
        TypeKind::Union(definition) => {
            let variants = definition.variants.iter().flat_map(|variant| model.alternatives(&variant.ty));
            let variants = variants.filter_map(|id| model.api.types.get(id));
            variants
                .filter_map(|ty| match &ty.kind {
                    TypeKind::Struct(definition) => Some(&definition.fields),
                    _ => None,
                })
                .flatten()
                .collect()
        }
        _ => Vec::new(),
    }
}

/// Adds the properties of `object` that none of `types` has a field for.
fn missing(model: &Model<'_>, first: &TypeDef, types: &[&TypeDef], object: &Object, gaps: &mut Gaps) {
    let fields = types.iter().flat_map(|ty| fields(model, ty));
    let known: BTreeSet<&str> = fields.map(|field| field.wire_name.as_str()).collect();
    for (name, pointer) in object.properties.iter().filter(|(name, _)| !known.contains(name.as_str())) {
        gaps.add(&rules::MISSING_PROPERTY, pointer, format!("the type `{}` has no field for `{name}`", first.name));
    }
}

/// Adds the properties that requests require, and that are optional in those of `types` that requests contain.
fn optional(model: &Model<'_>, types: &[&TypeDef], object: &Object, gaps: &mut Gaps) {
    let requested = || types.iter().filter(|ty| ty.usage.in_requests());
    let structs = || {
        requested().filter_map(|ty| match &ty.kind {
            TypeKind::Struct(definition) => Some((*ty, &definition.fields)),
            _ => None,
        })
    };
    for (name, list) in &object.required {
        let pointer = object.properties.get(name).unwrap_or(list);
        let mut fields = structs().filter_map(|(ty, fields)| {
            let field = fields.iter().find(|field| field.wire_name == *name)?;
            Some((ty, field.presence.is_required()))
        });
        let Some((ty, false)) = fields.next() else { continue };
        if fields.all(|(_, is_required)| !is_required) && !model.published.is_marked(pointer, "readOnly") {
            let message = format!("`{name}` is required, but optional in the type `{}`", ty.name);
            gaps.add(&rules::OPTIONAL_PROPERTY, pointer, message);
        }
    }
}
