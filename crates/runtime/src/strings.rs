//! Macros that declare generated enums of strings.
//!
//! Values are compared, ordered and hashed by their texts: the order of the variants would change whenever the document
//! lists a value that it did not list before.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserializer, Error, Visitor};

use crate::InvalidValue;

#[doc(hidden)]
pub use serde;

/// Decodes a type that accepts any string. Records the value as unlisted if `is_unlisted` returns true.
#[doc(hidden)]
pub fn deserialize_open<'de, D, T>(deserializer: D, is_unlisted: fn(&T) -> bool) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: for<'a> From<&'a str>,
{
    let value = deserializer.deserialize_str(StringVisitor(|text: &str| Ok(T::from(text)), PhantomData))?;
    if is_unlisted(&value) {
        crate::union::record_unlisted();
    }
    Ok(value)
}

/// Decodes a type that accepts only some strings.
#[doc(hidden)]
pub fn deserialize_checked<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: for<'a> TryFrom<&'a str, Error = InvalidValue>,
{
    deserializer.deserialize_str(StringVisitor(|text: &str| T::try_from(text), PhantomData))
}

struct StringVisitor<F, T>(F, PhantomData<T>);

impl<F: FnOnce(&str) -> Result<T, InvalidValue>, T> Visitor<'_> for StringVisitor<F, T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        self.0(text).map_err(E::custom)
    }
}

/// Declares an enum with a variant for each listed string, and a variant for any other string.
///
/// ```
/// moored_runtime::open_enum! {
///     /// A color.
///     pub enum Color {
///         Red = "red",
///         /// That of the sea.
///         DeepBlue = "deep blue",
///         _ = Unlisted,
///     }
/// }
///
/// assert_eq!(Color::from("red"), Color::Red);
/// assert_eq!("green".parse(), Ok(Color::Unlisted("green".to_owned())));
/// assert_eq!(Color::DeepBlue, "deep blue");
/// assert_eq!(Color::DeepBlue.to_string(), "deep blue");
/// assert!(Color::DeepBlue < Color::Red);
/// ```
///
/// A value that the document lists later becomes a variant of its own, so a `match` needs an arm `_`. The unlisted
/// `"red"` equals `Color::Red`.
#[macro_export]
macro_rules! open_enum {
    (
        $(#[$attribute:meta])*
        pub enum $name:ident {
            $($(#[$value_attribute:meta])* $variant:ident = $value:literal,)*
            _ = $unlisted:ident $(,)?
        }
    ) => {
        $(#[$attribute])*
        #[allow(missing_docs, reason = "documents do not describe everything")]
        #[non_exhaustive]
        #[derive(Clone, Debug)]
        pub enum $name {
            $(
                $(#[$value_attribute])*
                #[doc = ""]
                #[doc = concat!("`", stringify!($value), "`")]
                $variant,
            )*
            /// A value that the document does not list, as received.
            $unlisted(String),
        }

        impl $name {
            /// The value as it is sent and received.
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $value,)*
                    Self::$unlisted(value) => value,
                }
            }
        }

        impl From<&str> for $name {
            fn from(value: &str) -> Self {
                match value {
                    $($value => Self::$variant,)*
                    _ => Self::$unlisted(value.to_owned()),
                }
            }
        }

        impl From<String> for $name {
            fn from(value: String) -> Self {
                Self::from(value.as_str())
            }
        }

        impl std::str::FromStr for $name {
            type Err = std::convert::Infallible;

            fn from_str(value: &str) -> Result<Self, std::convert::Infallible> {
                Ok(Self::from(value))
            }
        }

        impl<'de> $crate::strings::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::strings::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::strings::deserialize_open(deserializer, |value| matches!(value, Self::$unlisted(_)))
            }
        }

        $crate::impl_text!($name);
    };
}

/// Declares an enum with a variant for each string. Other strings are errors.
///
/// ```
/// moored_runtime::closed_enum! {
///     /// An order.
///     pub enum Order {
///         Rising = "asc",
///         Falling = "desc",
///     }
/// }
///
/// assert_eq!("asc".parse(), Ok(Order::Rising));
/// assert_eq!(Order::try_from("up").unwrap_err().to_string(), "Order: the value is not one of `asc`, `desc`");
/// ```
#[macro_export]
macro_rules! closed_enum {
    (
        $(#[$attribute:meta])*
        pub enum $name:ident {
            $(#[$first_attribute:meta])* $first:ident = $first_value:literal
            $(, $(#[$value_attribute:meta])* $variant:ident = $value:literal)* $(,)?
        }
    ) => {
        $(#[$attribute])*
        #[allow(missing_docs, reason = "documents do not describe everything")]
        #[non_exhaustive]
        #[derive(Clone, Copy, Debug)]
        pub enum $name {
            $(#[$first_attribute])*
            #[doc = ""]
            #[doc = concat!("`", stringify!($first_value), "`")]
            $first,
            $(
                $(#[$value_attribute])*
                #[doc = ""]
                #[doc = concat!("`", stringify!($value), "`")]
                $variant,
            )*
        }

        impl $name {
            /// The value as it is sent and received.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    Self::$first => $first_value,
                    $(Self::$variant => $value,)*
                }
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::InvalidValue;

            fn from_str(value: &str) -> Result<Self, $crate::InvalidValue> {
                match value {
                    $first_value => Ok(Self::$first),
                    $($value => Ok(Self::$variant),)*
                    _ => {
                        let reason = concat!("is not one of `", $first_value, "`" $(, ", `", $value, "`")*);
                        Err($crate::InvalidValue::new(stringify!($name), reason))
                    }
                }
            }
        }

        impl TryFrom<&str> for $name {
            type Error = $crate::InvalidValue;

            fn try_from(value: &str) -> Result<Self, $crate::InvalidValue> {
                value.parse()
            }
        }

        impl TryFrom<String> for $name {
            type Error = $crate::InvalidValue;

            fn try_from(value: String) -> Result<Self, $crate::InvalidValue> {
                value.parse()
            }
        }

        impl<'de> $crate::strings::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::strings::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::strings::deserialize_checked(deserializer)
            }
        }

        $crate::impl_text!($name);
    };
}

/// Implements what all enums of strings have, by `as_str`.
#[doc(hidden)]
#[macro_export]
macro_rules! impl_text {
    ($name:ident) => {
        impl std::convert::AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl std::cmp::PartialEq for $name {
            fn eq(&self, other: &Self) -> bool {
                self.as_str() == other.as_str()
            }
        }

        impl std::cmp::Eq for $name {}

        impl std::cmp::PartialEq<str> for $name {
            fn eq(&self, other: &str) -> bool {
                self.as_str() == other
            }
        }

        impl std::cmp::PartialEq<&str> for $name {
            fn eq(&self, other: &&str) -> bool {
                self.as_str() == *other
            }
        }

        impl std::cmp::PartialOrd for $name {
            fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
                Some(self.cmp(other))
            }
        }

        impl std::cmp::Ord for $name {
            fn cmp(&self, other: &Self) -> std::cmp::Ordering {
                self.as_str().cmp(other.as_str())
            }
        }

        impl std::hash::Hash for $name {
            fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
                self.as_str().hash(state);
            }
        }

        impl $crate::strings::serde::Serialize for $name {
            fn serialize<S: $crate::strings::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }
    };
}
