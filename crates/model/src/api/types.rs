//! The types of a client.

mod aliases;
mod members;
mod numbers;
mod references;
mod strings;
mod structs;
mod tuples;
mod unconstrained;
mod unions;

use std::collections::{BTreeSet, HashMap};
use std::sync::LazyLock;

use serde::Serialize;
use serde_json::{Map, Value};

pub use numbers::{NumberEnum, NumberValue};
pub use strings::{Enum, EnumValue};
pub use structs::{Additional, Field, Presence, Struct};
pub use tuples::TupleItem;
pub use unions::{Constant, Precision, Shape, Storage, TagOnWire, TagType, Union, Variant};

use super::{
    text,
    type_ref::{self, TypeId, TypeRef},
};
use crate::{config::Config, usage};
use moored_document::{document::Document, pointer::Pointer, resolve};

/// All types of a client, in the order of their components.
#[derive(Clone, Debug, Default)]
pub struct Types(Vec<TypeDef>);

/// One type.
#[derive(Clone, Debug)]
pub struct TypeDef {
    /// The location of its schema in the published document.
    pub origin: Pointer,
    /// The name of the Rust type.
    pub name: String,
    /// The name of the component in the lowered document: what the type would be called if no name were pinned.
    pub(crate) component: String,
    /// The description in the document.
    pub description: Option<String>,
    /// Which messages contain it.
    pub usage: Usage,
    /// The kind of the type.
    pub kind: TypeKind,
}

/// Which messages contain a type, directly or indirectly.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Usage {
    /// Requests only.
    Requests,
    /// Responses, webhooks or callbacks only.
    Responses,
    /// Both.
    Both,
    /// None.
    Unused,
}

/// The kind of a type.
#[derive(Clone, Debug)]
pub enum TypeKind {
    /// An object with named properties.
    Struct(Struct),
    /// One of several types.
    Union(Union),
    /// One of several strings.
    Enum(Enum),
    /// One of several numbers.
    NumberEnum(NumberEnum),
    /// A list of fixed length; each item has its own type.
    Tuple(Vec<TupleItem>),
    /// Another name of a type.
    Alias(TypeRef),
    /// A type around another that contains it again, which an alias cannot be.
    Wrapper(TypeRef),
}

impl Usage {
    const fn new(requests: bool, responses: bool) -> Self {
        match (requests, responses) {
            (true, true) => Self::Both,
            (true, false) => Self::Requests,
            (false, true) => Self::Responses,
            (false, false) => Self::Unused,
        }
    }

    /// Whether requests contain it.
    #[must_use]
    pub const fn in_requests(self) -> bool {
        matches!(self, Self::Requests | Self::Both)
    }

    /// Whether responses, webhooks or callbacks contain it.
    #[must_use]
    pub const fn in_responses(self) -> bool {
        matches!(self, Self::Responses | Self::Both)
    }
}

impl Types {
    /// The types in the order of the file.
    pub fn iter(&self) -> impl Iterator<Item = &TypeDef> {
        self.0.iter()
    }

    /// The numbers of the types.
    pub fn ids(&self) -> impl Iterator<Item = TypeId> + use<> {
        (0..self.0.len()).map(TypeId)
    }

    /// The type with the number `index`.
    pub(crate) fn nth(&self, index: usize) -> Option<&TypeDef> {
        self.0.get(index)
    }

    pub(crate) fn iter_mut(&mut self) -> impl Iterator<Item = &mut TypeDef> {
        self.0.iter_mut()
    }

    /// The number of types.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether a value of `ty` may contain a value at the pointer `keys`, according to the document.
    #[must_use]
    pub fn may_hold(&self, ty: &TypeRef, keys: &[String]) -> bool {
        self.search(ty, keys, &mut BTreeSet::new())
    }

    /// `seen` contains the types that are being searched for the same keys. A type that contains itself without a
    /// property in between adds no result.
    fn search(&self, ty: &TypeRef, keys: &[String], seen: &mut BTreeSet<TypeId>) -> bool {
        let Some((first, rest)) = keys.split_first() else { return true };
        let next = |ty: &TypeRef| self.search(ty, rest, &mut BTreeSet::new());
        match ty {
            // Any value is possible.
            TypeRef::Json | TypeRef::JsonObject => true,
            TypeRef::Option(inner) => self.search(inner, keys, seen),
            TypeRef::List(item) => first.parse::<usize>().is_ok() && next(item),
            TypeRef::Map(value) => next(value),
            TypeRef::Named(id) => match self.get(*id).filter(|_| seen.insert(*id)).map(|ty| &ty.kind) {
                Some(TypeKind::Struct(definition)) => {
                    let field = definition.fields.iter().find(|field| field.wire_name == *first).map(|field| &field.ty);
                    let ty = field.or(definition.additional.as_ref().map(|additional| &additional.ty));
                    ty.is_some_and(next)
                }
                Some(TypeKind::Union(definition)) => {
                    definition.variants.iter().any(|variant| self.search(&variant.ty, keys, seen))
                }
                Some(TypeKind::Tuple(items)) => {
                    first.parse().ok().and_then(|index: usize| items.get(index)).is_some_and(|item| next(&item.ty))
                }
                Some(TypeKind::Alias(inner) | TypeKind::Wrapper(inner)) => self.search(inner, keys, seen),
                Some(TypeKind::Enum(_) | TypeKind::NumberEnum(_)) | None => false,
            },
            TypeRef::Native(_) | TypeRef::String | TypeRef::Bool | TypeRef::Integer(_) | TypeRef::Float => false,
        }
    }

