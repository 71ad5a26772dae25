//! The JSON types of variants.

/// The JSON type of a variant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    Object,
    Array,
    String,
    Number,
    /// A number, or a number in quotes.
    Decimal,
    Boolean,
    /// Any of them: the variant is a union itself or unconstrained.
    Any,
}

impl Shape {
    pub(super) fn fits(self, found: Self) -> bool {
        match self {
            Self::Any => true,
            Self::Decimal => matches!(found, Self::Number | Self::String),
            _ => self == found,
        }
    }
}
