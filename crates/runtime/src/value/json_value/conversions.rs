//! Conversions of JSON values.

use serde_json::{Map, Value};

use super::{JsonObject, JsonValue};
use crate::value::number::Number;

macro_rules! from_numbers {
    ($($ty:ty)*) => {$(
        impl From<$ty> for JsonValue {
            fn from(number: $ty) -> Self {
                Self::Number(number.into())
            }
        }
    )*};
}

from_numbers! { i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize f32 f64 }

impl From<Number> for JsonValue {
    fn from(number: Number) -> Self {
        Self::Number(number)
    }
}

impl From<bool> for JsonValue {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

impl From<&str> for JsonValue {
    fn from(text: &str) -> Self {
        Self::String(text.to_owned())
    }
}

impl From<String> for JsonValue {
    fn from(text: String) -> Self {
        Self::String(text)
    }
}

impl From<JsonObject> for JsonValue {
    fn from(object: JsonObject) -> Self {
        Self::Object(object)
    }
}

impl<T: Into<Self>> From<Vec<T>> for JsonValue {
    fn from(elements: Vec<T>) -> Self {
        Self::Array(elements.into_iter().map(Into::into).collect())
    }
}

impl<T: Into<Self>> From<Option<T>> for JsonValue {
    /// `None` becomes `null`.
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

impl From<serde_json::Number> for Number {
    fn from(number: serde_json::Number) -> Self {
        Self::from_json(&number.to_string())
    }
}

impl From<Value> for JsonValue {
    fn from(value: Value) -> Self {
        match value {
            Value::Null => Self::Null,
            Value::Bool(value) => Self::Bool(value),
            Value::Number(number) => Self::Number(number.into()),
            Value::String(text) => Self::String(text),
            Value::Array(elements) => elements.into(),
            Value::Object(members) => Self::Object(members.into()),
        }
    }
}

impl From<Map<String, Value>> for JsonObject {
    fn from(members: Map<String, Value>) -> Self {
        members.into_iter().collect()
    }
}

impl From<JsonValue> for Value {
    /// A number that is neither an `i64`, a `u64` nor an `f64` becomes the nearest `f64`, or `null` if it is out of
    /// range.
    fn from(value: JsonValue) -> Self {
        match value {
            JsonValue::Null => Self::Null,
            JsonValue::Bool(value) => Self::Bool(value),
            JsonValue::Number(number) => match (number.parse::<u64>(), number.parse::<i64>()) {
                (Ok(number), _) => number.into(),
                (_, Ok(number)) => number.into(),
                _ => number.as_f64().into(),
            },
            JsonValue::String(text) => Self::String(text),
            JsonValue::Array(elements) => Self::Array(elements.into_iter().map(Into::into).collect()),
            JsonValue::Object(object) => Self::Object(object.into()),
        }
    }
}

impl From<JsonObject> for Map<String, Value> {
    fn from(object: JsonObject) -> Self {
        object.into_iter().map(|(name, value)| (name, value.into())).collect()
    }
}

impl PartialEq<Value> for JsonValue {
    fn eq(&self, other: &Value) -> bool {
        match (self, other) {
            (Self::Null, Value::Null) => true,
            (Self::Bool(one), Value::Bool(other)) => one == other,
            (Self::Number(one), Value::Number(other)) => *one == Number::from(other.clone()),
            (Self::String(one), Value::String(other)) => one == other,
            (Self::Array(one), Value::Array(other)) => one == other,
            (Self::Object(one), Value::Object(other)) => {
                let is_equal = |(name, value): (&String, &Value)| one.get(name).is_some_and(|one| one == value);
                one.len() == other.len() && other.iter().all(is_equal)
            }
            _ => false,
        }
    }
}

impl PartialEq<JsonValue> for Value {
    fn eq(&self, other: &JsonValue) -> bool {
        other == self
    }
}
