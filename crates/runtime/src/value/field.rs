//! Optional members of a JSON object that may be `null`.

use std::fmt;
use std::ops::Deref;
use std::option;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A member of a JSON object that, by the document, may be absent and may be `null`.
///
/// A member that may only be absent, or only be `null`, is an `Option`, which has two states. This type has three: in a
/// request `null` mostly clears what an absent member keeps, and a response encodes to the same JSON again.
///
/// Read it like an `Option`: [`as_ref`](Self::as_ref) and all methods that return the value make no difference between
/// absent and `null`. [`is_absent`](Self::is_absent), [`is_null`](Self::is_null) and `match` do.
///
/// ```
/// # use moored_runtime::Field;
/// #[derive(Default, serde::Serialize, serde::Deserialize)]
/// struct User {
///     #[serde(default, skip_serializing_if = "Field::is_absent")]
///     nickname: Field<String>,
/// }
/// # fn main() -> Result<(), serde_json::Error> {
/// let mut user: User = serde_json::from_str(r#"{"nickname":null}"#)?;
/// assert!(user.nickname.is_none() && user.nickname.is_null());
/// user.nickname = "Ada".into();
/// assert_eq!(user.nickname, "Ada");
/// assert_eq!(user.nickname.as_deref(), Some("Ada"));
/// assert_eq!(User::default().nickname.unwrap_or_default(), "");
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field<T> {
    /// The object does not have the member.
    #[default]
    Absent,
    /// The member is `null`.
    Null,
    /// The member has a value.
    Value(T),
}

impl<T> Field<T> {
    /// Whether the object does not have the member. `false` for `null`.
    pub const fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }

    /// Whether the member is `null`.
    pub const fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// Whether there is a value.
    pub const fn is_some(&self) -> bool {
        matches!(self, Self::Value(_))
    }

    /// Whether there is no value: the member is absent or `null`.
    pub const fn is_none(&self) -> bool {
        !self.is_some()
    }

    /// Whether there is a value for which `condition` is true.
    pub fn is_some_and(self, condition: impl FnOnce(T) -> bool) -> bool {
        self.into_option().is_some_and(condition)
    }

    /// The value, if there is one: `Field<T>` to `Option<&T>`.
    pub const fn as_ref(&self) -> Option<&T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }

    /// A mutable reference to the value, if there is one.
    pub const fn as_mut(&mut self) -> Option<&mut T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }

    /// The dereferenced value, if there is one: `Field<String>` to `Option<&str>`.
    pub fn as_deref(&self) -> Option<&T::Target>
    where
        T: Deref,
    {
        self.as_ref().map(T::deref)
    }

    /// The value, by value, if there is one. `Option::from(field)` is the same.
    pub fn into_option(self) -> Option<T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }

    /// The value, or `default` if there is none.
    pub fn unwrap_or(self, default: T) -> T {
        self.into_option().unwrap_or(default)
    }

    /// The value, or the result of `default` if there is none.
    pub fn unwrap_or_else(self, default: impl FnOnce() -> T) -> T {
        self.into_option().unwrap_or_else(default)
    }

    /// The value, or that of [`Default`] if there is none.
    pub fn unwrap_or_default(self) -> T
    where
        T: Default,
    {
        self.into_option().unwrap_or_default()
    }

    /// The value, or `error` if there is none.
    ///
    /// # Errors
    ///
    /// The member is absent or `null`.
    pub fn ok_or<E>(self, error: E) -> Result<T, E> {
        self.into_option().ok_or(error)
    }

    /// The value, or the result of `error` if there is none.
    ///
    /// # Errors
    ///
    /// The member is absent or `null`.
    pub fn ok_or_else<E>(self, error: impl FnOnce() -> E) -> Result<T, E> {
        self.into_option().ok_or_else(error)
    }

    /// The value, or that of `other`, which is a field or an option.
    pub fn or(self, other: impl Into<Option<T>>) -> Option<T> {
        self.into_option().or(other.into())
    }

    /// The same state, with a value replaced by `change(value)`.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Field<U> {
        match self {
            Self::Absent => Field::Absent,
            Self::Null => Field::Null,
            Self::Value(value) => Field::Value(change(value)),
        }
    }

    /// The result of `change(value)`; `None` if there is no value.
    pub fn and_then<U>(self, change: impl FnOnce(T) -> Option<U>) -> Option<U> {
        self.into_option().and_then(change)
    }

    /// Returns the member and leaves [`Field::Absent`] in its place.
    pub fn take(&mut self) -> Self {
        std::mem::take(self)
    }
}

/// The value, if there is one.
impl<T> IntoIterator for Field<T> {
    type Item = T;
    type IntoIter = option::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.into_option().into_iter()
    }
}

/// The value, if there is one.
impl<'a, T> IntoIterator for &'a Field<T> {
    type Item = &'a T;
    type IntoIter = option::IntoIter<&'a T>;

    fn into_iter(self) -> Self::IntoIter {
        self.as_ref().into_iter()
    }
}

impl<T: PartialEq> PartialEq<T> for Field<T> {
    fn eq(&self, value: &T) -> bool {
        self.as_ref() == Some(value)
    }
}

impl PartialEq<&str> for Field<String> {
    fn eq(&self, value: &&str) -> bool {
        self.as_deref() == Some(*value)
    }
}

/// Shows a value without `Value(…)` around it, which makes a struct with many members easier to read.
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

impl<T> From<Option<Option<T>>> for Field<T> {
    /// `None` becomes [`Field::Absent`], `Some(None)` becomes [`Field::Null`].
    fn from(value: Option<Option<T>>) -> Self {
        match value {
            None => Self::Absent,
            Some(None) => Self::Null,
            Some(Some(value)) => Self::Value(value),
        }
    }
}

impl<T> From<Field<T>> for Option<Option<T>> {
    /// [`Field::Absent`] becomes `None`, [`Field::Null`] becomes `Some(None)`.
    fn from(field: Field<T>) -> Self {
        match field {
            Field::Absent => None,
            Field::Null => Some(None),
            Field::Value(value) => Some(Some(value)),
        }
    }
}

impl<T> From<Field<T>> for Option<T> {
    fn from(field: Field<T>) -> Self {
        field.into_option()
    }
}

impl From<&str> for Field<String> {
    fn from(value: &str) -> Self {
        Self::Value(value.to_owned())
    }
}

/// [`Field::Absent`] is written as `null` unless `skip_serializing_if` skips it.
impl<T: Serialize> Serialize for Field<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.as_ref().serialize(serializer)
    }
}

/// Never decodes [`Field::Absent`]: for a missing member, serde calls `Default` instead of `Deserialize`.
impl<'de, T: Deserialize<'de>> Deserialize<'de> for Field<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Option::deserialize(deserializer).map(|value| value.map_or(Self::Null, Self::Value))
    }
}
