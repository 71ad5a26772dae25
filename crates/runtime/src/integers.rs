//! Macros that declare generated enums of integers.

/// Declares an enum with a variant for each listed integer, and a variant for any other integer.
///
/// ```
/// moored_runtime::open_integer_enum! {
///     /// A level.
///     pub enum Level: i64 {
///         Low = -1,
///         High = 10,
///         _ = Unlisted,
///     }
/// }
///
/// assert_eq!(Level::from(10), Level::High);
/// assert_eq!(Level::from(11).value(), 11);
/// assert!(Level::Unlisted(9) < Level::High);
/// ```
#[macro_export]
macro_rules! open_integer_enum {
    (
        $(#[$attribute:meta])*
        pub enum $name:ident: $integer:ty {
            $($(#[$value_attribute:meta])* $variant:ident = $value:literal,)*
            _ = $unlisted:ident $(,)?
        }
    ) => {
        $(#[$attribute])*
        #[allow(missing_docs, reason = "documents do not describe everything")]
        #[non_exhaustive]
        #[derive(Clone, Copy, Debug)]
        pub enum $name {
            $(
                $(#[$value_attribute])*
                #[doc = ""]
                #[doc = concat!("`", stringify!($value), "`")]
                $variant,
            )*
            /// A value that the document does not list, as received.
            $unlisted($integer),
        }

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

        $crate::impl_integer!($name, $integer);
    };
}

/// Declares an enum with a variant for each integer. Other integers are errors.
///
/// ```
/// moored_runtime::closed_integer_enum! {
///     /// A level.
///     pub enum Level: i64 {
///         Low = 1,
///         High = 10,
///     }
/// }
///
/// assert_eq!("10".parse(), Ok(Level::High));
/// assert_eq!(Level::try_from(2).unwrap_err().to_string(), "Level: the value is not one of `1`, `10`");
/// ```
#[macro_export]
macro_rules! closed_integer_enum {
    (
        $(#[$attribute:meta])*
        pub enum $name:ident: $integer:ty {
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

        $crate::impl_integer!($name, $integer);
    };
}

/// Implements what enums of integers have, by `value`.
#[doc(hidden)]
#[macro_export]
macro_rules! impl_integer {
    ($name:ident, $integer:ty) => {
        impl From<$name> for $integer {
            fn from(value: $name) -> Self {
                value.value()
            }
        }

        $crate::impl_number!($name, $integer);
    };
}
