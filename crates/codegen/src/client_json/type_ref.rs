//! References to types, by name: `"string"`, `{"named":"Pet"}`, `{"list":{"named":"Pet"}}`.

use moored_model::api::{Native, TypeRef, Types, Width};
use serde::Serialize;

/// A type in `client.json`.
#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Type<'a> {
    Named(&'a str),
    Native(Native),
    String,
    Boolean,
    Integer,
    UnsignedInteger,
    Float,
    Json,
    JsonObject,
    List(Box<Self>),
    Map(Box<Self>),
    Option(Box<Self>),
}

impl<'a> Type<'a> {
    pub(super) fn new(ty: &TypeRef, types: &'a Types) -> Self {
        let inner = |ty: &TypeRef| Box::new(Self::new(ty, types));
        match ty {
            TypeRef::Named(id) => Self::Named(types.name(*id)),
            TypeRef::Native(native) => Self::Native(*native),
            TypeRef::String => Self::String,
            TypeRef::Bool => Self::Boolean,
            TypeRef::Integer(Width::Signed) => Self::Integer,
            TypeRef::Integer(Width::Unsigned) => Self::UnsignedInteger,
            TypeRef::Float => Self::Float,
            TypeRef::Json => Self::Json,
            TypeRef::JsonObject => Self::JsonObject,
            TypeRef::List(item) => Self::List(inner(item)),
            TypeRef::Map(value) => Self::Map(inner(value)),
            TypeRef::Option(value) => Self::Option(inner(value)),
        }
    }
}
