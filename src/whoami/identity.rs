//! Whose credential it is.

use serde::Serialize;
use serde_json::Value;

use super::{Provider, WhoamiError};

/// Whose credential it is, as far as the provider says. As JSON it has these five members, always.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Identity {
    /// The provider's name.
    pub provider: String,
    /// The account's id, in the provider's own form.
    pub id: Option<String>,
    /// A person's name, or a user name where there is no other.
    pub name: Option<String>,
    /// An e-mail address.
    pub email: Option<String>,
    /// The name of the organization that the account belongs to.
    pub organization: Option<String>,
}

impl Provider {
    /// Reads an identity out of what this provider answers to the call that tells.
    ///
    /// # Errors
    /// [`WhoamiError::Undecodable`] where `answer` is not JSON, which answers of a client always are.
    pub fn identity(&self, answer: &impl Serialize) -> Result<Identity, WhoamiError> {
        // Answers encode back to what they were decoded from, so that pointers into the document's JSON hold. The value may
        // have secrets in it, in clear: it goes no further than this function.
        let answer =
            serde_json::to_value(answer).map_err(|error| WhoamiError::Undecodable { cause: Box::new(error) })?;
        Ok(Identity {
            provider: self.name.to_owned(),
            id: first(&answer, self.id_at),
            name: first(&answer, self.name_at),
            email: first(&answer, self.email_at),
            organization: first(&answer, self.organization_at),
        })
    }
}

/// The first of several alternatives that yields something: the texts at its pointers, with a space between them.
fn first(answer: &Value, alternatives: &[&[&str]]) -> Option<String> {
    let joined = alternatives.iter().map(|pointers| {
        let texts = pointers.iter().filter_map(|pointer| text(answer, pointer));
        texts.collect::<Vec<_>>().join(" ")
    });
    joined.into_iter().find(|text| !text.is_empty())
}

/// A string that says something, or a number as it came.
fn text(answer: &Value, pointer: &str) -> Option<String> {
    match answer.pointer(pointer)? {
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
    fn the_first_alternative_that_yields_something_wins() {
        let answer = json!({ "a": null, "b": " ", "c": { "d": "Ada", "e": "Lovelace" }, "n": -42 });
        assert_eq!(first(&answer, &[]), None);
        assert_eq!(first(&answer, &[&["/a"], &["/b"], &["/x"], &["/c"]]), None);
        assert_eq!(first(&answer, &[&["/a"], &["/n"], &["/c/d"]]).as_deref(), Some("-42"));
        assert_eq!(first(&answer, &[&["/c/d", "/c/e"]]).as_deref(), Some("Ada Lovelace"));
        assert_eq!(first(&answer, &[&["/a", "/c/e"]]).as_deref(), Some("Lovelace"));
    }
}
