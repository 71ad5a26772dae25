//! The macro that declares a union.

/// Declares a union: an enum with a variant for each type that a value may have, and a variant for any other value.
///
/// Each variant has its JSON type: `object`, `array`, `string`, `number`, `boolean`, `decimal` (a number, or a number
/// in quotes), `text` (a string with a format) or `any`. In parentheses are the values of the discriminator that select
/// the variant. Variants are tried in this order.
///
/// ```
/// use moored_runtime::union::Unlisted;
///
/// #[derive(Clone, Debug, PartialEq, serde::Deserialize, serde::Serialize)]
/// pub struct Cat {
///     kind: String,
///     lives: i64,
/// }
///
/// moored_runtime::union! {
///     /// A pet, or its name.
///     pub enum Pet by "kind" {
///         /// `kind` is `cat`.
///         Cat(Cat) = object("cat", "kitten"),
///         Name(String) = string,
///         _ = Unlisted,
///     }
/// }
///
/// let pets: Vec<Pet> = serde_json::from_str(r#"[{"kind":"kitten","lives":9},"Tom",7]"#)?;
/// assert!(matches!(&pets[0], Pet::Cat(cat) if cat.lives == 9));
/// assert_eq!(pets[1], "Tom".to_owned().into());
/// assert!(matches!(&pets[2], Pet::Unlisted(other) if *other.value() == serde_json::json!(7)));
/// # Ok::<(), serde_json::Error>(())
/// ```
///
/// A variant that holds a `Box<T>` or a [`Tagged<T>`](crate::union::Tagged) is made `From` a `T`.
#[macro_export]
macro_rules! union {
    (
        $(#[$attribute:meta])*
        pub enum $name:ident $(by $discriminator:literal)? {
            $(
                $(#[$variant_attribute:meta])*
                $variant:ident($($held:tt)+) = $shape:ident
                    $(($($first:literal $(, $tag:literal)*)?))?
                    $(. $modifier:ident($($argument:literal),*))*,
            )*
            _ = $unlisted:ident $(,)?
        }
    ) => {
        $(#[$attribute])*
        #[allow(missing_docs, reason = "documents do not describe everything")]
        #[non_exhaustive]
        #[derive(Clone, Debug, PartialEq)]
        pub enum $name {
            $(
                $(#[$variant_attribute])*
                $variant($($held)+),
            )*
            /// A value that matches no other variant, as received.
            $unlisted($crate::union::Unlisted),
        }

        impl $crate::union::Union for $name {
            const DISCRIMINATOR: Option<&'static str> = $crate::union::first(&[$($discriminator)?]);
            const VARIANTS: &'static [$crate::union::Variant<Self>] = &[
                $(
                    $crate::union::Variant::$shape(
                        &[$($(concat!($first) $(, concat!($tag))*)?)?],
                        |json| json.$shape(Self::DISCRIMINATOR, Self::$variant),
                    )
                    $(.$modifier($($argument),*))*,
                )*
            ];

            fn from_unlisted(value: $crate::union::Unlisted) -> Self {
                Self::$unlisted(value)
            }
        }

        impl $crate::strings::serde::Serialize for $name {
            fn serialize<S: $crate::strings::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                let discriminator = <Self as $crate::union::Union>::DISCRIMINATOR;
                match self {
                    $(
                        Self::$variant(value) => {
                            let tags = [$($($crate::union::Tag::from($first))?)?];
                            $crate::union::write(value, discriminator, &tags, serializer)
                        }
                    )*
                    Self::$unlisted(value) => $crate::union::write(value, discriminator, &[], serializer),
                }
            }
        }

        impl<'de> $crate::strings::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::strings::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::union::decode(deserializer)
            }
        }

        $($crate::impl_from_variant!($name $variant $($held)+);)*
    };
}

/// Implements `From` for the value of a variant.
#[doc(hidden)]
#[macro_export]
macro_rules! impl_from_variant {
    ($name:ident $variant:ident Box<$value:ty>) => {
        impl From<$value> for $name {
            fn from(value: $value) -> Self {
                Self::$variant(Box::new(value))
            }
        }
    };
    ($name:ident $variant:ident moored_runtime::union::Tagged<Box<$value:ty>>) => {
        impl From<$value> for $name {
            fn from(value: $value) -> Self {
                Self::$variant($crate::union::Tagged::new(Box::new(value)))
            }
        }
    };
    ($name:ident $variant:ident moored_runtime::union::Tagged<$value:ty>) => {
        impl From<$value> for $name {
            fn from(value: $value) -> Self {
                Self::$variant($crate::union::Tagged::new(value))
            }
        }
    };
    ($name:ident $variant:ident $value:ty) => {
        impl From<$value> for $name {
            fn from(value: $value) -> Self {
                Self::$variant(value)
            }
        }
    };
}
