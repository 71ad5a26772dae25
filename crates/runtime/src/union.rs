//! Unions: generated enums whose variants have different JSON shapes. [`union!`](crate::union!) declares one.
//!
//! Decoding chooses the variant that loses nothing of the value, so that it encodes back to the same JSON. A value that
//! fits no variant is kept as [`Unlisted`]: a union never makes a response undecodable.

mod context;
mod declaration;
mod held;
mod json;
mod lenient;
mod shape;
mod tagged;
mod trials;
mod unlisted;
mod variant;

use serde::Serialize;
use serde::de::{Deserializer, Error as _};

pub(crate) use context::count_unlisted;
#[doc(hidden)]
pub use held::{Held, Tag, write};
pub use json::Json;
pub(crate) use lenient::decode_or_keep;
pub(crate) use shape::Shape;
pub use tagged::Tagged;
pub use unlisted::Unlisted;
pub use variant::Variant;

/// A generated enum whose variants have different JSON shapes.
pub trait Union: Serialize + Sized + 'static {
    /// The property of the discriminator; `None` if there is none.
    const DISCRIMINATOR: Option<&'static str>;

    /// The variants that the document lists, in the order in which they are tried.
    const VARIANTS: &'static [Variant<Self>];

    /// Returns the variant for a value that fits none of [`VARIANTS`](Self::VARIANTS).
    fn from_unlisted(value: Unlisted) -> Self;
}

/// Decodes a union.
///
/// If the discriminator selects a variant, that is decoded; if it selects none, the default variant, if the document
/// has one. Otherwise all variants of the same JSON type are tried, and the first is chosen that encodes back to the
/// same JSON and contains no unlisted values. If there is none, a variant is chosen that keeps every member that any
/// other variant keeps (members that all variants lose are not in the document); of several, the one with the fewest
/// unlisted values, and of these the first. Any other value becomes [`Unlisted`].
///
/// # Errors
///
/// If the text is not JSON, or what a variant would decode is nested too deeply (see
/// [`ClientBuilder::max_json_depth`](crate::ClientBuilder::max_json_depth)).
pub fn decode<'de, U: Union, D: Deserializer<'de>>(deserializer: D) -> Result<U, D::Error> {
    let json = Json::read(deserializer)?;
    let found = context::decode_nested(json.size(), || choose(&json));
    if let Some(error) = json.depth_error() {
        return Err(D::Error::custom(error));
    }
    if let Some(found) = found {
        return Ok(found);
    }
    count_unlisted(1);
    json.value().map(|value| U::from_unlisted(Unlisted::from(value))).map_err(D::Error::custom)
}

/// The discriminator of a union, if it has one.
#[doc(hidden)]
#[must_use]
pub const fn first(names: &[&'static str]) -> Option<&'static str> {
    match names {
        [] => None,
        [name, ..] => Some(name),
    }
}

/// Records that a value which the document does not list was decoded. [`decode`] prefers variants with fewer of them.
pub fn record_unlisted() {
    count_unlisted(1);
}

fn choose<U: Union>(json: &Json) -> Option<U> {
    let shape = json.shape()?;
    let mut candidates: Vec<&Variant<U>> = U::VARIANTS.iter().filter(|variant| variant.shape.fits(shape)).collect();
    if let Some(name) = U::DISCRIMINATOR.filter(|_| shape == Shape::Object) {
        let tag = json.member(name);
        let named = |variant: &&Variant<U>| tag.as_deref().is_some_and(|tag| variant.tags.contains(&tag));
        let is_default = |variant: &&Variant<U>| variant.is_default;
        if candidates.iter().any(named) {
            candidates.retain(named);
        } else if candidates.iter().any(is_default) {
            candidates.retain(is_default);
        } else if tag.is_some() {
            // An unknown discriminator value excludes the variants that have values of their own.
            candidates.retain(|variant| variant.tags.is_empty());
        }
    }
    if shape == Shape::Object {
        let has_constant = |(name, value): (&str, &str)| json.member(name).is_none_or(|found| found == value);
        candidates.retain(|variant| variant.constant.is_none_or(has_constant));
    }
    match candidates.as_slice() {
        [] => None,
        [only] => (only.read)(json),
        several => trials::best(json, several),
    }
}
