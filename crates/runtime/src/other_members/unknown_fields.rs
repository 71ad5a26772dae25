//! Members of a JSON object that are not in the provider's document.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize};

use super::split::OtherMembers;
use crate::union::{Json, count_unlisted};
use crate::value::{IntoMembers, JsonObject, JsonValue, Members};

/// The members of an object that are not in the provider's document, in the order in which they were received.
///
/// A generated struct has such a field if the provider's `moored.toml` sets `unknown_fields = "keep"`. The struct then
/// encodes back to everything that the provider sent:
///
/// ```
/// # use moored_runtime::UnknownFields;
/// #[derive(Debug, serde::Serialize, serde::Deserialize)]
/// struct User {
///     name: String,
///     #[serde(flatten)]
///     unknown_fields: UnknownFields,
/// }
///
/// let text = r#"{"name":"Ada","session":"s3cr3t"}"#;
/// let user: User = serde_json::from_str(text)?;
/// assert_eq!(user.unknown_fields.get("session"), Some(&"s3cr3t".into()));
/// assert_eq!(serde_json::to_string(&user)?, text);
/// assert_eq!(format!("{user:?}"), r#"User { name: "Ada", unknown_fields: UnknownFields({"session"}) }"#);
/// # Ok::<(), serde_json::Error>(())
/// ```
///
/// `Debug` shows names without values, because any value may be a secret. Serialising writes the values.
///
/// In a generated struct, values are kept as received, with all digits of a number. Half of a surrogate pair, and more
/// levels than [`ClientBuilder::max_json_depth`](crate::ClientBuilder::max_json_depth) allows, make the whole response
/// [undecodable](crate::Error::Undecodable).
#[derive(Clone, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct UnknownFields(JsonObject);

impl UnknownFields {
    /// The value of the member `name`, if there is one.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&JsonValue> {
        self.0.get(name)
    }

    /// The members, in the order in which they were received.
    pub fn iter(&self) -> Members<'_> {
        self.0.iter()
    }

    /// The number of members.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are no members.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Adds a member, for a request with members that are not in the document. Returns the previous value.
    ///
    /// Do not use the name of a field of the struct: the member would be written twice.
    pub fn insert(&mut self, name: impl Into<String>, value: impl Into<JsonValue>) -> Option<JsonValue> {
        self.0.insert(name.into(), value.into())
    }

    /// Removes a member. The others keep their order.
    pub fn remove(&mut self, name: &str) -> Option<JsonValue> {
        self.0.remove(name)
    }
}

impl fmt::Debug for UnknownFields {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        struct Names<'a>(&'a JsonObject);

        impl fmt::Debug for Names<'_> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_set().entries(self.0.keys()).finish()
            }
        }

        f.debug_tuple("UnknownFields").field(&Names(&self.0)).finish()
    }
}

impl<'de> Deserialize<'de> for UnknownFields {
    /// In a field with `flatten`, serde passes numbers as `f64`; `other_members!` keeps their digits.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let members = JsonObject::deserialize(deserializer)?;
        // A variant of a union that has a field for a member is a better choice than one that does not.
        count_unlisted(members.len());
        Ok(Self(members))
    }
}

impl OtherMembers for UnknownFields {
    fn receive(&mut self, name: String, json: &Json) -> Result<(), String> {
        self.0.insert(name, json.value().map_err(|error| error.to_string())?);
        count_unlisted(1);
        Ok(())
    }
}

impl IntoIterator for UnknownFields {
    type Item = (String, JsonValue);
    type IntoIter = IntoMembers;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a> IntoIterator for &'a UnknownFields {
    type Item = (&'a String, &'a JsonValue);
    type IntoIter = Members<'a>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
