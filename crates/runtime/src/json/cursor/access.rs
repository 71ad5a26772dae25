//! The contents of arrays and objects.

use std::borrow::Cow;

use serde::de::value::{BorrowedStrDeserializer, StrDeserializer};
use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, Error as _, IntoDeserializer, MapAccess, SeqAccess, VariantAccess,
    Visitor,
};
use serde::forward_to_deserialize_any;

use super::Cursor;
use crate::json::document::{Document, Elements, Kind};
use crate::json::error::Error;
use crate::raw_value::RAW_VALUE;

/// The elements of an array. Those that a type does not read, such as one more than a tuple has, are ignored.
pub(super) struct Sequence<'a> {
    document: &'a Document,
    elements: Elements<'a>,
    depth: usize,
}

impl<'a> Sequence<'a> {
    pub(super) fn new(document: &'a Document, at: usize, depth: usize) -> Self {
        Self { document, elements: document.elements(at), depth }
    }
}

impl<'de> SeqAccess<'de> for Sequence<'de> {
    type Error = Error;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Error> {
        let Some(at) = self.elements.next() else { return Ok(None) };
        let element = Cursor { document: self.document, at, depth: self.depth };
        seed.deserialize(element).map(Some).map_err(|error| error.at(at))
    }
}

/// The members of an object.
pub(super) struct Members<'a> {
    document: &'a Document,
    entries: Elements<'a>,
    value: usize,
    depth: usize,
}

impl<'a> Members<'a> {
    pub(super) fn new(document: &'a Document, at: usize, depth: usize) -> Self {
        Self { document, entries: document.elements(at), value: at, depth }
    }

    /// The entry of the next name. That of its value becomes `self.value`.
    fn next_name(&mut self) -> Option<usize> {
        loop {
            let name = self.entries.next()?;
            self.value = self.entries.next()?;
            if self.document.kind(name) != Kind::ReplacedKey {
                return Some(name);
            }
        }
    }
}

impl<'de> MapAccess<'de> for Members<'de> {
    type Error = Error;

    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Error> {
        let Some(name) = self.next_name() else { return Ok(None) };
        let text = self.document.string(name)?;
        seed.deserialize(Name(text)).map(Some).map_err(|error| error.at(name))
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Error> {
        let value = Cursor { document: self.document, at: self.value, depth: self.depth };
        seed.deserialize(value).map_err(|error| error.at(self.value))
    }
}

/// The name of a member, as a deserializer. A map may have other keys than strings.
struct Name<'a>(Cow<'a, str>);

macro_rules! parsed {
    ($($method:ident: $visit:ident)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
            match self.0.parse() {
                Ok(value) => visitor.$visit(value),
                Err(_) => Err(Error::found("string", &visitor)),
            }
        }
    )*};
}

impl<'de> Deserializer<'de> for Name<'de> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0 {
            Cow::Borrowed(text) => visitor.visit_borrowed_str(text),
            Cow::Owned(text) => visitor.visit_string(text),
        }
    }

    parsed! {
        deserialize_bool: visit_bool
        deserialize_i8: visit_i8 deserialize_i16: visit_i16 deserialize_i32: visit_i32 deserialize_i64: visit_i64
        deserialize_i128: visit_i128
        deserialize_u8: visit_u8 deserialize_u16: visit_u16 deserialize_u32: visit_u32 deserialize_u64: visit_u64
        deserialize_u128: visit_u128
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_enum(self.0.into_deserializer())
    }

    forward_to_deserialize_any! {
        f32 f64 char str string bytes byte_buf unit unit_struct seq tuple tuple_struct map struct identifier ignored_any
    }
}

/// The name and content of a variant of an enum that serde derives: an object with one member.
pub(super) struct VariantName<'a> {
    name: Cow<'a, str>,
    content: Cursor<'a>,
}

impl<'a> VariantName<'a> {
    pub(super) fn new(object: Cursor<'a>, depth: usize) -> Result<Self, Error> {
        let mut members = object.document.members(object.at);
        let (Some((name, value)), None) = (members.next(), members.next()) else {
            return Err(Error::of_text("expected an object with a single member").at(object.at));
        };
        let content = Cursor { at: value, depth, ..object };
        Ok(Self { name: object.document.string(name)?, content })
    }
}

impl<'de> EnumAccess<'de> for VariantName<'de> {
    type Error = Error;
    type Variant = Cursor<'de>;

    fn variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<(S::Value, Cursor<'de>), Error> {
        let name: StrDeserializer<'_, Error> = self.name.as_ref().into_deserializer();
        Ok((seed.deserialize(name)?, self.content))
    }
}

impl<'de> VariantAccess<'de> for Cursor<'de> {
    type Error = Error;

    fn unit_variant(self) -> Result<(), Error> {
        serde::Deserialize::deserialize(self)
    }

    fn newtype_variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<S::Value, Error> {
        seed.deserialize(self).map_err(|error| error.at(self.at))
    }

    fn tuple_variant<V: Visitor<'de>>(self, length: usize, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_tuple(length, visitor)
    }

    fn struct_variant<V: Visitor<'de>>(self, _: &'static [&'static str], visitor: V) -> Result<V::Value, Error> {
        self.deserialize_map(visitor)
    }
}

/// The text of a value, in the form that `serde_json::value::RawValue` decodes: a map with one entry.
pub(super) struct RawText<'a>(Option<&'a str>);

impl<'a> RawText<'a> {
    pub(super) fn new(value: Cursor<'a>) -> Result<Self, Error> {
        match str::from_utf8(value.document.bytes(value.at)) {
            Ok(text) => Ok(Self(Some(text))),
            Err(_) => Err(Error::of_text("a string is not UTF-8 text").at(value.at)),
        }
    }
}

impl<'de> MapAccess<'de> for RawText<'de> {
    type Error = Error;

    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Error> {
        if self.0.is_none() {
            return Ok(None);
        }
        seed.deserialize(BorrowedStrDeserializer::new(RAW_VALUE)).map(Some)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Error> {
        let text = self.0.take().ok_or_else(|| Error::custom("the text of a value is read twice"))?;
        seed.deserialize(BorrowedStrDeserializer::new(text))
    }
}
