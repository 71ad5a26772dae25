//! The undecoded text of a JSON value.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use serde::de::{self, Deserialize, DeserializeOwned, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::Value;

use super::Shape;
use super::context::count_unlisted;
use crate::raw_value::{PRIVATE_KEY, RAW_VALUE};
use crate::structs_as_maps::StructsAsMaps;

/// A JSON value as text, not decoded yet.
#[derive(Debug)]
pub struct Json<'de>(Cow<'de, str>);

impl<'de> Json<'de> {
    pub(super) fn read<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_newtype_struct(RAW_VALUE, JsonVisitor)
    }

    pub(super) fn text(&self) -> &str {
        &self.0
    }

    /// The JSON type of the value; `None` for `null`, which is no variant.
    pub(super) fn shape(&self) -> Option<Shape> {
        match self.0.bytes().next()? {
            b'{' => Some(Shape::Object),
            b'[' => Some(Shape::Array),
            b'"' => Some(Shape::String),
            b't' | b'f' => Some(Shape::Boolean),
            b'n' => None,
            _ => Some(Shape::Number),
        }
    }

    pub(super) fn value(&self) -> Result<Value, serde_json::Error> {
        serde_json::from_str(&self.0)
    }

    /// The member `name` of the object as text, if it is a string, a number or a boolean.
    pub(super) fn member(&self, name: &str) -> Option<String> {
        let mut json = serde_json::Deserializer::from_str(&self.0);
        json.deserialize_map(MemberVisitor(name)).ok().flatten()
    }

    /// Decodes the value as a `T` and makes it a variant with `wrap`; `None` if it is not a `T`.
    pub fn decode<T: DeserializeOwned, U>(&self, wrap: fn(T) -> U) -> Option<U> {
        // From bytes like the body of a response, so that the same code is compiled only once.
        let mut json = serde_json::Deserializer::from_slice(self.0.as_bytes());
        let value = T::deserialize(StructsAsMaps(&mut json)).ok()?;
        json.end().ok()?;
        Some(wrap(value))
    }

    /// The same for types that accept any text. A text that cannot be parsed as a `T` counts as unlisted.
    pub fn decode_text<T: DeserializeOwned + FromStr, U>(&self, wrap: fn(T) -> U) -> Option<U> {
        let text: String = serde_json::from_str(&self.0).ok()?;
        if text.parse::<T>().is_err() {
            count_unlisted(1);
        }
        self.decode(wrap)
    }
}

impl<'de> Deserialize<'de> for Json<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::read(deserializer)
    }
}

struct JsonVisitor;

impl<'de> Visitor<'de> for JsonVisitor {
    type Value = Json<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any JSON value")
    }

    /// serde_json passes the text of the value.
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Json<'de>, A::Error> {
        match map.next_key::<String>()? {
            Some(key) if key.starts_with(PRIVATE_KEY) => map.next_value::<Text<'de>>().map(|text| Json(text.0)),
            _ => Err(de::Error::custom("a union can be decoded only from JSON")),
        }
    }

    /// Other deserializers pass a value that is decoded already.
    fn visit_newtype_struct<D: Deserializer<'de>>(self, buffered: D) -> Result<Json<'de>, D::Error> {
        Value::deserialize(buffered).map(|value| Json(Cow::Owned(value.to_string())))
    }
}

struct Text<'de>(Cow<'de, str>);

impl<'de> Deserialize<'de> for Text<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(TextVisitor)
    }
}

struct TextVisitor;

impl<'de> Visitor<'de> for TextVisitor {
    type Value = Text<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the text of a value")
    }

    fn visit_borrowed_str<E: de::Error>(self, text: &'de str) -> Result<Text<'de>, E> {
        Ok(Text(Cow::Borrowed(text)))
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Text<'de>, E> {
        Ok(Text(Cow::Owned(text.to_owned())))
    }
}

/// Reads one member of an object.
struct MemberVisitor<'a>(&'a str);

impl<'de> Visitor<'de> for MemberVisitor<'_> {
    type Value = Option<String>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Option<String>, A::Error> {
        let mut found = None;
        while let Some(key) = map.next_key::<Cow<'_, str>>()? {
            if key == self.0 {
                found = match map.next_value()? {
                    Value::String(text) => Some(text),
                    scalar @ (Value::Number(_) | Value::Bool(_)) => Some(scalar.to_string()),
                    _ => None,
                };
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(found)
    }
}
