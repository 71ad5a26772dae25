//! Boxes that cut no recursion. typify boxes a field of a recursive type also where the struct is not a part of the
//! recursion, if the recursive type is defined before the struct.

use moored_document::recursion::Recursion;
use moored_model::api::{TypeKind, TypeRef, Types};

/// Which types contain each other without a list or a map in between.
pub(super) struct ByValue(Recursion);

impl ByValue {
    pub(super) fn of(types: &Types) -> Self {
        let held = |kind: &TypeKind| match kind {
            TypeKind::Struct(definition) => {
                definition.fields.iter().filter_map(|field| target(&field.ty, types)).collect()
            }
            TypeKind::Wrapper(inner) => target(inner, types).into_iter().collect(),
            // typify does not see the parts of the others: aliases are replaced, and unions and tuples have boxes of
            // their own.
            TypeKind::Alias(_)
            | TypeKind::Union(_)
            | TypeKind::Enum(_)
            | TypeKind::NumberEnum(_)
            | TypeKind::Tuple(_) => Vec::new(),
        };
        let edges: Vec<Vec<usize>> = types.iter().map(|ty| held(&ty.kind)).collect();
        Self(Recursion::of(&edges))
    }

    /// Whether a field with the type `ty` of the type with the number `holder` is a part of a recursion.
    pub(super) fn is_recursive(&self, holder: usize, ty: &TypeRef, types: &Types) -> bool {
        target(ty, types).is_some_and(|target| self.0.is_connected(holder, target))
    }
}

/// The number of the type that a value of `ty` contains by value.
fn target(ty: &TypeRef, types: &Types) -> Option<usize> {
    match ty {
        TypeRef::Option(inner) => target(inner, types),
        TypeRef::Named(id) => match types.get(*id).map(|ty| &ty.kind) {
            Some(TypeKind::Alias(inner)) => target(inner, types),
            _ => Some(id.index()),
        },
        _ => None,
    }
}
