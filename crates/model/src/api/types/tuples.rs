//! Lists of fixed length.

use serde_json::Value;

use super::{Components, Storage, TypeKind, unions::RecursiveTypes};
use crate::api::{text, type_ref::TypeRef};
use moored_document::schemas::target_name;

/// An item of a list of fixed length.
#[derive(Clone, Debug)]
pub struct TupleItem {
    /// The type of the item.
    pub ty: TypeRef,
    /// Whether the item is boxed.
    pub storage: Storage,
    /// The description in the document.
    pub description: Option<String>,
}

/// The tuple for `schema`; `None` if its length is not fixed.
pub(super) fn read(
    name: &str,
    schema: &Value,
    components: &Components<'_>,
    recursive_types: &RecursiveTypes,
) -> Option<TypeKind> {
    let items = schema.get("prefixItems")?.as_array()?;
    let item = |schema: &Value| TupleItem {
        ty: components.type_ref(schema),
        storage: recursive_types.storage(name, target_name(schema).as_deref()),
        description: text(schema, "description").map(str::to_owned),
    };
    Some(TypeKind::Tuple(items.iter().map(item).collect()))
}
