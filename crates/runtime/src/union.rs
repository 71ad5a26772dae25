//! Values of several shapes: how a generated enum reads the variant that a JSON value is.
//!
//! What an enum reads, it gives back: the variant that says all of the value wins, and a value that none of them says is kept as
//! [`Unlisted`]. An answer is not refused because of a union in it.

mod context;
mod json;
mod trials;
mod unlisted;

use serde::de::{Deserializer, Error as _};
use serde::{Serialize, Serializer};
use serde_json::{Map, Value};

pub(crate) use context::count_unlisted;
pub use json::Json;
pub use unlisted::Unlisted;

/// An enum whose variants hold values of different shapes, as the generator makes them.
pub trait Union: Serialize + Sized + 'static {
    /// The member of an object that names its variant, where there is one.
    const TAG: Option<&'static str>;

    /// The variants that the document lists, in the order in which they are tried.
    const VARIANTS: &'static [Variant<Self>];

    /// The variant that keeps what none of the others is.
    fn unlisted(value: Unlisted) -> Self;
}

/// One of the shapes that a value may have.
#[derive(Debug)]
pub struct Variant<U> {
    shape: Shape,
    /// The values of the tag that say it is this one.
    tags: &'static [&'static str],
    read: fn(&Json<'_>) -> Option<U>,
}

impl<U> Variant<U> {
    /// One that is an object, told by its tag if it has any.
    pub const fn object(tags: &'static [&'static str], read: fn(&Json<'_>) -> Option<U>) -> Self {
        Self { shape: Shape::Object, tags, read }
    }

    /// One that is a union itself, or a type of which nothing is known.
    pub const fn any(tags: &'static [&'static str], read: fn(&Json<'_>) -> Option<U>) -> Self {
        Self { shape: Shape::Any, tags, read }
    }

    /// One that is no object.
    pub const fn of(shape: Shape, read: fn(&Json<'_>) -> Option<U>) -> Self {
        Self { shape, tags: &[], read }
    }
}

/// What JSON calls the values of a variant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// An object.
    Object,
    /// An array.
    Array,
    /// A string.
    String,
    /// A number.
    Number,
    /// A number, or one in quotes.
    Decimal,
    /// `true` or `false`.
    Boolean,
    /// Any of them: the variant is a union itself.
    Any,
}

impl Shape {
    fn fits(self, found: Self) -> bool {
        match self {
            Self::Any => true,
            Self::Decimal => matches!(found, Self::Number | Self::String),
            _ => self == found,
        }
    }
}

/// Decodes a union.
///
/// Where a tag says which variant it is, that one is read. Otherwise each variant of the right shape is tried, and the one is taken that
/// encodes back to what it was read from; where none does, one that loses no member that another would keep: what it loses then is what
/// the document does not name. All else is [`Unlisted`].
///
/// # Errors
///
/// If the text is no JSON, or nested deeper than JSON is read anywhere.
pub fn decode<'de, U: Union, D: Deserializer<'de>>(deserializer: D) -> Result<U, D::Error> {
    let json = Json::read(deserializer)?;
    if let Some(found) = context::decode_nested(json.text(), || choose(&json)).map_err(D::Error::custom)? {
        return Ok(found);
    }
    count_unlisted(1);
    json.value().map(|value| U::unlisted(Unlisted::from(value))).map_err(D::Error::custom)
}

/// Notes that a value was kept which the document does not list. Of two variants that say all of a value, the one is taken that had less to note.
pub fn unlisted() {
    count_unlisted(1);
}

/// Encodes an object with its tag, which it has already or is given here.
///
/// # Errors
///
/// Whatever `value` and `serializer` say.
pub fn encode_tagged<T: Serialize, S: Serializer>(
    value: &T,
    name: &str,
    tag: &str,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let members = match serde_json::to_value(value).map_err(serde::ser::Error::custom)? {
        Value::Object(members) if !members.contains_key(name) => members,
        // As it is: digits that a `Value` has no room for stay.
        _ => return value.serialize(serializer),
    };
    let mut tagged = Map::from_iter([(name.to_owned(), tag.into())]);
    tagged.extend(members);
    tagged.serialize(serializer)
}

fn choose<U: Union>(json: &Json<'_>) -> Option<U> {
    let shape = json.shape()?;
    let mut candidates: Vec<&Variant<U>> = U::VARIANTS.iter().filter(|variant| variant.shape.fits(shape)).collect();
    if let Some(tag) = U::TAG.filter(|_| shape == Shape::Object).and_then(|name| json.member(name)) {
        let named = |variant: &&Variant<U>| variant.tags.contains(&tag.as_str());
        // A tag that nobody has leaves those that it does not speak of.
        if candidates.iter().any(named) {
            candidates.retain(named);
        } else {
            candidates.retain(|variant| variant.tags.is_empty());
        }
    }
    match candidates.as_slice() {
        [] => None,
        [only] => (only.read)(json),
        several => trials::best(json, several),
    }
}
