//! Objects out of JSON objects alone.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, EnumAccess, Error, MapAccess, SeqAccess, VariantAccess, Visitor};

/// Wraps a deserializer so that structs decode from JSON objects only, at every depth.
///
/// serde's derived structs also take an array, member by member in the order of their declaration: `[]` would be an object
/// with everything absent, and `[1]` one with the first member 1. Nothing in a struct's type can tell it not to, but the
/// deserializer can: asked for a struct, this one asks the one it wraps for a map.
///
/// What the wrapped one hands out is wrapped in turn, whichever trait it has, and that is how it holds at every depth. It
/// does not hold where serde buffers a value before it knows the type (inside `untagged`, `flatten`, and tagged enums): what
/// reads that buffer is serde's own.
///
/// It goes inside what traces paths, and around what reads JSON: names of newtypes pass through, and with them the one under
/// which serde_json hands over the text of a value.
pub(crate) struct StructsAsMaps<T>(pub(crate) T);

macro_rules! forward {
    ($($method:ident ($($argument:ident: $type:ty),*))*) => {$(
        fn $method<V: Visitor<'de>>(self, $($argument: $type,)* visitor: V) -> Result<V::Value, D::Error> {
            self.0.$method($($argument,)* StructsAsMaps(visitor))
        }
    )*};
}

macro_rules! forward_integers {
    ($($method:ident)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
            self.0.$method(WholeNumber(visitor))
        }
    )*};
}

impl<'de, D: Deserializer<'de>> Deserializer<'de> for StructsAsMaps<D> {
    type Error = D::Error;

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        self.0.deserialize_map(StructsAsMaps(visitor))
    }

    forward_integers! {
        deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64
        deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64
    }

    forward! {
        deserialize_any() deserialize_bool() deserialize_char() deserialize_f32() deserialize_f64()
        deserialize_i128()
        deserialize_u128()
        deserialize_str() deserialize_string() deserialize_bytes() deserialize_byte_buf() deserialize_unit()
        deserialize_option() deserialize_seq() deserialize_map() deserialize_identifier() deserialize_ignored_any()
        deserialize_unit_struct(name: &'static str)
        deserialize_newtype_struct(name: &'static str)
        deserialize_tuple(len: usize)
        deserialize_tuple_struct(name: &'static str, len: usize)
        deserialize_enum(name: &'static str, variants: &'static [&'static str])
    }

    fn is_human_readable(&self) -> bool {
        self.0.is_human_readable()
    }
}

macro_rules! forward_values {
    ($($method:ident ($($value:ident: $type:ty)?))*) => {$(
        fn $method<E: Error>(self, $($value: $type)?) -> Result<V::Value, E> {
            self.0.$method($($value)?)
        }
    )*};
}

impl<'de, V: Visitor<'de>> Visitor<'de> for StructsAsMaps<V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.expecting(f)
    }

    forward_values! {
        visit_bool(value: bool) visit_char(value: char) visit_f32(value: f32) visit_f64(value: f64)
        visit_i8(value: i8) visit_i16(value: i16) visit_i32(value: i32) visit_i64(value: i64) visit_i128(value: i128)
        visit_u8(value: u8) visit_u16(value: u16) visit_u32(value: u32) visit_u64(value: u64) visit_u128(value: u128)
        visit_str(value: &str) visit_borrowed_str(value: &'de str) visit_string(value: String)
        visit_bytes(value: &[u8]) visit_borrowed_bytes(value: &'de [u8]) visit_byte_buf(value: Vec<u8>)
        visit_unit() visit_none()
    }

    fn visit_some<D: Deserializer<'de>>(self, value: D) -> Result<V::Value, D::Error> {
        self.0.visit_some(StructsAsMaps(value))
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, value: D) -> Result<V::Value, D::Error> {
        self.0.visit_newtype_struct(StructsAsMaps(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, elements: A) -> Result<V::Value, A::Error> {
        self.0.visit_seq(StructsAsMaps(elements))
    }

    fn visit_map<A: MapAccess<'de>>(self, members: A) -> Result<V::Value, A::Error> {
        self.0.visit_map(StructsAsMaps(members))
    }

    fn visit_enum<A: EnumAccess<'de>>(self, variant: A) -> Result<V::Value, A::Error> {
        self.0.visit_enum(StructsAsMaps(variant))
    }
}

impl<'de, S: DeserializeSeed<'de>> DeserializeSeed<'de> for StructsAsMaps<S> {
    type Value = S::Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<S::Value, D::Error> {
        self.0.deserialize(StructsAsMaps(deserializer))
    }
}

impl<'de, A: SeqAccess<'de>> SeqAccess<'de> for StructsAsMaps<A> {
    type Error = A::Error;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, A::Error> {
        self.0.next_element_seed(StructsAsMaps(seed))
    }

    fn size_hint(&self) -> Option<usize> {
        self.0.size_hint()
    }
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for StructsAsMaps<A> {
    type Error = A::Error;

    /// Keys are texts, so there is no struct in them.
    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, A::Error> {
        self.0.next_key_seed(seed)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, A::Error> {
        self.0.next_value_seed(StructsAsMaps(seed))
    }

    fn size_hint(&self) -> Option<usize> {
        self.0.size_hint()
    }
}

impl<'de, A: EnumAccess<'de>> EnumAccess<'de> for StructsAsMaps<A> {
    type Error = A::Error;
    type Variant = StructsAsMaps<A::Variant>;

    /// The seed is for the name of the variant, which is a text.
    fn variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<(S::Value, Self::Variant), A::Error> {
        self.0.variant_seed(seed).map(|(name, content)| (name, StructsAsMaps(content)))
    }
}

impl<'de, A: VariantAccess<'de>> VariantAccess<'de> for StructsAsMaps<A> {
    type Error = A::Error;

    fn unit_variant(self) -> Result<(), A::Error> {
        self.0.unit_variant()
    }

    fn newtype_variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<S::Value, A::Error> {
        self.0.newtype_variant_seed(StructsAsMaps(seed))
    }

    fn tuple_variant<V: Visitor<'de>>(self, len: usize, visitor: V) -> Result<V::Value, A::Error> {
        self.0.tuple_variant(len, StructsAsMaps(visitor))
    }

    fn struct_variant<V: Visitor<'de>>(self, _: &'static [&'static str], visitor: V) -> Result<V::Value, A::Error> {
        self.0.newtype_variant_seed(StructVariant(StructsAsMaps(visitor)))
    }
}

