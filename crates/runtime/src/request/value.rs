//! Values of parameters, as JSON text.
//!
//! They are parsed from JSON text instead of a `serde_json::Value`, so that a [`Decimal`](crate::Decimal) keeps its
//! digits.

use std::fmt;

use serde::Serialize;
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde::ser::Error as _;
use serde_json::value::RawValue;

use crate::json::encode;

/// A value whose elements or members are not parsed yet.
pub(super) enum Value {
    Null,
    /// A string without its quotes; a number or a boolean as in JSON.
    Scalar(String),
    Array(Vec<Box<RawValue>>),
    Object(Vec<(String, Box<RawValue>)>),
}

/// `value` as JSON text.
pub(super) fn to_raw_value<T: Serialize + ?Sized>(value: &T) -> Result<Box<RawValue>, serde_json::Error> {
    encode(value).map_err(serde_json::Error::custom).and_then(RawValue::from_string)
}

impl Value {
    pub(super) fn of<T: Serialize + ?Sized>(value: &T) -> Result<Self, serde_json::Error> {
        Self::parse(&to_raw_value(value)?)
    }

    pub(super) fn parse(json: &RawValue) -> Result<Self, serde_json::Error> {
        let json = json.get();
        Ok(match json.bytes().next() {
            Some(b'n') => Self::Null,
            Some(b'"') => Self::Scalar(serde_json::from_str(json)?),
            Some(b'[') => Self::Array(serde_json::from_str(json)?),
            Some(b'{') => Self::Object(serde_json::from_str::<Members>(json)?.0),
            _ => Self::Scalar(json.to_owned()),
        })
    }

    /// The value as JSON text; `Null` for `null`.
    pub(super) fn json<T: Serialize + ?Sized>(value: &T) -> Result<Self, serde_json::Error> {
        let json = to_raw_value(value)?;
        Ok(if json.get() == "null" { Self::Null } else { Self::Scalar(json.get().to_owned()) })
    }
}

impl Value {
    /// Whether a text in it contains `character`, which JSON does not escape.
    pub(super) fn contains(&self, character: char) -> bool {
        match self {
            Self::Null => false,
            Self::Scalar(text) => text.contains(character),
            Self::Array(elements) => elements.iter().any(|element| element.get().contains(character)),
            Self::Object(members) => {
                members.iter().any(|(key, json)| key.contains(character) || json.get().contains(character))
            }
        }
    }
}

/// The text of `json`: a string without its quotes, anything else as in JSON, and `None` for `null`.
pub(super) fn text_of(json: &RawValue) -> Result<Option<String>, serde_json::Error> {
    Ok(match Value::parse(json)? {
        Value::Null => None,
        Value::Scalar(text) => Some(text),
        Value::Array(_) | Value::Object(_) => Some(json.get().to_owned()),
    })
}

/// The members of an object in their order, with unparsed values.
struct Members(Vec<(String, Box<RawValue>)>);

impl<'de> Deserialize<'de> for Members {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(MembersVisitor)
    }
}

struct MembersVisitor;

impl<'de> Visitor<'de> for MembersVisitor {
    type Value = Members;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members, A::Error> {
        let mut members = Vec::new();
        while let Some(member) = map.next_entry()? {
            members.push(member);
        }
        Ok(Members(members))
    }
}
