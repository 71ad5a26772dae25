//! Splitting an object into the members that a struct has fields for, and all others.
//!
//! The derived `Deserialize` of a struct passes the names of its fields to the deserializer. The deserializer here
//! passes only members of these names back, and hands all others over as undecoded text.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, IntoDeserializer, MapAccess, Visitor, value::StrDeserializer};
use serde::forward_to_deserialize_any;

use crate::union::Json;

/// The field of a struct for members that no other field has.
#[doc(hidden)]
pub trait OtherMembers: Default {
    /// Adds a member.
    ///
    /// # Errors
    ///
    /// Its value is nested too deeply.
    fn receive(&mut self, name: String, json: &Json) -> Result<(), String>;
}

/// Decodes a struct with `decode`, and all members that it has no fields for.
///
/// # Errors
///
/// If the value is not an object with the fields of `S`, or is nested too deeply.
#[doc(hidden)]
pub fn decode_apart<'de, D, S, O>(
    deserializer: D,
    decode: impl FnOnce(Split<'_, D>) -> Result<S, D::Error>,
) -> Result<(S, O), D::Error>
where
    D: Deserializer<'de>,
    O: OtherMembers,
{
    let mut others = O::default();
    let decoded = decode(Split { deserializer, receive: &mut |name, json| others.receive(name, &json) })?;
    Ok((decoded, others))
}

/// Receives a member that is not a field: its name and its value.
type Receive<'r> = dyn FnMut(String, Json) -> Result<(), String> + 'r;

/// Decodes a struct from the members that it has fields for.
#[doc(hidden)]
pub struct Split<'r, D> {
    deserializer: D,
    receive: &'r mut Receive<'r>,
}

impl<'de, D: Deserializer<'de>> Deserializer<'de> for Split<'_, D> {
    type Error = D::Error;

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        self.deserializer.deserialize_struct(name, fields, SplitVisitor { fields, visitor, receive: self.receive })
    }

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, D::Error> {
        Err(D::Error::custom("only structs have extra fields"))
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map enum identifier ignored_any
    }
}

struct SplitVisitor<'r, V> {
    fields: &'static [&'static str],
    visitor: V,
    receive: &'r mut Receive<'r>,
}

/// Accepts objects only.
impl<'de, V: Visitor<'de>> Visitor<'de> for SplitVisitor<'_, V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.visitor.expecting(f)
    }

    fn visit_map<A: MapAccess<'de>>(self, members: A) -> Result<V::Value, A::Error> {
        self.visitor.visit_map(SplitMembers { fields: self.fields, members, receive: self.receive })
    }
}

struct SplitMembers<'r, A> {
    fields: &'static [&'static str],
    members: A,
    receive: &'r mut Receive<'r>,
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for SplitMembers<'_, A> {
    type Error = A::Error;

    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, A::Error> {
        while let Some(name) = self.members.next_key_seed(NameSeed(self.fields))? {
            match name {
                Name::Field(name) => {
                    let name: StrDeserializer<'_, A::Error> = name.into_deserializer();
                    return seed.deserialize(name).map(Some);
                }
                Name::Other(name) => {
                    let json = self.members.next_value::<Json>()?;
                    (self.receive)(name, json).map_err(A::Error::custom)?;
                }
            }
        }
        Ok(None)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, A::Error> {
        self.members.next_value_seed(seed)
    }
}

/// The name of a member.
enum Name {
    Field(&'static str),
    Other(String),
}

/// Decodes a name, and looks for it among the fields.
struct NameSeed(&'static [&'static str]);

impl<'de> DeserializeSeed<'de> for NameSeed {
    type Value = Name;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Name, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for NameSeed {
    type Value = Name;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a member")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Name, E> {
        let field = self.0.iter().find(|field| **field == name);
        Ok(field.map_or_else(|| Name::Other(name.to_owned()), |field| Name::Field(field)))
    }
}
