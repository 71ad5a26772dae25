//! Bounds of what a request contains, checked before it is sent.
//!
//! The generator writes a table of [`Bounds`] for each parameter and each body that has some. They are those of the
//! document, and apply to the JSON that is sent, whatever its type is in Rust.

mod check;
mod limit;
mod out_of_bounds;
#[cfg(feature = "patterns")]
mod pattern;

use serde::{Serialize, Serializer};

pub(crate) use check::violation;
pub use limit::Limit;
pub use out_of_bounds::OutOfBounds;
pub(crate) use out_of_bounds::Part;
#[cfg(feature = "patterns")]
pub use pattern::Pattern;

/// Bounds of one value and of the values in it, all of which have to hold.
#[derive(Debug)]
pub struct Bounds(pub &'static [Bound]);

/// One bound. As in JSON Schema, a bound on values of one type allows every value of another.
#[derive(Debug)]
pub enum Bound {
    /// `minLength`, in characters.
    MinLength(u64),
    /// `maxLength`, in characters.
    MaxLength(u64),
    /// `pattern`.
    #[cfg(feature = "patterns")]
    Pattern(&'static Pattern),
    /// `minimum`.
    Minimum(Limit),
    /// `exclusiveMinimum`.
    ExclusiveMinimum(Limit),
    /// `maximum`.
    Maximum(Limit),
    /// `exclusiveMaximum`.
    ExclusiveMaximum(Limit),
    /// `multipleOf`.
    MultipleOf(Limit),
    /// `minItems`.
    MinItems(u64),
    /// `maxItems`.
    MaxItems(u64),
    /// `uniqueItems`.
    UniqueItems,
    /// `minProperties`.
    MinProperties(u64),
    /// `maxProperties`.
    MaxProperties(u64),
    /// Bounds of the member of this name.
    Member(&'static str, &'static Bounds),
    /// Bounds of the members with other names than these.
    OtherMembers(&'static [&'static str], &'static Bounds),
    /// Bounds of the item of this number.
    Item(usize, &'static Bounds),
    /// Bounds of the items from this number on.
    Items(usize, &'static Bounds),
    /// The same value has these bounds as well.
    All(&'static Bounds),
    /// The bounds of at least one alternative that the value can be.
    AnyOf(&'static [Alternative]),
}

/// An alternative of a choice.
#[derive(Debug)]
pub struct Alternative {
    /// The type of its values; `None` if they can be of any type.
    pub ty: Option<JsonType>,
    /// The strings that it allows; empty if it allows any value of its type.
    pub values: &'static [&'static str],
    /// The members that its objects have.
    pub required: &'static [&'static str],
    /// Members that are one of these strings if they are there: discriminators and constants.
    pub tags: &'static [(&'static str, &'static [&'static str])],
    /// The bounds.
    pub bounds: &'static Bounds,
}

/// As many items as a list of files has. Files are no JSON, so that only their number is checked.
#[derive(Clone, Copy, Debug)]
pub struct Count(pub usize);

impl Serialize for Count {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(std::iter::repeat_n((), self.0))
    }
}

/// A type of JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JsonType {
    /// `null`.
    Null,
    /// `true` or `false`.
    Boolean,
    /// A number.
    Number,
    /// A string.
    String,
    /// An array.
    Array,
    /// An object.
    Object,
}
