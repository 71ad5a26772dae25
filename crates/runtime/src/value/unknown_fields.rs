//! Members of a JSON object that the provider's document does not name.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Map, Value, map};

use crate::union::count_unlisted;

/// What an object holds beyond the members that the provider's document names, in the order in which it came.
///
/// A generated struct ends with one where the provider's `moored.toml` says `unknown_fields = "keep"`, so that an answer encodes
/// back with all that the provider sent:
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
/// `Debug` prints names and no values: nobody has said which of them are secrets. Serialising writes the values.
///
/// Values are [`serde_json::Value`]s, which keep what a number is and not how it was written: `1.00` comes back as `1.0`, `1e2` as
/// `100.0`, and digits that `f64` has no room for are lost. The few things that JSON can say and they cannot (`1e999`, half of a
/// surrogate pair, more than a hundred levels) make the whole answer [undecodable](crate::Error::Undecodable). None of this
/// touches the members that the document does name.
#[derive(Clone, Default, PartialEq, Eq, Hash, Serialize)]
#[serde(transparent)]
pub struct UnknownFields(Map<String, Value>);

impl UnknownFields {
    /// The value of the member `name`, if there is one.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.0.get(name)
    }

    /// Each member, in the order in which it came.
    pub fn iter(&self) -> map::Iter<'_> {
        self.0.iter()
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Adds a member, for a request that sends what the document does not name, and gives back the value that it had before.
    ///
    /// A name that the struct has a field for would be written twice.
    pub fn insert(&mut self, name: impl Into<String>, value: impl Into<Value>) -> Option<Value> {
        self.0.insert(name.into(), value.into())
    }

    /// Takes a member out; the others stay in their order.
    pub fn remove(&mut self, name: &str) -> Option<Value> {
        self.0.shift_remove(name)
    }
}

impl fmt::Debug for UnknownFields {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        struct Names<'a>(&'a Map<String, Value>);

        impl fmt::Debug for Names<'_> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_set().entries(self.0.keys()).finish()
            }
        }

        f.debug_tuple("UnknownFields").field(&Names(&self.0)).finish()
    }
}

impl<'de> Deserialize<'de> for UnknownFields {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let members = Map::deserialize(deserializer)?;
        // A variant of a union that has no name for a member is not the one that has.
        count_unlisted(members.len());
        Ok(Self(members))
    }
}

impl IntoIterator for UnknownFields {
    type Item = (String, Value);
    type IntoIter = map::IntoIter;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a> IntoIterator for &'a UnknownFields {
    type Item = (&'a String, &'a Value);
    type IntoIter = map::Iter<'a>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
