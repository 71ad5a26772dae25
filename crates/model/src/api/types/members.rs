//! The members of values, by their JSON pointers.

use super::{Field, Struct, TypeKind, Types};
use crate::api::type_ref::TypeRef;

impl Types {
    /// The struct that values of `ty` are, if they are objects with named properties, or `null`.
    #[must_use]
    pub fn structure(&self, ty: &TypeRef) -> Option<&Struct> {
        match self.resolved(ty).not_null() {
            TypeRef::Named(id) => match &self.get(id)?.kind {
                TypeKind::Struct(definition) => Some(definition),
                _ => None,
            },
            _ => None,
        }
    }

    /// The field for the property `wire_name` of values of `ty`.
    #[must_use]
    pub fn member(&self, ty: &TypeRef, wire_name: &str) -> Option<&Field> {
        self.structure(ty)?.fields.iter().find(|field| field.wire_name == wire_name)
    }

    /// The type of the items, if values of `ty` are lists, or `null`.
    #[must_use]
    pub fn item(&self, ty: &TypeRef) -> Option<TypeRef> {
        match self.resolved(ty).not_null() {
            TypeRef::List(item) => Some(*item),
            _ => None,
        }
    }
}