/// What a struct variant holds, read as a map, which [`VariantAccess`] has no method for.
struct StructVariant<V>(V);

impl<'de, V: Visitor<'de>> DeserializeSeed<'de> for StructVariant<V> {
    type Value = V::Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<V::Value, D::Error> {
        deserializer.deserialize_map(self.0)
    }
}

/// Reads whole numbers, which JSON may write with a fraction of nothing: `1.0` is an integer to JSON Schema
/// ([validation 6.1.1](https://json-schema.org/draft/2020-12/json-schema-core#section-4.2.3)) and none to serde_json.
struct WholeNumber<V>(V);

/// Up to here a float has each integer.
const MAX_EXACT: f64 = 9_007_199_254_740_992.0;

impl<'de, V: Visitor<'de>> Visitor<'de> for WholeNumber<V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.expecting(f)
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<V::Value, E> {
        if value.fract() == 0.0 && value.abs() <= MAX_EXACT {
            // WholeNumber, and in range.
            self.0.visit_i64(value as i64)
        } else {
            self.0.visit_f64(value)
        }
    }

    forward_values! {
        visit_bool(value: bool) visit_i64(value: i64) visit_u64(value: u64) visit_i128(value: i128) visit_u128(value: u128)
        visit_str(value: &str) visit_borrowed_str(value: &'de str) visit_string(value: String) visit_unit() visit_none()
    }

    fn visit_seq<A: SeqAccess<'de>>(self, elements: A) -> Result<V::Value, A::Error> {
        self.0.visit_seq(elements)
    }

    fn visit_map<A: MapAccess<'de>>(self, members: A) -> Result<V::Value, A::Error> {
        self.0.visit_map(members)
    }
}
