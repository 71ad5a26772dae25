//! Any JSON value.

mod conversions;
mod object;

use std::fmt;
use std::ops::Index;

use serde::de::{Deserialize, DeserializeOwned, Deserializer, Error as _};
use serde::ser::{Serialize, Serializer};

use super::number::Number;
use crate::json::pointer::names;
use crate::json::{Content, Raw, encode};

pub use object::JsonObject;
pub(crate) use object::{IntoMembers, Members};

/// Any JSON value: what the document does not describe more precisely.
///
/// It is like [`serde_json::Value`], except that numbers keep all their digits. Both convert into each other, so
/// `json!` makes one:
///
/// ```
/// # use moored_runtime::JsonValue;
/// use serde_json::json;
///
/// let value = JsonValue::from(json!({"id": 7, "tags": ["a", "b"]}));
/// assert_eq!(value["tags"][1].as_str(), Some("b"));
/// assert_eq!(value.pointer("/id").and_then(JsonValue::as_i64), Some(7));
/// assert_eq!(value, json!({"tags": ["a", "b"], "id": 7}));
///
/// let large: JsonValue = serde_json::from_str("[100000000000000000000000000001]")?;
/// assert_eq!(large.to_string(), "[100000000000000000000000000001]");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum JsonValue {
    /// `null`
    #[default]
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number.
    Number(Number),
    /// A string.
    String(String),
    /// An array.
    Array(Vec<JsonValue>),
    /// An object.
    Object(JsonObject),
}

/// What an index refers to if there is nothing.
static NULL: JsonValue = JsonValue::Null;

impl JsonValue {
    /// Whether it is `null`.
    #[must_use]
    pub const fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// The boolean; `None` for any other value.
    #[must_use]
    pub const fn as_bool(&self) -> Option<bool> {
        match self {
            Self::Bool(value) => Some(*value),
            _ => None,
        }
    }

    /// The number; `None` for any other value.
    #[must_use]
    pub const fn as_number(&self) -> Option<&Number> {
        match self {
            Self::Number(number) => Some(number),
            _ => None,
        }
    }

    /// The number as an `i64`; `None` for any other value, a fraction, or a number out of range.
    #[must_use]
    pub fn as_i64(&self) -> Option<i64> {
        self.as_number().and_then(Number::as_i64)
    }

    /// The number as a `u64`; `None` for any other value, a fraction, or a number out of range.
    #[must_use]
    pub fn as_u64(&self) -> Option<u64> {
        self.as_number().and_then(Number::as_u64)
    }

    /// The number as the nearest `f64`; `None` for any other value.
    #[must_use]
    pub fn as_f64(&self) -> Option<f64> {
        self.as_number().map(Number::as_f64)
    }

    /// The string; `None` for any other value.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(text) => Some(text),
            _ => None,
        }
    }

    /// The elements of the array; `None` for any other value.
    #[must_use]
    pub fn as_array(&self) -> Option<&Vec<Self>> {
        match self {
            Self::Array(elements) => Some(elements),
            _ => None,
        }
    }

    /// The object; `None` for any other value.
    #[must_use]
    pub const fn as_object(&self) -> Option<&JsonObject> {
        match self {
            Self::Object(object) => Some(object),
            _ => None,
        }
    }

    /// The member `name` of the object; `None` if it has none, or the value is no object.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Self> {
        self.as_object()?.get(name)
    }

    /// The value that the JSON pointer (RFC 6901) refers to.
    #[must_use]
    pub fn pointer(&self, pointer: &str) -> Option<&Self> {
        if !pointer.is_empty() && !pointer.starts_with('/') {
            return None;
        }
        names(pointer).try_fold(self, |value, name| match value {
            Self::Object(object) => object.get(&name),
            Self::Array(elements) => elements.get(name.parse::<usize>().ok()?),
            _ => None,
        })
    }

    /// Decodes the value as a `T`.
    ///
    /// # Errors
    ///
    /// [`DecodeError`](crate::DecodeError) if it is not a `T`.
    pub fn decode<T: DeserializeOwned>(&self) -> Result<T, crate::DecodeError> {
        crate::decode(encode(self).unwrap_or_default().as_bytes())
    }

    /// `value` as JSON; `None` if it cannot be encoded.
    pub(crate) fn of<T: Serialize + ?Sized>(value: &T) -> Option<Self> {
        // Decoding is no deeper than encoding was.
        let json = Raw::read_within(encode(value).ok()?, usize::MAX).ok()?;
        Self::from_raw(&json).ok()
    }

    pub(crate) fn from_raw(json: &Raw) -> Result<Self, crate::json::Error> {
        Ok(match json.content()? {
            Content::Null => Self::Null,
            Content::Bool(value) => Self::Bool(value),
            Content::Number(number) => Self::Number(Number::from_json(number)),
            Content::String(text) => Self::String(text.into_owned()),
            Content::Array(elements) => Self::Array(elements.iter().map(Self::from_raw).collect::<Result<_, _>>()?),
            Content::Object(members) => Self::Object(
                members
                    .into_iter()
                    .map(|(name, value)| Ok((name, Self::from_raw(&value)?)))
                    .collect::<Result<_, crate::json::Error>>()?,
            ),
        })
    }
}

/// The JSON text.
impl fmt::Display for JsonValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&encode(self).map_err(|_| fmt::Error)?)
    }
}

/// `null` if there is no such member.
impl Index<&str> for JsonValue {
    type Output = Self;

    fn index(&self, name: &str) -> &Self {
        self.get(name).unwrap_or(&NULL)
    }
}

/// `null` if there is no such element.
impl Index<usize> for JsonValue {
    type Output = Self;

    fn index(&self, index: usize) -> &Self {
        self.as_array().and_then(|elements| elements.get(index)).unwrap_or(&NULL)
    }
}

impl Serialize for JsonValue {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Bool(value) => serializer.serialize_bool(*value),
            Self::Number(number) => number.serialize(serializer),
            Self::String(text) => serializer.serialize_str(text),
            Self::Array(elements) => elements.serialize(serializer),
            Self::Object(object) => object.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for JsonValue {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let json = Raw::deserialize(deserializer)?;
        Self::from_raw(&json).map_err(D::Error::custom)
    }
}
