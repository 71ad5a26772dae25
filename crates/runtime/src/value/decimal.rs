//! Decimal numbers with all their digits.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

use serde::de::{self, Deserializer, MapAccess, Unexpected, Visitor};
use serde::{Deserialize, Serialize, Serializer};
use serde_json::value::RawValue;

use super::number::Number;
use crate::json::Normal;
use crate::raw_value::{PRIVATE_KEY, RAW_VALUE};

/// A decimal number, sent as a JSON number or as a JSON string. The digits and the form are kept as received.
///
/// `0.0`, `"12.50"` and numbers that are too long for an `f64` encode back to the same text. A string that is not a
/// number is kept as well, so that the response decodes; [`parse`](Self::parse) then returns an error.
///
/// Digits are exact if they are decoded from JSON text. If serde buffers the value (inside `untagged` and `flatten`),
/// or it is decoded from a `serde_json::Value`, a number has been an `f64` and may have lost digits.
///
/// Numbers are compared by their values, whatever their notation: `1.0`, `1` and `"1"` are equal. Texts that are not
/// numbers come after all numbers, and are compared as texts.
#[derive(Clone, Debug)]
pub struct Decimal {
    text: String,
    form: Form,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// The text is a valid JSON number.
    Number,
    /// Any text.
    String,
}

/// A text that is not a JSON number. The message does not contain the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a decimal number such as 12.50")]
pub struct InvalidDecimal;

impl Decimal {
    /// The digits as received, without quotes.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether it is a JSON string.
    #[must_use]
    pub fn is_string(&self) -> bool {
        self.form == Form::String
    }

    /// The same digits as a JSON string, for providers that require that.
    #[must_use]
    pub fn into_string_form(self) -> Self {
        Self { form: Form::String, ..self }
    }

    /// The number as another type, such as `f64` or a decimal type.
    ///
    /// # Errors
    ///
    /// The error of `T` if it cannot parse the text.
    pub fn parse<T: FromStr>(&self) -> Result<T, T::Err> {
        self.text.parse()
    }

    /// The number in a form in which equal numbers are equal; the text of what is none.
    fn value(&self) -> Result<Normal, &str> {
        match Number::from_str(&self.text) {
            Ok(_) => Ok(Normal::read(&self.text)),
            Err(_) => Err(&self.text),
        }
    }

    fn number(number: impl fmt::Display) -> Self {
        Self { text: number.to_string(), form: Form::Number }
    }

    /// Decodes the JSON text of one value.
    fn from_json<E: de::Error>(json: &str) -> Result<Self, E> {
        match json.bytes().next() {
            Some(b'"') => {
                let text = serde_json::from_str(json).map_err(de::Error::custom)?;
                Ok(Self { text, form: Form::String })
            }
            Some(b'{') => Err(E::invalid_type(Unexpected::Map, &DecimalVisitor)),
            Some(b'[') => Err(E::invalid_type(Unexpected::Seq, &DecimalVisitor)),
            Some(b't') => Err(E::invalid_type(Unexpected::Bool(true), &DecimalVisitor)),
            Some(b'f') => Err(E::invalid_type(Unexpected::Bool(false), &DecimalVisitor)),
            Some(b'n') => Err(E::invalid_type(Unexpected::Unit, &DecimalVisitor)),
            _ => Ok(Self::number(json)),
        }
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text)
    }
}

impl AsRef<str> for Decimal {
    fn as_ref(&self) -> &str {
        &self.text
    }
}

impl PartialEq for Decimal {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text || self.value() == other.value()
    }
}

impl Eq for Decimal {}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        self.value().cmp(&other.value())
    }
}

impl Hash for Decimal {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.value().hash(state);
    }
}

macro_rules! from_integers {
    ($($ty:ty)*) => {$(
        impl From<$ty> for Decimal {
            fn from(number: $ty) -> Self {
                Self::number(number)
            }
        }
    )*};
}

from_integers! { i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize }

impl FromStr for Decimal {
    type Err = InvalidDecimal;

    /// Parses a JSON number. The result has the form of a number; for a string see [`Decimal::into_string_form`].
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        // serde_json skips white space around a value, which is not allowed here.
        let bare = text.starts_with(|first: char| first == '-' || first.is_ascii_digit())
            && text.ends_with(|last: char| last.is_ascii_digit());
        match serde_json::from_str::<&RawValue>(text) {
            Ok(number) if bare => Ok(Self::number(number)),
            _ => Err(InvalidDecimal),
        }
    }
}

impl TryFrom<&str> for Decimal {
    type Error = InvalidDecimal;

    fn try_from(text: &str) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl TryFrom<String> for Decimal {
    type Error = InvalidDecimal;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl Serialize for Decimal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.form {
            Form::String => serializer.serialize_str(&self.text),
            Form::Number => {
                RawValue::from_string(self.text.clone()).map_err(serde::ser::Error::custom)?.serialize(serializer)
            }
        }
    }
}

impl<'de> Deserialize<'de> for Decimal {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_newtype_struct(RAW_VALUE, DecimalVisitor)
    }
}

struct DecimalVisitor;

impl<'de> Visitor<'de> for DecimalVisitor {
    type Value = Decimal;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a decimal number or a string that contains one")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Decimal, A::Error> {
        match map.next_key::<String>()? {
            Some(key) if key.starts_with(PRIVATE_KEY) => Decimal::from_json(&map.next_value::<String>()?),
            _ => Err(de::Error::invalid_type(Unexpected::Map, &self)),
        }
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, buffered: D) -> Result<Decimal, D::Error> {
        buffered.deserialize_any(self)
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Decimal, E> {
        Ok(Decimal { text: text.to_owned(), form: Form::String })
    }

    fn visit_i64<E: de::Error>(self, number: i64) -> Result<Decimal, E> {
        Ok(Decimal::from(number))
    }

    fn visit_u64<E: de::Error>(self, number: u64) -> Result<Decimal, E> {
        Ok(Decimal::from(number))
    }

    fn visit_f64<E: de::Error>(self, number: f64) -> Result<Decimal, E> {
        // `serde_json` writes `1.0` where `Display` writes `1`, and returns an error for infinity, which JSON does not
        // have.
        serde_json::to_string(&number).map_err(de::Error::custom).and_then(|text| Decimal::from_json(&text))
    }
}
