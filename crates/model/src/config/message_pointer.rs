//! Where error responses have the provider's message.

use serde::{Deserialize, Serialize};

/// A JSON pointer ([RFC 6901](https://www.rfc-editor.org/rfc/rfc6901)) into the body of an error response.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(try_from = "String")]
pub struct MessagePointer(String);

impl MessagePointer {
    /// The pointer as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for MessagePointer {
    type Error = String;

    fn try_from(pointer: String) -> Result<Self, Self::Error> {
        if pointer.is_empty() || pointer.starts_with('/') {
            return Ok(Self(pointer));
        }
        let keys = pointer.replace('.', "/");
        Err(format!("`{pointer}` is not a JSON pointer; expected `/{keys}`, or `\"\"` for the whole body"))
    }
}
