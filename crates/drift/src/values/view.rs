//! What a value is: a type without the names and the options around it.

use moored_model::api::{Enum, Native, NumberEnum, Struct, TupleItem, TypeDef, TypeKind, TypeRef, Union, Width};

use crate::Side;

/// What a value is.
#[derive(Clone, Copy)]
pub(super) enum View<'a> {
    Struct(&'a Struct),
    Union(&'a Union),
    Enum(&'a TypeDef, &'a Enum),
    NumberEnum(&'a TypeDef, &'a NumberEnum),
    Tuple(&'a [TupleItem]),
    List(&'a TypeRef),
    Map(&'a TypeRef),
    /// An object with any members.
    Object,
    /// Any value.
    Json,
    /// A string, with the type that represents its format.
    Text(Option<Native>),
    Bool,
    Integer(Width),
    /// A binary floating point number.
    Float,
    /// A number with all its digits.
    Number,
    /// A number, or a string that contains one.
    Decimal,
}

/// Names of types that are names of others. Lowering cuts cycles, so a longer chain is none.
const LONGEST_CHAIN: usize = 64;

impl<'a> View<'a> {
    /// What values of `ty` are.
    pub(super) fn of(ty: &'a TypeRef, side: &Side<'a>) -> Self {
        let mut ty = ty;
        for _ in 0..LONGEST_CHAIN {
            ty = match ty {
                TypeRef::Option(inner) => inner,
                TypeRef::Named(id) => {
                    let Some(definition) = side.ty(*id) else { return Self::Json };
                    match &definition.kind {
                        TypeKind::Alias(inner) | TypeKind::Wrapper(inner) => inner,
                        TypeKind::Struct(kind) => return Self::Struct(kind),
                        TypeKind::Union(kind) => return Self::Union(kind),
                        TypeKind::Enum(kind) => return Self::Enum(definition, kind),
                        TypeKind::NumberEnum(kind) => return Self::NumberEnum(definition, kind),
                        TypeKind::Tuple(items) => return Self::Tuple(items),
                    }
                }
                TypeRef::Native(Native::Number) => return Self::Number,
                TypeRef::Native(Native::Decimal) => return Self::Decimal,
                TypeRef::Native(native) => return Self::Text(Some(*native)),
                TypeRef::String => return Self::Text(None),
                TypeRef::Bool => return Self::Bool,
                TypeRef::Integer(width) => return Self::Integer(*width),
                TypeRef::Float => return Self::Float,
                TypeRef::Json => return Self::Json,
                TypeRef::JsonObject => return Self::Object,
                TypeRef::List(item) => return Self::List(item),
                TypeRef::Map(value) => return Self::Map(value),
            };
        }
        Self::Json
    }

    /// The JSON type, as text.
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Struct(..) | Self::Map(_) | Self::Object => "object",
            Self::Union(..) => "one of several types",
            Self::Enum(..) => "one of several strings",
            Self::NumberEnum(..) => "one of several numbers",
            Self::Tuple(_) => "list of fixed length",
            Self::List(_) => "list",
            Self::Json => "any value",
            Self::Text(_) => "string",
            Self::Bool => "boolean",
            Self::Integer(_) => "integer",
            Self::Float | Self::Number => "number",
            Self::Decimal => "decimal number",
        }
    }
}
