//! Optional properties that may have any value: they may be `null` as well.

use std::collections::BTreeSet;

use super::{Presence, TypeKind, TypeRef, Types, type_ref::TypeId};

/// Adds `null` to the presence of optional properties without constraints.
pub(super) fn add_null(types: &mut Types) {
    let unconstrained: BTreeSet<TypeId> =
        (0..types.0.len()).map(TypeId).filter(|id| is_any_value(types, *id)).collect();
    let is_any_value = |ty: &TypeRef| match ty {
        TypeRef::Json => true,
        TypeRef::Named(id) => unconstrained.contains(id),
        _ => false,
    };
    for ty in &mut types.0 {
        let TypeKind::Struct(definition) = &mut ty.kind else { continue };
        for field in &mut definition.fields {
            if field.presence == Presence::Optional && is_any_value(&field.ty) {
                field.presence = Presence::OptionalNullable;
            }
        }
    }
}

/// Whether the type with the number `id` is another name for any JSON value.
fn is_any_value(types: &Types, id: TypeId) -> bool {
    let mut seen = BTreeSet::new();
    let mut next = id;
    while let Some(TypeKind::Wrapper(inner) | TypeKind::Alias(inner)) =
        types.get(next).filter(|_| seen.insert(next)).map(|ty| &ty.kind)
    {
        match inner {
            TypeRef::Json => return true,
            TypeRef::Named(id) => next = *id,
            _ => return false,
        }
    }
    false
}
