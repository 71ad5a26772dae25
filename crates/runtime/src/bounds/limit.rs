//! Numbers that others are compared with.

use std::cmp::Ordering;
use std::fmt;

use serde_json::Number;

/// A limit of numbers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Limit {
    /// An integer.
    Integer(i128),
    /// Any other number.
    Float(f64),
}

/// The difference to an integer, relative to the quotient, up to which a number is a multiple of another. Decimal
/// fractions such as 0.1 have no exact `f64`.
const TOLERANCE: f64 = 1e-9;

impl Limit {
    /// How `number` compares with the limit; `None` if it has no size.
    pub(super) fn compare(self, number: &Number) -> Option<Ordering> {
        match (self, integer(number)) {
            (Self::Integer(limit), Some(number)) => Some(number.cmp(&limit)),
            (limit, _) => number.as_f64()?.partial_cmp(&limit.as_f64()),
        }
    }

    /// Whether `number` is a multiple of the limit; `true` where that cannot be computed.
    pub(super) fn divides(self, number: &Number) -> bool {
        if let (Self::Integer(limit), Some(number)) = (self, integer(number)) {
            return number.checked_rem(limit).is_none_or(|rest| rest == 0);
        }
        let quotient = number.as_f64().unwrap_or_default() / self.as_f64();
        !quotient.is_finite() || (quotient - quotient.round()).abs() <= TOLERANCE * quotient.abs().max(1.0)
    }

    #[expect(clippy::cast_precision_loss, reason = "the number that it is compared with has no more digits")]
    fn as_f64(self) -> f64 {
        match self {
            Self::Integer(limit) => limit as f64,
            Self::Float(limit) => limit,
        }
    }
}

/// The integer that `number` is.
fn integer(number: &Number) -> Option<i128> {
    number.as_i64().map(i128::from).or_else(|| number.as_u64().map(i128::from))
}

impl fmt::Display for Limit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Integer(limit) => limit.fmt(f),
            Self::Float(limit) => limit.fmt(f),
        }
    }
}
