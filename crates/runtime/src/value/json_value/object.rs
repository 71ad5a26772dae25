//! JSON objects.

use std::fmt;

use indexmap::IndexMap;
use indexmap::map;
use serde::de::{Deserialize, Deserializer, Error as _};
use serde::ser::{Serialize, Serializer};

use super::JsonValue;
use crate::json::{Kind, Raw};

/// A JSON object whose members may be anything, in the order in which they were received. Two objects are equal if they
/// have the same members in any order.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct JsonObject(IndexMap<String, JsonValue>);

impl JsonObject {
    /// An object without members.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The value of the member `name`, if there is one.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&JsonValue> {
        self.0.get(name)
    }

    /// A mutable reference to the value of the member `name`, if there is one.
    pub fn get_mut(&mut self, name: &str) -> Option<&mut JsonValue> {
        self.0.get_mut(name)
    }

    /// Whether there is a member `name`.
    #[must_use]
    pub fn contains_key(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }

    /// Adds a member at the end, or replaces its value. Returns the previous value.
    pub fn insert(&mut self, name: impl Into<String>, value: impl Into<JsonValue>) -> Option<JsonValue> {
        self.0.insert(name.into(), value.into())
    }

    /// Removes a member. The others keep their order.
    pub fn remove(&mut self, name: &str) -> Option<JsonValue> {
        self.0.shift_remove(name)
    }

    /// The members.
    pub fn iter(&self) -> Members<'_> {
        Members(self.0.iter())
    }

    /// The names of the members.
    pub fn keys(&self) -> impl Iterator<Item = &String> {
        self.0.keys()
    }

    /// The values of the members.
    pub fn values(&self) -> impl Iterator<Item = &JsonValue> {
        self.0.values()
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
}

impl fmt::Debug for JsonObject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(&self.0).finish()
    }
}

impl Serialize for JsonObject {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(&self.0)
    }
}

impl<'de> Deserialize<'de> for JsonObject {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let json = Raw::deserialize(deserializer)?;
        if json.kind() != Kind::Object {
            return Err(D::Error::invalid_type(json.unexpected(), &"a map"));
        }
        match JsonValue::from_raw(&json).map_err(D::Error::custom)? {
            JsonValue::Object(object) => Ok(object),
            _ => Ok(Self::default()),
        }
    }
}

/// The members of a [`JsonObject`].
#[derive(Clone, Debug)]
pub struct Members<'a>(map::Iter<'a, String, JsonValue>);

impl<'a> Iterator for Members<'a> {
    type Item = (&'a String, &'a JsonValue);

    fn next(&mut self) -> Option<Self::Item> {
        self.0.next()
    }
}

/// The members of a [`JsonObject`], by value.
#[derive(Clone, Debug)]
pub struct IntoMembers(map::IntoIter<String, JsonValue>);

impl Iterator for IntoMembers {
    type Item = (String, JsonValue);

    fn next(&mut self) -> Option<Self::Item> {
        self.0.next()
    }
}

impl IntoIterator for JsonObject {
    type Item = (String, JsonValue);
    type IntoIter = IntoMembers;

    fn into_iter(self) -> IntoMembers {
        IntoMembers(self.0.into_iter())
    }
}

impl<'a> IntoIterator for &'a JsonObject {
    type Item = (&'a String, &'a JsonValue);
    type IntoIter = Members<'a>;

    fn into_iter(self) -> Members<'a> {
        self.iter()
    }
}

impl<N: Into<String>, V: Into<JsonValue>> FromIterator<(N, V)> for JsonObject {
    fn from_iter<I: IntoIterator<Item = (N, V)>>(members: I) -> Self {
        Self(members.into_iter().map(|(name, value)| (name.into(), value.into())).collect())
    }
}

impl<N: Into<String>, V: Into<JsonValue>> Extend<(N, V)> for JsonObject {
    fn extend<I: IntoIterator<Item = (N, V)>>(&mut self, members: I) {
        self.0.extend(members.into_iter().map(|(name, value)| (name.into(), value.into())));
    }
}
