//! References to types: the types of fields, parameters and bodies.

use moored_document::schemas::target_name;
use serde_json::Value;

use crate::native::Native;

/// The number of a type of the client, in the order of [`Types`](super::Types).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TypeId(pub(super) usize);

impl TypeId {
    /// The number.
    #[must_use]
    pub const fn index(self) -> usize {
        self.0
    }
}

/// The type of a value. A type that needs a definition is referred to by its number.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum TypeRef {
    /// A type of the client.
    Named(TypeId),
    /// A type of the runtime that represents a format.
    Native(Native),
    /// Any string.
    String,
    /// `true` or `false`.
    Bool,
    /// An integer.
    Integer(Width),
    /// A binary floating point number of 64 bits.
    Float,
    /// Any JSON value.
    Json,
    /// An object with any members.
    JsonObject,
    /// A list.
    List(Box<Self>),
    /// An object with members of any name and of the same type.
    Map(Box<Self>),
    /// A value or `null`.
    Option(Box<Self>),
}

/// The range of an integer type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Width {
    /// From `i64::MIN` to `i64::MAX`.
    Signed,
    /// From 0 to `u64::MAX`.
    Unsigned,
}

impl TypeRef {
    /// The type without `null`.
    #[must_use]
    pub fn not_null(self) -> Self {
        match self {
            Self::Option(inner) => *inner,
            other => other,
        }
    }

    /// The type of an object whose members all have this type.
    #[must_use]
    pub fn map_of(self) -> Self {
        match self {
            Self::Json => Self::JsonObject,
            value => Self::Map(Box::new(value)),
        }
    }

    /// Calls `visit` with every type of the client that this type refers to.
    pub fn each_named(&self, visit: &mut dyn FnMut(TypeId)) {
        match self {
            Self::Named(id) => visit(*id),
            Self::List(inner) | Self::Map(inner) | Self::Option(inner) => inner.each_named(visit),
            Self::Native(_)
            | Self::String
            | Self::Bool
            | Self::Integer(_)
            | Self::Float
            | Self::Json
            | Self::JsonObject => {}
        }
    }

    /// Whether it refers to a type of the client.
    #[must_use]
    pub fn is_named(&self) -> bool {
        let mut found = false;
        self.each_named(&mut |_| found = true);
        found
    }

    /// Whether the value or an item of it may be any JSON value.
    #[must_use]
    pub fn is_unconstrained(&self) -> bool {
        match self {
            Self::Json | Self::JsonObject => true,
            Self::List(inner) | Self::Map(inner) | Self::Option(inner) => inner.is_unconstrained(),
            Self::Named(_) | Self::Native(_) | Self::String | Self::Bool | Self::Integer(_) | Self::Float => false,
        }
    }
}

/// The type of `schema`, which has been lowered. `named` returns the type of a component.
pub(super) fn read(schema: &Value, named: &dyn Fn(&str) -> TypeRef) -> TypeRef {
    let text = |key: &str| schema.get(key).and_then(Value::as_str);
    let inner = match (target_name(schema), text("type").or_else(|| implied_type(schema))) {
        (Some(name), _) => named(&name),
        (None, Some("string")) => Native::of(schema).map_or(TypeRef::String, TypeRef::Native),
        (None, Some("integer")) if text("format") == Some("uint64") => TypeRef::Integer(Width::Unsigned),
        (None, Some("integer")) => TypeRef::Integer(Width::Signed),
        (None, Some("number")) if text("format") == Some("double") => TypeRef::Float,
        (None, Some("number")) => TypeRef::Native(Native::of(schema).unwrap_or(Native::Number)),
        (None, Some("boolean")) => TypeRef::Bool,
        (None, Some("array")) => TypeRef::List(Box::new(read(schema.get("items").unwrap_or(&Value::Null), named))),
        (None, Some("object")) => match schema.get("additionalProperties").filter(|values| values.is_object()) {
            Some(values) => read(values, named).map_of(),
            None => TypeRef::JsonObject,
        },
        _ => return TypeRef::Json,
    };
    if schema.get("nullable") == Some(&Value::Bool(true)) { TypeRef::Option(Box::new(inner)) } else { inner }
}

/// Whether `schema` is a string of any bytes, `{ type: string, format: binary }`. As a part of a form, such a string is
/// a file.
pub(super) fn is_bytes(schema: &Value) -> bool {
    let has = |key: &str, text: &str| schema.get(key).and_then(Value::as_str) == Some(text);
    has("type", "string") && has("format", "binary")
}

/// The type that the keywords of a schema without `type` imply.
fn implied_type(schema: &Value) -> Option<&'static str> {
    let has = |key: &str| schema.get(key).is_some();
    if has("items") {
        Some("array")
    } else if has("additionalProperties") || has("properties") {
        Some("object")
    } else {
        None
    }
}
