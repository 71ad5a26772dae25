//! Writing JSON.
//!
//! serde_json writes `null` for a number that is NaN or infinite, so that a request would clear what it should set.
//! Here it is an error. Everything else is written like serde_json writes it.

mod compound;

use std::fmt;

use serde::ser::{self, Serialize, Serializer};

use compound::{Compound, Ending};

/// Why a value cannot be written as JSON.
#[derive(Debug)]
pub(crate) struct EncodeError(String);

impl fmt::Display for EncodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for EncodeError {}

impl ser::Error for EncodeError {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self(message.to_string())
    }
}

/// `value` as JSON.
pub(crate) fn encode<T: Serialize + ?Sized>(value: &T) -> Result<String, EncodeError> {
    let mut writer = Writer { text: Vec::new() };
    value.serialize(&mut writer)?;
    String::from_utf8(writer.text).map_err(|_| ser::Error::custom("a text is not UTF-8"))
}

/// The text that has been written.
struct Writer {
    text: Vec<u8>,
}

impl Writer {
    /// Writes a text, a number or a boolean like serde_json.
    fn scalar<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), EncodeError> {
        serde_json::to_writer(&mut self.text, value).map_err(ser::Error::custom)
    }

    fn begin<'a>(&'a mut self, opening: &str, ending: Ending) -> Compound<'a> {
        self.text.extend_from_slice(opening.as_bytes());
        Compound::new(self, ending)
    }

    /// Begins an object with one member, which is a variant of an enum.
    fn begin_variant(&mut self, variant: &str) -> Result<(), EncodeError> {
        self.text.push(b'{');
        self.scalar(variant)?;
        self.text.push(b':');
        Ok(())
    }
}

/// The error of a number that JSON does not have.
pub(crate) const NOT_FINITE: &str = "a number is NaN or infinite, which JSON does not have";

macro_rules! scalars {
    ($($method:ident: $ty:ty)*) => {$(
        fn $method(self, value: $ty) -> Result<(), EncodeError> {
            self.scalar(&value)
        }
    )*};
}

impl<'a> Serializer for &'a mut Writer {
    type Ok = ();
    type Error = EncodeError;
    type SerializeSeq = Compound<'a>;
    type SerializeTuple = Compound<'a>;
    type SerializeTupleStruct = Compound<'a>;
    type SerializeTupleVariant = Compound<'a>;
    type SerializeMap = Compound<'a>;
    type SerializeStruct = Compound<'a>;
    type SerializeStructVariant = Compound<'a>;

    scalars! {
        serialize_bool: bool serialize_char: char
        serialize_i8: i8 serialize_i16: i16 serialize_i32: i32 serialize_i64: i64 serialize_i128: i128
        serialize_u8: u8 serialize_u16: u16 serialize_u32: u32 serialize_u64: u64 serialize_u128: u128
    }

    fn serialize_str(self, value: &str) -> Result<(), EncodeError> {
        self.scalar(value)
    }

    fn serialize_f32(self, value: f32) -> Result<(), EncodeError> {
        if value.is_finite() { self.scalar(&value) } else { Err(ser::Error::custom(NOT_FINITE)) }
    }

    fn serialize_f64(self, value: f64) -> Result<(), EncodeError> {
        if value.is_finite() { self.scalar(&value) } else { Err(ser::Error::custom(NOT_FINITE)) }
    }

    fn serialize_bytes(self, value: &[u8]) -> Result<(), EncodeError> {
        self.scalar(value)
    }

    fn serialize_none(self) -> Result<(), EncodeError> {
        self.serialize_unit()
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), EncodeError> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), EncodeError> {
        self.text.extend_from_slice(b"null");
        Ok(())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), EncodeError> {
        self.serialize_unit()
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<(), EncodeError> {
        self.scalar(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Result<(), EncodeError> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<(), EncodeError> {
        self.begin_variant(variant)?;
        value.serialize(&mut *self)?;
        self.text.push(b'}');
        Ok(())
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Compound<'a>, EncodeError> {
        Ok(self.begin("[", Ending::Array))
    }

    fn serialize_tuple(self, _: usize) -> Result<Compound<'a>, EncodeError> {
        Ok(self.begin("[", Ending::Array))
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Compound<'a>, EncodeError> {
        Ok(self.begin("[", Ending::Array))
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Compound<'a>, EncodeError> {
        self.begin_variant(variant)?;
        Ok(self.begin("[", Ending::ArrayInObject))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Compound<'a>, EncodeError> {
        Ok(self.begin("{", Ending::Object))
    }

    fn serialize_struct(self, name: &'static str, _: usize) -> Result<Compound<'a>, EncodeError> {
        match name {
            crate::raw_value::RAW_VALUE => Ok(self.begin("", Ending::RawValue)),
            _ => Ok(self.begin("{", Ending::Object)),
        }
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Compound<'a>, EncodeError> {
        self.begin_variant(variant)?;
        Ok(self.begin("{", Ending::ObjectInObject))
    }
}
