//! The JSON types of values, as text.

use crate::json::{Document, Kind};

/// The JSON type of the value `at`: `string`, `null`, `array of integer`.
pub(super) fn of(json: &Document, at: usize) -> &'static str {
    if json.kind(at) != Kind::Array {
        return simple(json, at);
    }
    let mut types = json.elements(at).map(|element| simple(json, element));
    let first = types.next();
    match first.filter(|first| types.all(|ty| ty == *first)) {
        Some("string") => "array of string",
        Some("integer") => "array of integer",
        Some("number") => "array of number",
        Some("boolean") => "array of boolean",
        Some("object") => "array of object",
        Some("array") => "array of array",
        _ => "array",
    }
}

fn simple(json: &Document, at: usize) -> &'static str {
    match json.kind(at) {
        Kind::Null => "null",
        Kind::False | Kind::True => "boolean",
        Kind::Number if is_integer(json.number(at)) => "integer",
        Kind::Number => "number",
        Kind::Array => "array",
        Kind::Object => "object",
        _ => "string",
    }
}

/// Whether the JSON number `text` is an integer, which `1.0` is as well (JSON Schema, section 6.3).
pub(super) fn is_integer(text: &str) -> bool {
    let is_plain = text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    is_plain || text.parse().is_ok_and(|number: f64| number.is_finite() && number.fract() == 0.0)
}
