//! Which types contain each other by value, without a list or a map in between. Only these can be recursive without
//! end.

use std::collections::BTreeSet;

use moored_document::recursion::Recursion;
use moored_model::api::{TypeKind, TypeRef, Types};

pub(super) struct ByValue {
    /// The types that each type contains, by their numbers.
    contained: Vec<Vec<usize>>,
    recursion: Recursion,
}

impl ByValue {
    pub(super) fn of(types: &Types) -> Self {
        let contained = |kind: &TypeKind| match kind {
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
        let contained: Vec<Vec<usize>> = types.iter().map(|ty| contained(&ty.kind)).collect();
        let recursion = Recursion::of(&contained);
        Self { contained, recursion }
    }

    /// The recursive types and those that contain one. typify follows a recursion from where it enters it, so that the
    /// others do not influence what it boxes.
    pub(super) fn around_recursions(&self) -> BTreeSet<usize> {
        let mut holders: Vec<Vec<usize>> = vec![Vec::new(); self.contained.len()];
        for (holder, contained) in self.contained.iter().enumerate() {
            for index in contained {
                if let Some(holders) = holders.get_mut(*index) {
                    holders.push(holder);
                }
            }
        }
        let mut found = BTreeSet::new();
        let mut queue: Vec<usize> =
            (0..self.contained.len()).filter(|index| self.recursion.cycle(*index).is_some()).collect();
        while let Some(index) = queue.pop() {
            if found.insert(index) {
                queue.extend(holders.get(index).into_iter().flatten());
            }
        }
        found
    }

    /// Whether a field with the type `ty` of the type with the number `holder` is a part of a recursion. typify boxes a
    /// field of a recursive type also where the struct is none, if the recursive type is defined before the struct.
    pub(super) fn is_recursive(&self, holder: usize, ty: &TypeRef, types: &Types) -> bool {
        target(ty, types).is_some_and(|target| self.recursion.is_connected(holder, target))
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
