//! Aliases: components that are references, lists, maps or plain values. Rust has no alias that contains itself, so
//! those of which a cycle consists are types of their own.

use moored_document::{recursion::Recursion, scope::Scope};

use super::{TypeDef, TypeKind, TypeRef, Types, Union, Variant};
use crate::naming::variant_name;

/// Makes types of the aliases that contain themselves, and merges the variants of unions whose types only differ in
/// their names.
pub(super) fn find(types: &mut Types) {
    let targets = |ty: &TypeDef| {
        let mut targets = Vec::new();
        if let TypeKind::Alias(target) = &ty.kind {
            target.each_named(&mut |id| targets.push(id.index()));
        }
        targets
    };
    // Other types have no edges, so that a cycle has only aliases.
    let recursion = Recursion::of(&types.iter().map(targets).collect::<Vec<_>>());
    for (index, ty) in types.0.iter_mut().enumerate() {
        if let TypeKind::Alias(target) = &ty.kind
            && recursion.cycle(index).is_some()
        {
            ty.kind = TypeKind::Wrapper(target.clone());
        }
    }
    let merged: Vec<Option<Union>> = types.iter().map(|ty| merged(ty, types)).collect();
    for (ty, union) in types.0.iter_mut().zip(merged) {
        if let Some(union) = union {
            ty.kind = TypeKind::Union(union);
        }
    }
}

/// The union `ty` with one variant for each type; `None` if it has no others.
fn merged(ty: &TypeDef, types: &Types) -> Option<Union> {
    let TypeKind::Union(union) = &ty.kind else { return None };
    let mut variants: Vec<(TypeRef, Variant)> = Vec::new();
    for variant in &union.variants {
        let resolved = types.resolved(&variant.ty);
        match variants.iter_mut().find(|(same, _)| *same == resolved) {
            Some((_, same)) => {
                same.tags.extend(variant.tags.iter().cloned());
                same.is_default |= variant.is_default;
                same.ty = resolved;
                // It would be wrong for the others.
                same.description = None;
            }
            None => variants.push((resolved, variant.clone())),
        }
    }
    if variants.len() == union.variants.len() {
        return None;
    }
    let mut scope = Scope::default();
    scope.take_first(std::slice::from_ref(&union.unlisted));
    let name = |(_, variant): (TypeRef, Variant)| {
        let name = scope.take_first(&[name(&variant, types)]);
        Variant { name, ..variant }
    };
    Some(Union { variants: variants.into_iter().map(name).collect(), ..union.clone() })
}

/// The name of a variant; that of its type, if the name of one alias would be wrong for the others.
fn name(variant: &Variant, types: &Types) -> String {
    match &variant.ty {
        TypeRef::String => variant_name("string"),
        TypeRef::Bool => variant_name("boolean"),
        TypeRef::Integer(_) => variant_name("integer"),
        TypeRef::Float => variant_name("number"),
        TypeRef::Native(native) => variant_name(native.name()),
        TypeRef::List(_) => variant_name("list"),
        TypeRef::Map(_) | TypeRef::JsonObject => variant_name("object"),
        TypeRef::Named(id) if matches!(types.get(*id).map(|ty| &ty.kind), Some(TypeKind::Alias(_))) => {
            variant.name.clone()
        }
        TypeRef::Named(_) | TypeRef::Option(_) | TypeRef::Json => variant.name.clone(),
    }
}
