//! Macros that implement generated enums of numbers.
//!
//! The generator declares a type and passes its values to one of these macros.

/// Implements an enum with a variant for each listed integer, and a variant for any other integer.
///
/// ```
/// #[derive(Clone, Copy, Debug, PartialEq)]
/// pub enum Level {
///     Low,
///     High,
///     Unlisted(i64),
/// }
///
/// moored_runtime::open_integer_enum! {
///     Level, i64;
///     -1 => Low,
///     10 => High,
///     _ => Unlisted,
/// }
///
/// assert_eq!(Level::from(10), Level::High);
/// assert_eq!(Level::from(11).value(), 11);
/// ```
#[macro_export]
macro_rules! open_integer_enum {
    ($name:ident, $integer:ty; $($value:literal => $variant:ident,)* _ => $unlisted:ident $(,)?) => {
        impl $name {
            /// The value as it is sent and received.
            #[must_use]
            pub const fn value(self) -> $integer {
                match self {
                    $(Self::$variant => $value,)*
                    Self::$unlisted(value) => value,
                }
            }
        }

        impl From<$integer> for $name {
            fn from(value: $integer) -> Self {
                match value {
                    $($value => Self::$variant,)*
                    _ => Self::$unlisted(value),
                }
            }
        }

        impl std::str::FromStr for $name {
            type Err = std::num::ParseIntError;

            fn from_str(value: &str) -> Result<Self, Self::Err> {
                Ok(Self::from(value.parse::<$integer>()?))
            }
        }

        impl<'de> $crate::strings::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::strings::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let value = <$integer as $crate::strings::serde::Deserialize>::deserialize(deserializer)?;
                let value = Self::from(value);
                if matches!(value, Self::$unlisted(_)) {
                    $crate::union::record_unlisted();
                }
                Ok(value)
            }
        }

        $crate::impl_display_and_serialize_as_integer!($name, $integer);
    };
}

/// Implements an enum with a variant for each integer. Other integers are errors.
///
/// ```
/// #[derive(Clone, Copy, Debug, PartialEq)]
/// pub enum Level {
///     Low,
///     High,
/// }
///
/// moored_runtime::closed_integer_enum! {
///     Level, i64;
///     1 => Low,
///     10 => High,
/// }
///
/// assert_eq!("10".parse(), Ok(Level::High));
/// assert_eq!(Level::try_from(2).unwrap_err().to_string(), "Level: the value is not one of `1`, `10`");
/// ```
#[macro_export]
macro_rules! closed_integer_enum {
    ($name:ident, $integer:ty; $first_value:literal => $first:ident $(, $value:literal => $variant:ident)* $(,)?) => {
        impl $name {
            /// The value as it is sent and received.
            #[must_use]
            pub const fn value(self) -> $integer {
                match self {
                    Self::$first => $first_value,
                    $(Self::$variant => $value,)*
                }
            }

            fn not_listed() -> $crate::InvalidValue {
                let reason = concat!("is not one of `", $first_value, "`" $(, ", `", $value, "`")*);
                $crate::InvalidValue::new(stringify!($name), reason)
            }
        }

        impl TryFrom<$integer> for $name {
            type Error = $crate::InvalidValue;

            fn try_from(value: $integer) -> Result<Self, $crate::InvalidValue> {
                match value {
                    $first_value => Ok(Self::$first),
                    $($value => Ok(Self::$variant),)*
                    _ => Err(Self::not_listed()),
                }
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::InvalidValue;

            fn from_str(value: &str) -> Result<Self, $crate::InvalidValue> {
                let value: $integer = value.parse().map_err(|_| Self::not_listed())?;
                Self::try_from(value)
            }
        }

        impl<'de> $crate::strings::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::strings::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let value = <$integer as $crate::strings::serde::Deserialize>::deserialize(deserializer)?;
                Self::try_from(value).map_err($crate::strings::serde::de::Error::custom)
            }
        }

        $crate::impl_display_and_serialize_as_integer!($name, $integer);
    };
}

/// Implements an enum with a variant for each listed number, and a variant for any other number, whose digits are kept.
///
/// ```
/// use moored_runtime::Number;
///
/// #[derive(Clone, Debug, PartialEq)]
/// pub enum Version {
///     One,
///     OneAndAHalf,
///     Unlisted(Number),
/// }
///
/// moored_runtime::open_number_enum! {
///     Version, Number;
///     1i64 => One,
///     1.5f64 => OneAndAHalf,
///     _ => Unlisted,
/// }
///
/// assert_eq!(serde_json::from_str::<Version>("1.50")?, Version::OneAndAHalf);
/// assert_eq!(serde_json::to_string(&Version::One)?, "1");
/// assert_eq!(Version::OneAndAHalf.as_f64(), 1.5);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[macro_export]
macro_rules! open_number_enum {
    ($name:ident, $number:ty; $($value:literal => $variant:ident,)* _ => $unlisted:ident $(,)?) => {
        impl $name {
            /// The number, rounded if it has more digits than an `f64`.
            #[must_use]
            pub fn as_f64(&self) -> f64 {
                match self {
                    $(Self::$variant => $value as f64,)*
                    Self::$unlisted(value) => value.to_string().parse().unwrap_or(f64::NAN),
                }
            }
        }

        impl From<$number> for $name {
            fn from(value: $number) -> Self {
                let other = Self::$unlisted(value);
                let number = other.as_f64();
                $(if number == $value as f64 {
                    return Self::$variant;
                })*
                other
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                match self {
                    $(Self::$variant => std::fmt::Display::fmt(&$value, f),)*
                    Self::$unlisted(value) => std::fmt::Display::fmt(value, f),
                }
            }
        }

        impl $crate::strings::serde::Serialize for $name {
            fn serialize<S: $crate::strings::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                match self {
                    $(Self::$variant => $crate::strings::serde::Serialize::serialize(&$value, serializer),)*
                    Self::$unlisted(value) => $crate::strings::serde::Serialize::serialize(value, serializer),
                }
            }
        }

        impl<'de> $crate::strings::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::strings::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let value = <$number as $crate::strings::serde::Deserialize>::deserialize(deserializer)?;
                let value = Self::from(value);
                if matches!(value, Self::$unlisted(_)) {
                    $crate::union::record_unlisted();
                }
                Ok(value)
            }
        }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! impl_display_and_serialize_as_integer {
    ($name:ident, $integer:ty) => {
        impl From<$name> for $integer {
            fn from(value: $name) -> Self {
                value.value()
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                std::fmt::Display::fmt(&self.value(), f)
            }
        }

        impl $crate::strings::serde::Serialize for $name {
            fn serialize<S: $crate::strings::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                $crate::strings::serde::Serialize::serialize(&self.value(), serializer)
            }
        }
    };
}
