//! The owner of a credential.

use serde::Serialize;
use serde_json::Value;

use super::{Provider, WhoamiError};

/// The owner of a credential, as far as the provider states it. Its JSON form always has these five properties.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Identity {
    /// The provider's name.
    pub provider: String,
    /// The account's id, in the format of the provider.
    pub id: Option<String>,
    /// The name of a person, or a user name if there is no other name.
    pub name: Option<String>,
    /// The e-mail address.
    pub email: Option<String>,
    /// The name of the account's organization.
    pub organization: Option<String>,
}

impl Provider {
    /// Reads an identity from the response body of this provider's operation.
    ///
    /// # Errors
    /// Returns [`WhoamiError::Undecodable`] if `body` cannot be encoded as JSON, which does not happen for the bodies
    /// of a generated client.
    pub fn identity(&self, body: &impl Serialize) -> Result<Identity, WhoamiError> {
        // A decoded body encodes to the JSON it was decoded from, so that pointers into the document's JSON are valid.
        // The value may contain secrets in plain text, so it must not leave this function.
        let body = serde_json::to_value(body).map_err(|error| WhoamiError::Undecodable { cause: Box::new(error) })?;
        Ok(Identity {
            provider: self.name.to_owned(),
            id: first(&body, self.id_at),
            name: first(&body, self.name_at),
            email: first(&body, self.email_at),
            organization: first(&body, self.organization_at),
        })
    }
}

/// The first alternative with a value: the texts at its pointers, joined by a space.
fn first(body: &Value, alternatives: &[&[&str]]) -> Option<String> {
    let joined = alternatives.iter().map(|pointers| {
        let texts = pointers.iter().filter_map(|pointer| text(body, pointer));
        texts.collect::<Vec<_>>().join(" ")
    });
    joined.into_iter().find(|text| !text.is_empty())
}

/// A string that is not blank, or a number in its original notation.
fn text(body: &Value, pointer: &str) -> Option<String> {
    match body.pointer(pointer)? {
        Value::String(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_first_alternative_with_a_value_is_used() {
        let body = json!({ "a": null, "b": " ", "c": { "d": "Ada", "e": "Lovelace" }, "n": -42 });
        assert_eq!(first(&body, &[]), None);
        assert_eq!(first(&body, &[&["/a"], &["/b"], &["/x"], &["/c"]]), None);
        assert_eq!(first(&body, &[&["/a"], &["/n"], &["/c/d"]]).as_deref(), Some("-42"));
        assert_eq!(first(&body, &[&["/c/d", "/c/e"]]).as_deref(), Some("Ada Lovelace"));
        assert_eq!(first(&body, &[&["/a", "/c/e"]]).as_deref(), Some("Lovelace"));
    }
}
