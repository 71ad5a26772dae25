//! Integers in a JSON text.

use std::cmp::Ordering;

/// What the text of a number is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Integer {
    /// An integer within the range of `u64`.
    Unsigned(u64),
    /// An integer below 0 within the range of `i64`.
    Signed(i64),
    /// An integer within the range of `i128` or `u128`.
    Wide(i128),
    WideUnsigned(u128),
    /// An integer outside of all these ranges.
    Unbounded,
    /// Not an integer.
    Fraction,
}

impl Integer {
    /// Reads the JSON number `text`. JSON Schema counts `1.0` and `1e3` as integers ([validation
    /// 6.1.1](https://json-schema.org/draft/2020-12/json-schema-validation#section-6.1.1)).
    pub(crate) fn read(text: &str) -> Self {
        if text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-') {
            return Self::of_digits(text);
        }
        let normal = Normal::read(text);
        match normal.exponent {
            Some(exponent) if exponent >= 0 => {
                // No range has more than 39 digits.
                let zeros = usize::try_from(exponent).unwrap_or(usize::MAX);
                if normal.digits.len().saturating_add(zeros) > 39 {
                    return Self::Unbounded;
                }
                let sign = if normal.is_negative { "-" } else { "" };
                Self::of_digits(&format!("{sign}{}{}", normal.digits, "0".repeat(zeros)))
            }
            Some(_) => Self::Fraction,
            None if normal.digits.is_empty() => Self::Unsigned(0),
            None if normal.has_negative_exponent => Self::Fraction,
            None => Self::Unbounded,
        }
    }

    fn of_digits(text: &str) -> Self {
        if let Ok(number) = text.parse() {
            return Self::Unsigned(number);
        }
        match (text.parse::<i64>(), text.parse::<i128>(), text.parse::<u128>()) {
            (Ok(0), _, _) => Self::Unsigned(0),
            (Ok(number), _, _) => Self::Signed(number),
            (_, Ok(number), _) => Self::Wide(number),
            (_, _, Ok(number)) => Self::WideUnsigned(number),
            _ => Self::Unbounded,
        }
    }
}

/// A number as `digits * 10^exponent`, where the digits neither begin nor end with 0. Equal numbers have equal forms.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Normal {
    pub(crate) is_negative: bool,
    /// Empty for 0.
    pub(crate) digits: String,
    /// `None` for 0, and for an exponent that is not an `i64`.
    pub(crate) exponent: Option<i64>,
    has_negative_exponent: bool,
    /// The exponent that is not an `i64`.
    text: Option<String>,
}

impl Normal {
    pub(crate) fn read(text: &str) -> Self {
        let (is_negative, unsigned) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (mantissa, exponent) = unsigned.split_once(['e', 'E']).unwrap_or((unsigned, "0"));
        let (integer, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let all = format!("{integer}{fraction}");
        let kept = all.trim_end_matches('0');
        let digits = kept.trim_start_matches('0').to_owned();
        if digits.is_empty() {
            return Self { is_negative: false, digits, exponent: None, has_negative_exponent: false, text: None };
        }
        let dropped = all.len().saturating_sub(kept.len());
        let shift = i64::try_from(dropped).ok().zip(i64::try_from(fraction.len()).ok());
        let sum = exponent
            .parse::<i64>()
            .ok()
            .zip(shift)
            .and_then(|(exponent, (dropped, fraction))| exponent.checked_add(dropped)?.checked_sub(fraction));
        let has_negative_exponent = sum.is_none() && exponent.starts_with('-');
        Self { is_negative, digits, exponent: sum, has_negative_exponent, text: sum.is_none().then(|| text.to_owned()) }
    }
}

/// The absolute value of a number, in the order of its size.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Magnitude<'a> {
    Zero,
    /// With an exponent that is not an `i64`; these are ordered by their texts.
    Tiny(&'a str),
    /// How many digits are before the decimal point, and the digits.
    Digits(i128, &'a str),
    Huge(&'a str),
    Infinite,
    NotANumber,
}

impl Normal {
    fn magnitude(&self) -> Magnitude<'_> {
        match (self.digits.as_str(), self.exponent) {
            ("", _) => Magnitude::Zero,
            ("inf", _) => Magnitude::Infinite,
            ("NaN", _) => Magnitude::NotANumber,
            (digits, Some(exponent)) => {
                let length = i128::try_from(digits.len()).unwrap_or(i128::MAX);
                Magnitude::Digits(length.saturating_add(exponent.into()), digits)
            }
            (_, None) if self.has_negative_exponent => Magnitude::Tiny(self.text.as_deref().unwrap_or_default()),
            (_, None) => Magnitude::Huge(self.text.as_deref().unwrap_or_default()),
        }
    }
}

impl PartialOrd for Normal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Normal {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self.is_negative, other.is_negative) {
            (false, false) => self.magnitude().cmp(&other.magnitude()),
            (true, true) => other.magnitude().cmp(&self.magnitude()),
            (true, false) => Ordering::Less,
            (false, true) => Ordering::Greater,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn integers_are_exact_in_every_notation() {
        let cases = [
            ("0", Integer::Unsigned(0)),
            ("-0", Integer::Unsigned(0)),
            ("-0.0e5", Integer::Unsigned(0)),
            ("1.0", Integer::Unsigned(1)),
            ("-2e3", Integer::Signed(-2000)),
            ("9007199254740993.0", Integer::Unsigned(9_007_199_254_740_993)),
            ("1844674407370955161500e-2", Integer::Unsigned(u64::MAX)),
            ("18446744073709551616", Integer::Wide(18_446_744_073_709_551_616)),
            ("-9223372036854775809", Integer::Wide(-9_223_372_036_854_775_809)),
            ("340282366920938463463374607431768211455", Integer::WideUnsigned(u128::MAX)),
            ("1e39", Integer::Unbounded),
            ("1e99999999999999999999", Integer::Unbounded),
            ("1e-99999999999999999999", Integer::Fraction),
            ("1.5", Integer::Fraction),
            ("10e-2", Integer::Fraction),
        ];
        for (text, integer) in cases {
            assert_eq!(Integer::read(text), integer, "{text}");
        }
    }
}
