//! Numbers with all their digits.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

use serde::de::{Deserialize, Deserializer, Error as _};
use serde::ser::{Error as _, Serialize, Serializer};
use serde_json::value::RawValue;

use crate::json::{Integer, Kind, NOT_FINITE, Normal, Raw};

/// A JSON number, kept as it was received: `12.50` encodes back to `12.50`, and a number of thirty digits to all of
/// them.
///
/// ```
/// # use moored_runtime::Number;
/// let price: Number = serde_json::from_str("12.50")?;
/// assert_eq!(price.as_f64(), 12.5);
/// assert_eq!(serde_json::to_string(&price)?, "12.50");
/// assert_eq!(price, Number::from(12.5));
/// assert_eq!(Number::from(3_u8).as_i64(), Some(3));
/// # Ok::<(), serde_json::Error>(())
/// ```
///
/// Numbers are compared by their values, whatever their notation: `1`, `1.0` and `10e-1` are equal, and less than
/// `1.5`. What is no number (NaN) is greater than all numbers.
#[derive(Clone)]
pub struct Number {
    /// A JSON number, or a number of Rust that JSON does not have.
    text: Box<str>,
}

/// A text that is not a JSON number. The message does not contain the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a number such as 12.50")]
pub struct InvalidNumber;

impl Number {
    /// The number as received.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The nearest `f64`, infinite if the number is out of its range.
    #[must_use]
    pub fn as_f64(&self) -> f64 {
        self.text.parse().unwrap_or(f64::NAN)
    }

    /// The number as an `i64`; `None` if it is not an integer or out of range. `1.0` is an integer.
    #[must_use]
    pub fn as_i64(&self) -> Option<i64> {
        self.as_i128()?.try_into().ok()
    }

    /// The number as a `u64`; `None` if it is not an integer or out of range.
    #[must_use]
    pub fn as_u64(&self) -> Option<u64> {
        self.as_i128()?.try_into().ok()
    }

    /// The number as an `i128`; `None` if it is not an integer or out of range.
    #[must_use]
    pub fn as_i128(&self) -> Option<i128> {
        match Integer::read(&self.text) {
            Integer::Unsigned(number) => Some(number.into()),
            Integer::Signed(number) => Some(number.into()),
            Integer::Wide(number) => Some(number),
            Integer::WideUnsigned(_) | Integer::Unbounded | Integer::Fraction => None,
        }
    }

    /// Whether the number is an integer of any size.
    #[must_use]
    pub fn is_integer(&self) -> bool {
        self.is_json() && Integer::read(&self.text) != Integer::Fraction
    }

    /// The number as another type, such as a decimal type or a big integer.
    ///
    /// # Errors
    ///
    /// The error of `T` if it cannot parse the text.
    pub fn parse<T: FromStr>(&self) -> Result<T, T::Err> {
        self.text.parse()
    }

    /// The number whose JSON text is `text`.
    pub(super) fn from_json(text: &str) -> Self {
        Self { text: text.into() }
    }

    /// `false` for what only a Rust number can be: NaN or infinite.
    fn is_json(&self) -> bool {
        self.text.ends_with(|last: char| last.is_ascii_digit())
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text)
    }
}

impl fmt::Debug for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl PartialEq for Number {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text || Normal::read(&self.text) == Normal::read(&other.text)
    }
}

impl Eq for Number {}

impl Hash for Number {
    fn hash<H: Hasher>(&self, state: &mut H) {
        Normal::read(&self.text).hash(state);
    }
}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Number {
    fn cmp(&self, other: &Self) -> Ordering {
        Normal::read(&self.text).cmp(&Normal::read(&other.text))
    }
}

impl AsRef<str> for Number {
    fn as_ref(&self) -> &str {
        &self.text
    }
}

impl TryFrom<&str> for Number {
    type Error = InvalidNumber;

    fn try_from(text: &str) -> Result<Self, InvalidNumber> {
        text.parse()
    }
}

impl TryFrom<String> for Number {
    type Error = InvalidNumber;

    fn try_from(text: String) -> Result<Self, InvalidNumber> {
        text.parse()
    }
}

impl FromStr for Number {
    type Err = InvalidNumber;

    fn from_str(text: &str) -> Result<Self, InvalidNumber> {
        match Raw::read(text.to_owned()) {
            // Without whitespace around it.
            Ok(json) if json.kind() == Kind::Number && json.bytes() == text.as_bytes() => Ok(Self::from_json(text)),
            _ => Err(InvalidNumber),
        }
    }
}

macro_rules! from_integers {
    ($($ty:ty)*) => {$(
        impl From<$ty> for Number {
            fn from(number: $ty) -> Self {
                Self { text: number.to_string().into() }
            }
        }
    )*};
}

from_integers! { i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize }

impl From<f64> for Number {
    /// A number that is NaN or infinite cannot be sent: a request with it is an
    /// [`Error::InvalidRequest`](crate::Error::InvalidRequest).
    fn from(number: f64) -> Self {
        // serde_json writes `1.0` where `Display` writes `1`, and an exponent for large numbers.
        let json = if number.is_finite() { serde_json::to_string(&number).ok() } else { None };
        Self { text: json.unwrap_or_else(|| number.to_string()).into() }
    }
}

impl From<f32> for Number {
    /// The shortest number that is the same `f32`: `0.1`, not `0.10000000149011612`.
    fn from(number: f32) -> Self {
        let json = if number.is_finite() { serde_json::to_string(&number).ok() } else { None };
        Self { text: json.unwrap_or_else(|| number.to_string()).into() }
    }
}

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if !self.is_json() {
            return Err(S::Error::custom(NOT_FINITE));
        }
        // Serializers of other formats know no JSON text. They get it only if nothing else has all digits.
        if let Ok(number) = self.text.parse::<u64>() {
            return serializer.serialize_u64(number);
        }
        match self.text.parse::<i64>() {
            Ok(number) if number != 0 => serializer.serialize_i64(number),
            _ if Self::from(self.as_f64()).text == self.text => serializer.serialize_f64(self.as_f64()),
            _ => RawValue::from_string(self.text.to_string()).map_err(S::Error::custom)?.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let json = Raw::deserialize(deserializer)?;
        match json.kind() {
            Kind::Number => Ok(Self::from_json(json.number())),
            _ => Err(D::Error::invalid_type(json.unexpected(), &"a number")),
        }
    }
}
