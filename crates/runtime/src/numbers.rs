//! Macros that declare generated enums of numbers.
//!
//! Values are compared, ordered and hashed as numbers: the order of the variants would change whenever the document
//! lists a number that it did not list before.

/// Declares an enum with a variant for each listed number, and a variant for any other number, whose digits are kept.
///
/// ```
/// use moored_runtime::Number;
///
/// moored_runtime::open_number_enum! {
///     /// A version.
///     pub enum Version: Number {
///         One = 1i64,
///         OneAndAHalf = 1.5f64,
///         _ = Unlisted,
///     }
/// }
///
/// assert_eq!(serde_json::from_str::<Version>("1.50")?, Version::OneAndAHalf);
/// assert_eq!(serde_json::to_string(&Version::One)?, "1");
/// assert_eq!(Version::OneAndAHalf.as_f64(), 1.5);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[macro_export]
macro_rules! open_number_enum {
    (
        $(#[$attribute:meta])*
        pub enum $name:ident: $number:ty {
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
                #[doc = concat!("`", $value, "`")]
                $variant,
            )*
            /// A value that the document does not list, as received.
            $unlisted($number),
        }

        impl $name {
            /// The value as it is sent and received.
            #[must_use]
            pub fn value(&self) -> $number {
                match self {
                    $(Self::$variant => <$number>::from($value),)*
                    Self::$unlisted(value) => value.clone(),
                }
            }

            /// The number, rounded if it has more digits than an `f64`.
            #[must_use]
            pub fn as_f64(&self) -> f64 {
                match self {
                    $(Self::$variant => $value as f64,)*
                    Self::$unlisted(value) => value.as_f64(),
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

        impl std::str::FromStr for $name {
            type Err = <$number as std::str::FromStr>::Err;

            fn from_str(value: &str) -> Result<Self, Self::Err> {
                Ok(Self::from(value.parse::<$number>()?))
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

        $crate::impl_number!($name, $number);
    };
}

/// Implements what all enums of numbers have, by `value`.
#[doc(hidden)]
#[macro_export]
macro_rules! impl_number {
    ($name:ident, $number:ty) => {
        impl TryFrom<&str> for $name {
            type Error = <Self as std::str::FromStr>::Err;

            fn try_from(value: &str) -> Result<Self, Self::Error> {
                value.parse()
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                std::fmt::Display::fmt(&self.value(), f)
            }
        }

        impl std::cmp::PartialEq for $name {
            fn eq(&self, other: &Self) -> bool {
                self.value() == other.value()
            }
        }

        impl std::cmp::Eq for $name {}

        impl std::cmp::PartialOrd for $name {
            fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
                Some(self.cmp(other))
            }
        }

        impl std::cmp::Ord for $name {
            fn cmp(&self, other: &Self) -> std::cmp::Ordering {
                self.value().cmp(&other.value())
            }
        }

        impl std::hash::Hash for $name {
            fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
                self.value().hash(state);
            }
        }

        impl $crate::strings::serde::Serialize for $name {
            fn serialize<S: $crate::strings::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                $crate::strings::serde::Serialize::serialize(&self.value(), serializer)
            }
        }
    };
}
