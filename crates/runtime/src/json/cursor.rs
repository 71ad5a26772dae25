//! The deserializer of all types.

mod access;
mod raw;

use std::borrow::Cow;

use serde::de::{Deserializer, IntoDeserializer, Visitor};

use super::document::{Document, Kind};
use super::error::Error;
use super::integer::Integer;
use crate::raw_value::RAW_VALUE;
use access::{Members, RawText, Sequence, VariantName};

pub(crate) use raw::{Content, Raw, decode_root};

/// A value of a document, as a deserializer.
#[derive(Clone, Copy)]
pub(crate) struct Cursor<'a> {
    pub(super) document: &'a Document,
    pub(super) at: usize,
    /// How deep the value is nested, counted by arrays and objects.
    pub(super) depth: usize,
}

impl<'a> Cursor<'a> {
    fn kind(self) -> Kind {
        self.document.kind(self.at)
    }

    /// The error of a value of another JSON type. Its position is that of an opening bracket, or the end of a value.
    fn mismatch(self, expected: &dyn serde::de::Expected) -> Error {
        let start = self.document.entry(self.at).start as usize;
        let error = match self.kind() {
            Kind::Null => Error::found("null", expected),
            Kind::False | Kind::True => Error::found("boolean", expected),
            Kind::Number => match Integer::read(self.document.number(self.at)) {
                Integer::Fraction => Error::found("floating point", expected),
                _ => Error::found("integer", expected),
            },
            Kind::Array => Error::found("sequence", expected).at_byte(start),
            Kind::Object => Error::found("map", expected).at_byte(start),
            _ => Error::found("string", expected),
        };
        error.at(self.at)
    }

    fn string(self, expected: &dyn serde::de::Expected) -> Result<Cow<'a, str>, Error> {
        match self.kind() {
            Kind::String | Kind::EscapedString => self.document.string(self.at),
            _ => Err(self.mismatch(expected)),
        }
    }

    fn text<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.string(&visitor)? {
            Cow::Borrowed(text) => visitor.visit_borrowed_str(text),
            Cow::Owned(text) => visitor.visit_string(text),
        }
        .map_err(|error: Error| error.at(self.at))
    }

    fn integer<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Error> {
        if self.kind() != Kind::Number {
            return Err(self.mismatch(&visitor));
        }
        let text = self.document.number(self.at);
        match Integer::read(text) {
            Integer::Unsigned(number) => visitor.visit_u64(number),
            Integer::Signed(number) => visitor.visit_i64(number),
            Integer::Fraction => Err(Error::found("floating point", &visitor)),
            _ => Err(Error::too_large(&visitor)),
        }
        .map_err(|error: Error| error.at(self.at))
    }

    fn wide_integer<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.kind() {
            Kind::Number => match Integer::read(self.document.number(self.at)) {
                Integer::Wide(number) => visitor.visit_i128(number).map_err(|error: Error| error.at(self.at)),
                Integer::WideUnsigned(number) => visitor.visit_u128(number).map_err(|error: Error| error.at(self.at)),
                _ => self.integer(visitor),
            },
            _ => Err(self.mismatch(&visitor)),
        }
    }

    fn float<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Error> {
        if self.kind() != Kind::Number {
            return Err(self.mismatch(&visitor));
        }
        match self.document.number(self.at).parse::<f64>() {
            Ok(number) if number.is_finite() => visitor.visit_f64(number),
            _ => Err(Error::too_large(&visitor)),
        }
        .map_err(|error| error.at(self.at))
    }

    /// The depth of what the array or object contains.
    fn deeper(self) -> Result<usize, Error> {
        if self.depth < self.document.max_depth() {
            return Ok(self.depth + 1);
        }
        let start = self.document.entry(self.at).start as usize;
        Err(raw::too_deep(self.document.max_depth()).at(self.at).at_byte(start))
    }

    fn elements<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Error> {
        if self.kind() != Kind::Array {
            return Err(self.mismatch(&visitor));
        }
        let sequence = Sequence::new(self.document, self.at, self.deeper()?);
        visitor.visit_seq(sequence).map_err(|error| error.at(self.at))
    }

    fn members<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Error> {
        if self.kind() != Kind::Object {
            return Err(self.mismatch(&visitor));
        }
        let members = Members::new(self.document, self.at, self.deeper()?);
        visitor.visit_map(members).map_err(|error| error.at(self.at))
    }
}

macro_rules! by {
    ($($read:ident: $($method:ident)*;)*) => {$($(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
            self.$read(visitor)
        }
    )*)*};
}

impl<'de> Deserializer<'de> for Cursor<'de> {
    type Error = Error;

    by! {
        integer: deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64
            deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64;
        wide_integer: deserialize_i128 deserialize_u128;
        float: deserialize_f32 deserialize_f64;
        text: deserialize_char deserialize_str deserialize_string deserialize_identifier;
        elements: deserialize_seq;
        members: deserialize_map;
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.kind() {
            Kind::Null => self.deserialize_unit(visitor),
            Kind::False | Kind::True => self.deserialize_bool(visitor),
            Kind::Number => match Integer::read(self.document.number(self.at)) {
                Integer::Unsigned(_) | Integer::Signed(_) if is_digits(self.document.number(self.at)) => {
                    self.integer(visitor)
                }
                _ => self.float(visitor),
            },
            Kind::Array => self.elements(visitor),
            Kind::Object => self.members(visitor),
            _ => self.text(visitor),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.kind() {
            Kind::False => visitor.visit_bool(false),
            Kind::True => visitor.visit_bool(true),
            _ => Err(self.mismatch(&visitor)),
        }
        .map_err(|error| error.at(self.at))
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.kind() {
            Kind::Null => visitor.visit_unit(),
            _ => Err(self.mismatch(&visitor)),
        }
        .map_err(|error| error.at(self.at))
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_unit(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.kind() {
            Kind::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
        .map_err(|error: Error| error.at(self.at))
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, name: &'static str, visitor: V) -> Result<V::Value, Error> {
        match name {
            raw::RAW => visitor.visit_bytes(&raw::token(self)),
            RAW_VALUE => visitor.visit_map(RawText::new(self)?),
            _ => visitor.visit_newtype_struct(self),
        }
        .map_err(|error| error.at(self.at))
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Error> {
        self.elements(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.elements(visitor)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        let decoded = self.members(visitor)?;
        self.document.record_missing(self.at, fields);
        Ok(decoded)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        let found = match self.kind() {
            Kind::Object => visitor.visit_enum(VariantName::new(self, self.deeper()?)?),
            _ => {
                let name = self.string(&visitor)?;
                visitor.visit_enum(name.into_deserializer())
            }
        };
        found.map_err(|error: Error| error.at(self.at))
    }

    fn deserialize_bytes<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.kind() {
            Kind::Array => self.elements(visitor),
            _ => {
                let text = self.string(&visitor)?;
                visitor.visit_bytes(text.as_bytes()).map_err(|error: Error| error.at(self.at))
            }
        }
    }

    fn deserialize_byte_buf<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_bytes(visitor)
    }

    /// Does not look at the value at all.
    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_unit()
    }
}

/// Whether a number is written as an integer. -0 is none: only a fraction has its sign.
fn is_digits(number: &str) -> bool {
    number != "-0" && !number.contains(['.', 'e', 'E'])
}
