//! The types of schema components.

use serde_json::Value;

use super::{TypeRef, types::Components};
use moored_document::{
    document::Document,
    pointer::Pointer,
    schemas::{members, own_name, reference},
};

/// The types of the schema components of `published` that `document` still contains.
pub(super) fn schemas(document: &Document, published: &Value, components: &Components<'_>) -> Vec<(Pointer, TypeRef)> {
    let destinations = document.destinations(0);
    let objects = [Pointer::root().join("components").join("schemas"), Pointer::root().join("definitions")];
    let names =
        |object: &Pointer| members(object.get(published)).map(|(name, _)| object.join(name)).collect::<Vec<_>>();
    let ty = |origin: Pointer| {
        let at = destinations.find(&origin);
        let schema = at.get(&document.value)?;
        // A component is a type itself. Any other schema is a reference to a component, or needs no type of its own.
        let ty = match own_name(&at) {
            Some(name) => components.type_ref(&reference(&name)),
            None => components.type_ref(schema),
        };
        Some((origin, ty))
    };
    objects.iter().flat_map(names).filter_map(ty).collect()
}
