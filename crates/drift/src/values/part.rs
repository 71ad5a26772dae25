//! Where a value stands: its identity in reports, its public items, and its nodes in both documents.

use moored_document::{finding::Location, pointer::Pointer};
use moored_model::api::{Additional, Field, TypeDef, Variant};

use super::root::Root;
use crate::Side;

/// Where a value stands. What a report needs is made only for a change.
#[derive(Clone)]
pub(super) struct Part<'a> {
    of: Of<'a>,
    /// `[]` for each list and `{}` for each map around the value.
    suffix: String,
}

/// What contains a value. The first of two is of the old document.
#[derive(Clone, Copy)]
pub(super) enum Of<'a> {
    Root(&'a Root),
    Type(&'a TypeDef, &'a TypeDef),
    Field(&'a TypeDef, &'a Field, &'a Field),
    /// A property that is an additional one in one of the documents.
    OneField(&'a TypeDef, &'a Field, &'a TypeDef),
    Additional(&'a TypeDef, &'a Additional, &'a TypeDef),
    Variant(&'a TypeDef, &'a Variant, &'a TypeDef),
    Item(&'a TypeDef, usize, &'a TypeDef),
}

/// What is around a value within its part.
#[derive(Clone, Copy)]
pub(super) enum Around {
    List,
    Map,
}

impl<'a> Part<'a> {
    pub(super) fn new(of: Of<'a>) -> Self {
        Self { of, suffix: String::new() }
    }

    /// The items of the list, or the values of the map, that is here.
    pub(super) fn within(mut self, around: Around) -> Self {
        self.suffix.push_str(match around {
            Around::List => "[]",
            Around::Map => "{}",
        });
        self
    }

    /// What contains the value, if no list or map is in between.
    pub(super) fn holder(&self) -> Option<Of<'a>> {
        self.suffix.is_empty().then_some(self.of)
    }

    /// See [`Change::element`](crate::Change::element).
    pub(super) fn element(&self) -> String {
        let name = match self.of {
            Of::Root(root) => root.element.clone(),
            Of::Type(ty, _) => ty.name.clone(),
            Of::Field(ty, field, _) | Of::OneField(ty, field, _) => format!("{}.{}", ty.name, field.wire_name),
            Of::Additional(ty, ..) => format!("{} other members", ty.name),
            Of::Variant(ty, variant, _) => format!("{} variant {}", ty.name, variant.name),
            Of::Item(ty, index, _) => format!("{} item {index}", ty.name),
        };
        format!("{name}{}", self.suffix)
    }

    /// See [`Change::items`](crate::Change::items).
    pub(super) fn items(&self) -> Vec<String> {
        let (ty, member) = match self.of {
            Of::Root(root) => return root.items.clone(),
            Of::Type(ty, _) => return vec![type_item(ty)],
            Of::Field(ty, field, _) | Of::OneField(ty, field, _) => (ty, field.name.clone()),
            Of::Additional(ty, additional, _) => (ty, additional.name.clone()),
            Of::Variant(ty, variant, _) => (ty, variant.name.clone()),
            Of::Item(ty, index, _) => (ty, index.to_string()),
        };
        vec![member_item(ty, &member)]
    }

    /// The nodes in the old and the new document.
    pub(super) fn locations(&self, old: &Side<'_>, new: &Side<'_>) -> (Option<Location>, Option<Location>) {
        match self.of {
            Of::Root(root) => return (root.old.clone(), root.new.clone()),
            Of::Type(of_old, of_new) => return (Some(old.locate_type(of_old)), Some(new.locate_type(of_new))),
            _ => {}
        }
        let (of_old, of_new) = self.origins();
        (of_old.map(|at| old.locate_origin(at)), of_new.map(|at| new.locate_origin(at)))
    }

    /// The pointers of the nodes in the published documents.
    pub(super) fn origins(&self) -> (Option<&'a Pointer>, Option<&'a Pointer>) {
        let (old, new) = match self.of {
            Of::Root(root) => {
                let pointer = |location: &'a Option<Location>| location.as_ref().map(|location| &location.pointer);
                return (pointer(&root.old), pointer(&root.new));
            }
            Of::Field(_, old, new) => (&old.origin, &new.origin),
            Of::OneField(_, field, new) => (&field.origin, &new.origin),
            Of::Type(old, new) | Of::Additional(old, _, new) | Of::Variant(old, _, new) | Of::Item(old, _, new) => {
                (&old.origin, &new.origin)
            }
        };
        (Some(old), Some(new))
    }
}

/// The public item of a type.
pub(super) fn type_item(ty: &TypeDef) -> String {
    format!("types::{}", ty.name)
}

/// The public item of a field or a variant.
pub(super) fn member_item(ty: &TypeDef, member: &str) -> String {
    format!("types::{}::{member}", ty.name)
}
