//! Values that fit no variant of a union.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::value::JsonValue;

/// A value that the document does not list, as received.
///
/// `Debug` shows only its JSON type, because any part of it may be a secret. Serialising writes the value.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Unlisted(JsonValue);

impl Unlisted {
    /// The value.
    #[must_use]
    pub fn value(&self) -> &JsonValue {
        &self.0
    }

    /// The value, by value.
    #[must_use]
    pub fn into_value(self) -> JsonValue {
        self.0
    }
}

impl From<JsonValue> for Unlisted {
    fn from(value: JsonValue) -> Self {
        Self(value)
    }
}

impl From<serde_json::Value> for Unlisted {
    fn from(value: serde_json::Value) -> Self {
        Self(value.into())
    }
}

impl fmt::Debug for Unlisted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.0 {
            JsonValue::Null => "null",
            JsonValue::Bool(_) => "a boolean",
            JsonValue::Number(_) => "a number",
            JsonValue::String(_) => "a string",
            JsonValue::Array(_) => "an array",
            JsonValue::Object(_) => "an object",
        })
    }
}
