//! Members of a JSON object that may be missing.

use std::fmt;
use std::ops::Deref;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// An optional member of a JSON object, with its three states told apart: missing, `null`, and a value.
///
/// `Option` knows two of them. In a request the difference is often the point (leave as it is, or clear), and in a response
/// it is what makes decoding and encoding again lossless. A struct declares its members like this:
///
/// ```
/// # use moored_runtime::Field;
/// #[derive(serde::Serialize, serde::Deserialize)]
/// struct User {
///     #[serde(default, skip_serializing_if = "Field::is_absent")]
///     name: Field<String>,
/// }
/// # let user: User = serde_json::from_str(r#"{"name":null}"#)?;
/// # assert_eq!(serde_json::to_string(&user)?, r#"{"name":null}"#);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field<T> {
    /// The object has no such member.
    #[default]
    Absent,
    /// The member is `null`.
    Null,
    /// The member has a value.
    Value(T),
}

impl<T> Field<T> {
    /// Whether the member is missing. `null` is not missing.
    pub const fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }

    /// Whether the member is there and `null`.
    pub const fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// The value, if there is one.
    pub const fn value(&self) -> Option<&T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }

    /// The value to change in place, if there is one.
    pub const fn value_mut(&mut self) -> Option<&mut T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }

    /// The value itself, if there is one.
    pub fn into_value(self) -> Option<T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }

    /// What the value dereferences to, if there is one: `Field<String>` to `Option<&str>`.
    pub fn as_deref(&self) -> Option<&T::Target>
    where
        T: Deref,
    {
        self.value().map(T::deref)
    }

    /// The same state with the value, if there is one, changed by `change`.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Field<U> {
        match self {
            Self::Absent => Field::Absent,
            Self::Null => Field::Null,
            Self::Value(value) => Field::Value(change(value)),
        }
    }

    /// The member as it was, leaving [`Field::Absent`] in its place.
    pub fn take(&mut self) -> Self {
        std::mem::take(self)
    }
}

/// A value prints as itself, without `Value(…)` around it: a struct of many members is read for its values.
impl<T: fmt::Debug> fmt::Debug for Field<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Absent => f.write_str("Absent"),
            Self::Null => f.write_str("Null"),
            Self::Value(value) => value.fmt(f),
        }
    }
}

impl<T> From<T> for Field<T> {
    fn from(value: T) -> Self {
        Self::Value(value)
    }
}

impl<T> From<Option<T>> for Field<T> {
    /// `None` becomes [`Field::Absent`], because most providers read `null` as "clear this".
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Absent, Self::Value)
    }
}

impl From<&str> for Field<String> {
    fn from(value: &str) -> Self {
        Self::Value(value.to_owned())
    }
}

/// [`Field::Absent`] writes `null` where it is reached; `skip_serializing_if` is what keeps it from being reached.
impl<T: Serialize> Serialize for Field<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value().serialize(serializer)
    }
}

/// Never [`Field::Absent`]: for a missing member serde asks `Default`, not `Deserialize`.
impl<'de, T: Deserialize<'de>> Deserialize<'de> for Field<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Option::deserialize(deserializer).map(|value| value.map_or(Self::Null, Self::Value))
    }
}
