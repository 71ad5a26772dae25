//! Macros that implement generated enums of strings.
//!
//! The generator declares a type and passes its values to one of these macros.

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

/// Implements an enum with a variant for each listed string, and a variant for any other string.
///
/// ```
/// #[derive(Clone, Debug, PartialEq)]
/// pub enum Color {
///     Red,
///     DeepBlue,
///     Unlisted(String),
/// }
///
/// moored_runtime::open_enum! {
///     Color;
///     "red" => Red,
///     "deep blue" => DeepBlue,
///     _ => Unlisted,
/// }
///
/// assert_eq!(Color::from("red"), Color::Red);
/// assert_eq!(Color::from("green").to_string(), "green");
/// ```
#[macro_export]
macro_rules! open_enum {
    ($name:ident; $($value:literal => $variant:ident,)* _ => $unlisted:ident $(,)?) => {
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

        impl<'de> $crate::strings::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::strings::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::strings::deserialize_open(deserializer, |value| matches!(value, Self::$unlisted(_)))
            }
        }

        $crate::impl_display_and_serialize!($name);
    };
}

/// Implements an enum with a variant for each string. Other strings are errors.
///
/// ```
/// #[derive(Clone, Copy, Debug, PartialEq)]
/// pub enum Order {
///     Rising,
///     Falling,
/// }
///
/// moored_runtime::closed_enum! {
///     Order;
///     "asc" => Rising,
///     "desc" => Falling,
/// }
///
/// assert_eq!("asc".parse(), Ok(Order::Rising));
/// assert_eq!("up".parse::<Order>().unwrap_err().to_string(), "Order: the value is not one of `asc`, `desc`");
/// ```
#[macro_export]
macro_rules! closed_enum {
    ($name:ident; $first_value:literal => $first:ident $(, $value:literal => $variant:ident)* $(,)?) => {
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

        $crate::impl_try_from_and_deserialize!($name);
        $crate::impl_display_and_serialize!($name);
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! impl_try_from_and_deserialize {
    ($name:ident) => {
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
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! impl_display_and_serialize {
    ($name:ident) => {
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl $crate::strings::serde::Serialize for $name {
            fn serialize<S: $crate::strings::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }
    };
}
