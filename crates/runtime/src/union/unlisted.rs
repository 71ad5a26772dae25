//! Values that fit no variant of a union.

use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// A value that the document does not list, as received.
///
/// `Debug` shows only its JSON type, because any part of it may be a secret. Serialising writes the value.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Unlisted(Value);

impl Unlisted {
    /// The value.
    #[must_use]
    pub fn value(&self) -> &Value {
        &self.0
    }

    /// The value, by value.
    #[must_use]
    pub fn into_value(self) -> Value {
        self.0
    }
}

impl From<Value> for Unlisted {
    fn from(value: Value) -> Self {
        Self(value)
    }
}

impl fmt::Debug for Unlisted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.0 {
            Value::Null => "null",
            Value::Bool(_) => "a boolean",
            Value::Number(_) => "a number",
            Value::String(_) => "a string",
            Value::Array(_) => "an array",
            Value::Object(_) => "an object",
        })
    }
}
