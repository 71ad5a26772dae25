//! The undecoded value of a union.

use std::str::FromStr;

use serde::de::{Deserialize, DeserializeOwned, Deserializer};

use super::context::count_unlisted;
use super::{Shape, Tagged};
use crate::json::{Error, Kind, Raw};
use crate::value::JsonValue;

/// A JSON value that is not decoded yet.
#[derive(Debug)]
pub struct Json(Raw);

impl Json {
    pub(super) fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Raw::deserialize(deserializer).map(Self)
    }

    /// How many bytes of JSON the value has.
    pub(super) fn size(&self) -> usize {
        self.0.bytes().len()
    }

    /// The error of a value that is nested too deeply.
    pub(super) fn depth_error(&self) -> Option<String> {
        self.0.depth_error()
    }

    /// The JSON type of the value; `None` for `null`, which is no variant.
    pub(super) fn shape(&self) -> Option<Shape> {
        Some(match self.0.kind() {
            Kind::Object => Shape::Object,
            Kind::Array => Shape::Array,
            Kind::False | Kind::True => Shape::Boolean,
            Kind::Number => Shape::Number,
            Kind::Null => return None,
            _ => Shape::String,
        })
    }

    pub(crate) fn value(&self) -> Result<JsonValue, Error> {
        JsonValue::from_raw(&self.0)
    }

    /// The member `name` of the object as text, if it is a string, a number or a boolean.
    pub(super) fn member(&self, name: &str) -> Option<String> {
        let member = self.0.member(name)?;
        match member.kind() {
            Kind::Number | Kind::False | Kind::True => String::from_utf8(member.bytes().to_vec()).ok(),
            _ => member.decode().ok(),
        }
    }

    /// Decodes the value as a `T` and makes it a variant with `wrap`; `None` if it is not a `T`.
    pub fn decode<T: DeserializeOwned, U>(&self, wrap: fn(T) -> U) -> Option<U> {
        self.0.decode().ok().map(wrap)
    }

    /// The same for a variant that the discriminator `name` selects. Whether the value had it is kept.
    pub fn decode_tagged<T: DeserializeOwned, U>(&self, name: &str, wrap: fn(Tagged<T>) -> U) -> Option<U> {
        let value = self.decode(std::convert::identity)?;
        let tagged = if self.member(name).is_some() { Tagged::new(value) } else { Tagged::without_tag(value) };
        Some(wrap(tagged))
    }

    /// The same as [`decode`](Self::decode) for types that accept any text. A text that cannot be parsed as a `T`
    /// counts as unlisted.
    pub fn decode_text<T: DeserializeOwned + FromStr, U>(&self, wrap: fn(T) -> U) -> Option<U> {
        let text: String = self.0.decode().ok()?;
        if text.parse::<T>().is_err() {
            count_unlisted(1);
        }
        self.decode(wrap)
    }
}

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::read(deserializer)
    }
}
