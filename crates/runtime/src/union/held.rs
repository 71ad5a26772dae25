//! What a variant holds: a value, or a value that may lack its discriminator.

use std::str::FromStr;

use serde::de::DeserializeOwned;
use serde::{Serialize, Serializer};

use super::context::count_unlisted;
use super::{Json, Tagged};

/// What a variant holds.
pub trait Held: Sized {
    /// Decodes it; `None` if `json` is something else.
    fn read(json: &Json, discriminator: Option<&str>) -> Option<Self>;

    /// Encodes it; `tag` is the first discriminator value of the variant.
    ///
    /// # Errors
    ///
    /// Those of the value and of `serializer`.
    fn write<S: Serializer>(
        &self,
        discriminator: Option<&str>,
        tag: Option<Tag>,
        serializer: S,
    ) -> Result<S::Ok, S::Error>;
}

/// A discriminator value. It is encoded with its JSON type.
#[derive(Clone, Copy, Debug, Serialize)]
#[serde(untagged)]
pub enum Tag {
    /// A string.
    Text(&'static str),
    /// An integer.
    Integer(i64),
    /// `true` or `false`.
    Boolean(bool),
}

impl From<&'static str> for Tag {
    fn from(tag: &'static str) -> Self {
        Self::Text(tag)
    }
}

impl From<i64> for Tag {
    fn from(tag: i64) -> Self {
        Self::Integer(tag)
    }
}

impl From<bool> for Tag {
    fn from(tag: bool) -> Self {
        Self::Boolean(tag)
    }
}

impl<T: Serialize + DeserializeOwned> Held for T {
    fn read(json: &Json, _: Option<&str>) -> Option<Self> {
        json.decode()
    }

    fn write<S: Serializer>(&self, _: Option<&str>, _: Option<Tag>, serializer: S) -> Result<S::Ok, S::Error> {
        self.serialize(serializer)
    }
}

impl<T: Serialize + DeserializeOwned> Held for Tagged<T> {
    fn read(json: &Json, discriminator: Option<&str>) -> Option<Self> {
        let value = json.decode()?;
        let has_tag = discriminator.is_some_and(|name| json.member(name).is_some());
        Some(if has_tag { Self::new(value) } else { Self::without_tag(value) })
    }

    fn write<S: Serializer>(
        &self,
        discriminator: Option<&str>,
        tag: Option<Tag>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        self.encode(discriminator, tag, serializer)
    }
}

/// Encodes what a variant holds; `tags` has the first discriminator value of the variant, if there is one.
///
/// # Errors
///
/// Those of the value and of `serializer`.
pub fn write<T: Held, S: Serializer>(
    value: &T,
    discriminator: Option<&str>,
    tags: &[Tag],
    serializer: S,
) -> Result<S::Ok, S::Error> {
    value.write(discriminator, tags.first().copied(), serializer)
}

/// Decodes a variant, and makes it a union with `wrap`. One function for each constructor of
/// [`Variant`](super::Variant).
macro_rules! readers {
    ($($name:ident)*) => {
        impl Json {
            $(
                #[doc(hidden)]
                pub fn $name<T: Held, U>(&self, discriminator: Option<&str>, wrap: fn(T) -> U) -> Option<U> {
                    T::read(self, discriminator).map(wrap)
                }
            )*
        }
    };
}

readers! { object array string number decimal boolean any }

impl Json {
    /// The same for types that accept any text. A text that cannot be parsed as a `T` counts as unlisted.
    #[doc(hidden)]
    pub fn text<T: DeserializeOwned + FromStr, U>(&self, _: Option<&str>, wrap: fn(T) -> U) -> Option<U> {
        let text: String = self.decode()?;
        if text.parse::<T>().is_err() {
            count_unlisted(1);
        }
        self.decode().map(wrap)
    }
}
