//! Arrays and objects.

use serde::ser::{
    Error as _, Serialize, SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant, SerializeTuple,
    SerializeTupleStruct, SerializeTupleVariant,
};

use super::{EncodeError, Writer};

/// An array or object that has begun.
pub(super) struct Compound<'a> {
    writer: &'a mut Writer,
    ending: Ending,
    is_empty: bool,
}

/// What is being written, and how it ends.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Ending {
    Array,
    /// The content of a variant of an enum.
    ArrayInObject,
    Object,
    /// The content of a variant of an enum.
    ObjectInObject,
    /// The text of a value, in the form of `serde_json::value::RawValue`: a struct with one field.
    RawValue,
}

impl<'a> Compound<'a> {
    pub(super) fn new(writer: &'a mut Writer, ending: Ending) -> Self {
        Self { writer, ending, is_empty: true }
    }

    fn separate(&mut self) {
        if !self.is_empty {
            self.writer.text.push(b',');
        }
        self.is_empty = false;
    }

    fn element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), EncodeError> {
        self.separate();
        value.serialize(&mut *self.writer)
    }

    fn member<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) -> Result<(), EncodeError> {
        if self.ending == Ending::RawValue {
            let start = self.writer.text.len();
            value.serialize(&mut *self.writer)?;
            return self.unquote(start);
        }
        self.separate();
        self.writer.scalar(name)?;
        self.writer.text.push(b':');
        value.serialize(&mut *self.writer)
    }

    /// Replaces the string at `start` by its content, which is JSON.
    fn unquote(&mut self, start: usize) -> Result<(), EncodeError> {
        let quoted = self.writer.text.split_off(start);
        let content: String = serde_json::from_slice(&quoted).map_err(EncodeError::custom)?;
        self.writer.text.extend_from_slice(content.as_bytes());
        Ok(())
    }

    /// Writes a key, which is a string in JSON.
    fn key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), EncodeError> {
        self.separate();
        let start = self.writer.text.len();
        key.serialize(&mut *self.writer)?;
        let key = self.writer.text.get(start..).unwrap_or_default();
        let quoted = match key.first() {
            Some(b'"') => None,
            Some(b'{' | b'[') | None => return Err(EncodeError::custom("a key is neither a text nor a number")),
            Some(_) if key == b"null" => return Err(EncodeError::custom("a key is null")),
            Some(_) => Some([b"\"", key, b"\""].concat()),
        };
        if let Some(quoted) = quoted {
            self.writer.text.truncate(start);
            self.writer.text.extend_from_slice(&quoted);
        }
        self.writer.text.push(b':');
        Ok(())
    }

    fn finish(self) {
        self.writer.text.extend_from_slice(match self.ending {
            Ending::Array => b"]",
            Ending::ArrayInObject => b"]}",
            Ending::Object => b"}",
            Ending::ObjectInObject => b"}}",
            Ending::RawValue => b"",
        });
    }
}

macro_rules! arrays {
    ($($trait:ident: $method:ident)*) => {$(
        impl $trait for Compound<'_> {
            type Ok = ();
            type Error = EncodeError;

            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), EncodeError> {
                self.element(value)
            }

            fn end(self) -> Result<(), EncodeError> {
                self.finish();
                Ok(())
            }
        }
    )*};
}

macro_rules! objects {
    ($($trait:ident)*) => {$(
        impl $trait for Compound<'_> {
            type Ok = ();
            type Error = EncodeError;

            fn serialize_field<T: Serialize + ?Sized>(
                &mut self,
                name: &'static str,
                value: &T,
            ) -> Result<(), EncodeError> {
                self.member(name, value)
            }

            fn end(self) -> Result<(), EncodeError> {
                self.finish();
                Ok(())
            }
        }
    )*};
}

arrays! {
    SerializeSeq: serialize_element
    SerializeTuple: serialize_element
    SerializeTupleStruct: serialize_field
    SerializeTupleVariant: serialize_field
}

objects! { SerializeStruct SerializeStructVariant }

impl SerializeMap for Compound<'_> {
    type Ok = ();
    type Error = EncodeError;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), EncodeError> {
        self.key(key)
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), EncodeError> {
        value.serialize(&mut *self.writer)
    }

    fn end(self) -> Result<(), EncodeError> {
        self.finish();
        Ok(())
    }
}
