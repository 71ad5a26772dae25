//! The types that a type refers to.

use super::{TypeKind, TypeRef};

impl TypeKind {
    /// Calls `visit` with each type that it refers to.
    pub fn each_reference(&self, visit: &mut dyn FnMut(&TypeRef)) {
        match self {
            Self::Struct(definition) => {
                definition.fields.iter().for_each(|field| visit(&field.ty));
                definition.additional.iter().for_each(|additional| visit(&additional.ty));
            }
            Self::Union(definition) => definition.variants.iter().for_each(|variant| visit(&variant.ty)),
            Self::Tuple(items) => items.iter().for_each(|item| visit(&item.ty)),
            Self::Alias(inner) | Self::Wrapper(inner) => visit(inner),
            Self::Enum(_) | Self::NumberEnum(_) => {}
        }
    }
}
