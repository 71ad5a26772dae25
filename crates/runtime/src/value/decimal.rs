//! Decimal numbers that lose no digit.

use std::fmt;
use std::str::FromStr;

use serde::de::{self, Deserializer, MapAccess, Unexpected, Visitor};
use serde::{Deserialize, Serialize, Serializer};
use serde_json::value::RawValue;

use crate::raw_value::{PRIVATE_KEY, RAW_VALUE};

/// A decimal number, sent as a JSON number or as a JSON string: the digits and the form are kept as they came.
///
/// `0.0`, `"12.50"` and numbers too long for `f64` encode back to the text that they were decoded from. A string that is no
/// number is kept as well, for a response is not refused for that; [`parse`](Self::parse) tells.
///
/// Digits are exact when decoded from JSON text. Where serde buffers a value first (inside `untagged` and `flatten`) or a
/// `serde_json::Value` stands between, a number has already been through `f64` and its text is what was left of it.
///
/// Two values are equal when text and form are: `1.0`, `1` and `"1"` all differ.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Decimal {
    text: String,
    form: Form,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Form {
    /// The text is a valid JSON number.
    Number,
    /// Any text.
    String,
}

/// A text that is no number as JSON writes them. The text is not repeated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a decimal number such as 12.50")]
pub struct InvalidDecimal;

impl Decimal {
    /// The digits as they came, without quotes.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether JSON has it in quotes.
    #[must_use]
    pub fn is_string(&self) -> bool {
        self.form == Form::String
    }

    /// The same digits in quotes, for providers that ask for decimals as strings.
    #[must_use]
    pub fn into_string_form(self) -> Self {
        Self { form: Form::String, ..self }
    }

    /// The number as a type of the caller's choice, such as `f64` or a decimal type.
    ///
    /// # Errors
    ///
    /// Whatever `T` says of a text that it cannot read.
    pub fn parse<T: FromStr>(&self) -> Result<T, T::Err> {
        self.text.parse()
    }

    fn number(number: impl fmt::Display) -> Self {
        Self { text: number.to_string(), form: Form::Number }
    }

    /// Reads a JSON value of which the whole text is `json`.
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

impl From<i64> for Decimal {
    fn from(number: i64) -> Self {
        Self::number(number)
    }
}

impl From<u64> for Decimal {
    fn from(number: u64) -> Self {
        Self::number(number)
    }
}

impl FromStr for Decimal {
    type Err = InvalidDecimal;

    /// Takes what JSON takes as a number, and has the form of a number: see [`Decimal::into_string_form`].
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        // serde_json skips white space around a value, so first and last byte are looked at here.
        let bare = text.starts_with(|first: char| first == '-' || first.is_ascii_digit())
            && text.ends_with(|last: char| last.is_ascii_digit());
        match serde_json::from_str::<&RawValue>(text) {
            Ok(number) if bare => Ok(Self::number(number)),
            _ => Err(InvalidDecimal),
        }
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
        f.write_str("a decimal number or a string that holds one")
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
        // As serde_json writes it: `1.0` where `Display` has `1`, and no digits that JSON cannot carry.
        serde_json::to_string(&number).map_err(de::Error::custom).and_then(|text| Decimal::from_json(&text))
    }
}
