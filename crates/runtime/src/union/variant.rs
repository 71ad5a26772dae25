//! The variants of a union, as its table lists them.

use super::{Json, Shape};

/// A variant of a union.
#[derive(Debug)]
pub struct Variant<U> {
    pub(super) shape: Shape,
    /// The discriminator values of this variant.
    pub(super) tags: &'static [&'static str],
    /// Whether it is for objects whose discriminator selects no other variant.
    pub(super) is_default: bool,
    /// A member with the only value that it has in this variant.
    pub(super) constant: Option<(&'static str, &'static str)>,
    pub(super) read: fn(&Json) -> Option<U>,
}

/// The constructors of variants. Each takes the discriminator values, which only objects have.
macro_rules! constructors {
    ($($(#[$doc:meta])* $name:ident = $shape:ident,)*) => {
        impl<U> Variant<U> {
            $(
                $(#[$doc])*
                #[must_use]
                pub const fn $name(tags: &'static [&'static str], read: fn(&Json) -> Option<U>) -> Self {
                    Self { shape: Shape::$shape, tags, is_default: false, constant: None, read }
                }
            )*
        }
    };
}

constructors! {
    /// A variant that is an object.
    object = Object,
    /// A variant that is an array.
    array = Array,
    /// A variant that is a string.
    string = String,
    /// A variant that is a string with a format.
    text = String,
    /// A variant that is a number.
    number = Number,
    /// A variant that is a number, or a number in quotes.
    decimal = Decimal,
    /// A variant that is `true` or `false`.
    boolean = Boolean,
    /// A variant that is a union itself, or an unconstrained type.
    any = Any,
}

impl<U> Variant<U> {
    /// The same variant, also for an object whose discriminator is missing or selects no other variant.
    #[must_use]
    pub const fn as_default(self) -> Self {
        Self { is_default: true, ..self }
    }

    /// The same variant, but not for an object whose member `name` has another value than `value`.
    #[must_use]
    pub const fn with_constant(self, name: &'static str, value: &'static str) -> Self {
        Self { constant: Some((name, value)), ..self }
    }
}
