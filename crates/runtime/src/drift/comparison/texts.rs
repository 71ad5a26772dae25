//! Formats and listed values.

use super::super::description::{Listed, ListedValue, Native, Type};
use crate::json::{Document, Kind};
use crate::value::{Base64, Base64Url, Date, DateTime, Decimal, Uuid};

/// Whether the value `at`, which is of the JSON type of `ty`, has its format: whether the type of this crate has a
/// meaning for it. So variants of RFC 3339 that [`DateTime`] understands are no difference.
pub(super) fn has_format(json: &Document, at: usize, ty: &Type<'_>) -> bool {
    let native = match ty {
        Type::Native(native) => *native,
        Type::UnsignedInteger => return !json.number(at).starts_with('-'),
        _ => return true,
    };
    if matches!(native, Native::Secret | Native::Number) || json.kind(at) == Kind::Number {
        return true;
    }
    let Ok(text) = json.string(at) else { return false };
    match native {
        Native::DateTime => text.parse::<DateTime>().is_ok(),
        Native::Date => text.parse::<Date>().is_ok(),
        Native::Uuid => text.parse::<Uuid>().is_ok(),
        Native::Decimal => text.parse::<Decimal>().is_ok(),
        Native::Base64 => Base64::try_from(&*text).is_ok(),
        Native::Base64Url => Base64Url::try_from(&*text).is_ok(),
        Native::Secret | Native::Number => true,
    }
}

/// Whether the string or number `at` is one of `values`.
pub(super) fn is_listed(json: &Document, at: usize, values: &[Listed<'_>]) -> bool {
    if json.kind(at) == Kind::Number {
        let number: Result<f64, _> = json.number(at).parse();
        return values
            .iter()
            .any(|one| matches!((&one.value, &number), (ListedValue::Number(listed), Ok(number)) if listed == number));
    }
    let text = json.string(at).unwrap_or_default();
    values.iter().any(|one| matches!(&one.value, ListedValue::Text(listed) if *listed == text))
}
