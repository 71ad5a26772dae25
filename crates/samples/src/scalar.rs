//! Strings and numbers within their bounds.

use serde_json::{Number, Value};

use super::Unsampled;
use super::flat::Flat;
use super::pattern;

/// The largest integer below which `f64` represents all integers exactly.
const EXACT: f64 = 9_007_199_254_740_992.0;

/// A string with the required format and length. Each `salt` gives another one if the constraints allow it.
pub(super) fn string(flat: &Flat<'_>, salt: usize) -> Result<Value, Unsampled> {
    let (least, most) = (flat.sizes.min_length.unwrap_or(0), flat.sizes.max_length.unwrap_or(u64::MAX));
    if least > most {
        return Err(Unsampled::Contradiction(format!("a text of at least {least} and at most {most} characters")));
    }
    if let Some(pattern) = flat.pattern
        && let Some(text) = pattern::text(pattern, least)
    {
        return Ok(text.into());
    }
    if let Some(text) = flat.format.and_then(|format| of_format(format, salt)) {
        return Ok(text.into());
    }
    let mut text = match salt {
        0 => "text".to_owned(),
        salt => format!("text {salt}"),
    };
    let length = text.chars().count() as u64;
    if length > most {
        let last = format!("{salt}");
        text = match salt {
            0 => text,
            _ => last + &text,
        };
        text = text.chars().take(usize::try_from(most).unwrap_or(0)).collect();
    } else if length < least {
        text.extend(std::iter::repeat_n('x', usize::try_from((least - length).min(100_000)).unwrap_or(0)));
    }
    Ok(text.into())
}

fn of_format(format: &str, salt: usize) -> Option<String> {
    let digit = salt % 10;
    Some(match format {
        "date-time" => format!("2024-05-17T09:30:0{digit}Z"),
        "date" => format!("2024-05-1{digit}"),
        "time" => format!("09:30:0{digit}Z"),
        "duration" => format!("P{}D", digit + 1),
        "uuid" | "guid" => format!("3fa85f64-5717-4562-b3fc-2c963f66afa{digit}"),
        "email" | "idn-email" => format!("jane{digit}@example.com"),
        "hostname" | "idn-hostname" => format!("host{digit}.example.com"),
        "ipv4" | "ip" => format!("192.0.2.{}", digit + 1),
        "ipv6" => format!("2001:db8::{}", digit + 1),
        "uri" | "url" | "iri" | "uri-reference" | "iri-reference" => format!("https://example.com/{digit}"),
        "byte" | "base64" => "aGVsbG8=".to_owned(),
        "json-pointer" => format!("/a/{digit}"),
        "regex" => "^a$".to_owned(),
        "decimal" => format!("12.5{digit}"),
        "int64" | "int32" | "integer" | "number" => format!("4{digit}"),
        _ => return None,
    })
}

/// An integer within the bounds.
pub(super) fn integer(flat: &Flat<'_>, salt: usize) -> Result<Value, Unsampled> {
    let (least, most) = bounds(flat, 1.0);
    let step = flat.multiple.filter(|step| *step >= 1.0).unwrap_or(1.0);
    let wanted = 42.0 + salt as f64;
    let mut found = (wanted / step).round() * step;
    if found < least || found > most {
        let start = if least.is_finite() { least } else { most - salt as f64 };
        found = (start / step).ceil() * step + if least.is_finite() { salt as f64 * step } else { 0.0 };
        if found > most {
            found = (least.max(-EXACT) / step).ceil() * step;
        }
    }
    if found < least || found > most {
        return Err(Unsampled::Contradiction(format!("a whole number from {least} to {most}")));
    }
    match flat.least {
        // Too large to be exact in an `f64`: the value of `minimum` is used.
        Some(bound) if found.abs() > EXACT && found == bound => Ok(Value::from(bound as i64)),
        _ => Ok(Value::from(found as i64)),
    }
}

/// A number within the bounds, with a fraction if the bounds allow it.
pub(super) fn number(flat: &Flat<'_>, salt: usize) -> Result<Value, Unsampled> {
    let (least, most) = bounds(flat, 0.0);
    let wanted = 1.5 + salt as f64;
    let mut found = match flat.multiple.filter(|step| *step > 0.0) {
        Some(step) => (wanted / step).round() * step,
        None => wanted,
    };
    if found < least || found > most || flat.above == Some(found) || flat.below == Some(found) {
        found = match (least.is_finite(), most.is_finite()) {
            (true, true) => f64::midpoint(least, most),
            (true, false) => least + 1.5 + salt as f64,
            _ => most - 1.5 - salt as f64,
        };
        if let Some(step) = flat.multiple.filter(|step| *step > 0.0) {
            found = (found / step).floor() * step;
        }
    }
    if least > most {
        return Err(Unsampled::Contradiction(format!("a number from {least} to {most}")));
    }
    Number::from_f64(found)
        .map(Value::Number)
        .ok_or_else(|| Unsampled::Contradiction("a number that JSON cannot represent".to_owned()))
}

/// The bounds; exclusive ones are moved inwards by `step`.
fn bounds(flat: &Flat<'_>, step: f64) -> (f64, f64) {
    let least = flat.least.unwrap_or(f64::NEG_INFINITY).max(flat.above.map_or(f64::NEG_INFINITY, |bound| bound + step));
    let most = flat.most.unwrap_or(f64::INFINITY).min(flat.below.map_or(f64::INFINITY, |bound| bound - step));
    (least, most)
}
