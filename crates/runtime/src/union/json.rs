//! The undecoded value of a union.

use serde::de::{Deserialize, DeserializeOwned, Deserializer};

use super::Shape;
use crate::json::{Error, Kind, Missing, Raw};
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

    /// Runs `read`. Returns its result and the required members that it did not find, and removes these from the
    /// record.
    pub(super) fn apart<T>(&self, read: impl FnOnce() -> T) -> (T, Vec<Missing>) {
        let recorded = self.0.document().missing_count();
        let found = read();
        (found, self.0.document().take_missing(recorded))
    }

    /// Adds the members that are missing in the variant that was chosen.
    pub(super) fn add_missing(&self, missing: Vec<Missing>) {
        self.0.document().add_missing(missing);
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

    /// Decodes the value as a `T`; `None` if it is not a `T`.
    pub(super) fn decode<T: DeserializeOwned>(&self) -> Option<T> {
        self.0.decode().ok()
    }
}

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::read(deserializer)
    }
}