    /// A name that no type has, for the struct of the required members of the type `name`.
    #[must_use]
    pub fn required_name(&self, name: &str) -> String {
        let mut required = format!("{name}Required");
        while self.iter().any(|ty| ty.name == required) {
            required.push_str("Fields");
        }
        required
    }

    /// The type with the number `id`; `None` if the number belongs to another client.
    #[must_use]
    pub fn get(&self, id: TypeId) -> Option<&TypeDef> {
        self.0.get(id.0)
    }

    /// The name of the type with the number `id`.
    #[must_use]
    pub fn name(&self, id: TypeId) -> &str {
        self.get(id).map_or("", |ty| &ty.name)
    }

    /// Gives the type with the number `id` another name.
    pub fn rename(&mut self, id: TypeId, name: &str) {
        if let Some(ty) = self.0.get_mut(id.0) {
            name.clone_into(&mut ty.name);
        }
    }

    /// The type that `ty` is with all aliases replaced by what they are names of.
    #[must_use]
    pub fn resolved(&self, ty: &TypeRef) -> TypeRef {
        let inner = |ty: &TypeRef| Box::new(self.resolved(ty));
        match ty {
            TypeRef::Named(id) => match self.get(*id).map(|ty| &ty.kind) {
                Some(TypeKind::Alias(target)) => self.resolved(target),
                _ => ty.clone(),
            },
            TypeRef::List(item) => TypeRef::List(inner(item)),
            TypeRef::Map(value) => TypeRef::Map(inner(value)),
            TypeRef::Option(value) => TypeRef::Option(inner(value)),
            other => other.clone(),
        }
    }

    /// Reads the types from the components of a lowered document.
    pub(super) fn read(document: &Document, components: &Components<'_>, config: &Config) -> Self {
        let (requested, responded) = (usage::requested(document), usage::responded(document));
        let recursive_types = unions::recursive_types(components.schemas);
        let schemas = Pointer::root().join("components").join("schemas");
        let read = |(name, schema): (&String, &Value)| {
            let properties = schemas.join(name).join("properties");
            let usage = Usage::new(requested.contains(name), responded.contains(name));
            TypeDef {
                origin: document.origin(&schemas.join(name)),
                name: name.clone(),
                component: name.clone(),
                description: text(schema, "description").map(str::to_owned),
                usage,
                kind: kind(name, schema, usage, components, &recursive_types, config, &|member| {
                    document.origin(&properties.join(member))
                }),
            }
        };
        let mut types = Self(components.defined().map(read).collect());
        aliases::find(&mut types);
        unconstrained::add_null(&mut types);
        types
    }
}

/// The kind of the type that the component `name` becomes.
fn kind(
    name: &str,
    schema: &Value,
    usage: Usage,
    components: &Components<'_>,
    recursive_types: &unions::RecursiveTypes,
    config: &Config,
    origin: &dyn Fn(&str) -> Pointer,
) -> TypeKind {
    strings::read(schema, usage)
        .or_else(|| numbers::read(schema, usage))
        .or_else(|| tuples::read(name, schema, components, recursive_types))
        .or_else(|| unions::read(name, schema, components, recursive_types))
        .or_else(|| structs::read(schema, usage, components, config, origin))
        .unwrap_or_else(|| TypeKind::Alias(components.type_ref(schema)))
}

/// The components of a lowered document, which resolve references to types.
pub(super) struct Components<'a> {
    pub(super) schemas: &'a Map<String, Value>,
    ids: HashMap<&'a str, TypeId>,
}

impl<'a> Components<'a> {
    /// Those of `document`. `published` is the same document before all passes: a component that passes made and that
    /// nothing contains any more becomes no type.
    pub(super) fn of(document: &'a Document, published: &Value) -> Self {
        static NONE: LazyLock<Map<String, Value>> = LazyLock::new(Map::new);
        let at = Pointer::root().join("components").join("schemas");
        let schemas = at.get(&document.value).and_then(Value::as_object).unwrap_or(&NONE);
        let needed = usage::needed(document, published);
        let defined = schemas.keys().filter(|name| needed.contains(*name)).enumerate();
        Self { schemas, ids: defined.map(|(index, name)| (name.as_str(), TypeId(index))).collect() }
    }

    /// The components that become types of the client.
    fn defined(&self) -> impl Iterator<Item = (&'a String, &'a Value)> {
        self.schemas.iter().filter(|(name, _)| self.ids.contains_key(name.as_str()))
    }

    /// Whether all values of a lowered schema are strings.
    pub(super) fn is_string(&self, schema: &Value) -> bool {
        let schema = resolve::Components::in_map(self.schemas).through_all_of().resolve(schema);
        text(schema, "type") == Some("string")
    }

    /// The type of a lowered schema.
    pub(super) fn type_ref(&self, schema: &Value) -> TypeRef {
        // Dangling references have already been reported and repaired.
        type_ref::read(schema, &|name| self.ids.get(name).map_or(TypeRef::Json, |id| TypeRef::Named(*id)))
    }
}
