//! Members of a JSON object that have other names than the properties of its schema (`additionalProperties`).

use std::collections::{BTreeMap, btree_map};
use std::fmt;

use serde::de::DeserializeOwned;
use serde::ser::{Serialize, SerializeMap, Serializer};

use super::split::OtherMembers;
use crate::union::{Json, Unlisted, decode_or_keep};

/// The members of an object that have other names than its fields. By the document, each of their values is a `T`.
///
/// A member whose value is not a `T` does not make the response undecodable: it is in
/// [`mistyped`](Self::mistyped), as received, and is encoded again.
///
/// ```
/// # use moored_runtime::ExtraFields;
/// let mut labels: ExtraFields<i64> = [("size", 3)].into_iter().collect();
/// labels.insert("weight", 7);
/// assert_eq!(labels.get("size"), Some(&3));
/// assert_eq!(serde_json::to_string(&labels)?, r#"{"size":3,"weight":7}"#);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct ExtraFields<T> {
    values: BTreeMap<String, T>,
    /// Has no name that `values` has.
    mistyped: BTreeMap<String, Unlisted>,
}

impl<T> ExtraFields<T> {
    /// The value of the member `name`, if there is one and it is a `T`.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&T> {
        self.values.get(name)
    }

    /// A mutable reference to the value of the member `name`, if there is one and it is a `T`.
    pub fn get_mut(&mut self, name: &str) -> Option<&mut T> {
        self.values.get_mut(name)
    }

    /// The members whose values are `T`s, in the order of their names.
    pub fn iter(&self) -> btree_map::Iter<'_, String, T> {
        self.values.iter()
    }

    /// The members whose values are not `T`s, as received, in the order of their names.
    #[must_use]
    pub const fn mistyped(&self) -> &BTreeMap<String, Unlisted> {
        &self.mistyped
    }

    /// Adds a member, or replaces its value. Returns the previous value if it was a `T`.
    ///
    /// Do not use the name of a field of the struct: the member would be written twice.
    pub fn insert(&mut self, name: impl Into<String>, value: T) -> Option<T> {
        let name = name.into();
        self.mistyped.remove(&name);
        self.values.insert(name, value)
    }

    /// Removes a member. Returns its value if it was a `T`.
    pub fn remove(&mut self, name: &str) -> Option<T> {
        self.mistyped.remove(name);
        self.values.remove(name)
    }

    fn keep(&mut self, name: String, value: Unlisted) {
        self.values.remove(&name);
        self.mistyped.insert(name, value);
    }
}

impl<T: DeserializeOwned> OtherMembers for ExtraFields<T> {
    /// If a name comes twice, the last value counts.
    fn receive(&mut self, name: String, json: &Json) -> Result<(), String> {
        match decode_or_keep(json)? {
            Ok(value) => {
                self.insert(name, value);
            }
            Err(value) => self.keep(name, value),
        }
        Ok(())
    }
}

impl<T> Default for ExtraFields<T> {
    fn default() -> Self {
        Self { values: BTreeMap::new(), mistyped: BTreeMap::new() }
    }
}

impl<T: fmt::Debug> fmt::Debug for ExtraFields<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(&self.values).entries(&self.mistyped).finish()
    }
}

impl<T: Serialize> Serialize for ExtraFields<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.values.len() + self.mistyped.len()))?;
        for (name, value) in &self.values {
            map.serialize_entry(name, value)?;
        }
        for (name, value) in &self.mistyped {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}

impl<T> From<BTreeMap<String, T>> for ExtraFields<T> {
    fn from(values: BTreeMap<String, T>) -> Self {
        Self { values, mistyped: BTreeMap::new() }
    }
}

impl<T, N: Into<String>> FromIterator<(N, T)> for ExtraFields<T> {
    fn from_iter<I: IntoIterator<Item = (N, T)>>(members: I) -> Self {
        members.into_iter().map(|(name, value)| (name.into(), value)).collect::<BTreeMap<_, _>>().into()
    }
}

impl<T> IntoIterator for ExtraFields<T> {
    type Item = (String, T);
    type IntoIter = btree_map::IntoIter<String, T>;

    /// The members whose values are `T`s.
    fn into_iter(self) -> Self::IntoIter {
        self.values.into_iter()
    }
}

impl<'a, T> IntoIterator for &'a ExtraFields<T> {
    type Item = (&'a String, &'a T);
    type IntoIter = btree_map::Iter<'a, String, T>;

    /// The members whose values are `T`s.
    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
