//! The types that belong to one operation. Each has a suffix: `UpdateUser` is the name of a schema.
//!
//! | type | name |
//! | --- | --- |
//! | the call | `UpdateUserCall` |
//! | its documented error responses | `UpdateUserError` |
//! | its successes, if several are documented | `UpdateUserSuccess` |
//! | its body, if it has several media types | `UpdateUserBody` |
//! | a multipart form | `UpdateUserForm` |

use super::{Content, Operation};
use crate::naming::type_name;

impl Operation {
    /// The name of the request body's type, if the body has several media types.
    #[must_use]
    pub fn body_name(&self) -> String {
        self.type_name("Body")
    }

    /// The name of the type of `content`, if it is a multipart form.
    #[must_use]
    pub fn form_name(&self, content: &Content) -> String {
        match content.media_type.as_str() {
            "multipart/form-data" => self.type_name("Form"),
            _ => self.type_name(&format!("{}Form", content.variant)),
        }
    }

    /// The name of the type of a call.
    #[must_use]
    pub fn call_name(&self) -> String {
        self.type_name("Call")
    }

    /// The name of the type of documented error responses.
    #[must_use]
    pub fn error_name(&self) -> String {
        self.type_name("Error")
    }

    /// The name of the type of successes, if several are documented.
    #[must_use]
    pub fn success_name(&self) -> String {
        self.type_name("Success")
    }

    fn type_name(&self, suffix: &str) -> String {
        format!("{}{suffix}", type_name(&self.method))
    }
}
