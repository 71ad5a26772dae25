//! Types that are not the same.

use moored_model::api::Native;
use serde_json::Value;

use super::{
    enums,
    fit::{Fit, Reading},
    published,
    view::View,
    work::{Spot, Work},
};
use crate::{Class, Direction, rule::rules};

rules! {
    TYPE_CHANGED [Wire Behaviour] "type-changed" "A value has another type."
        "A response with the new type does not decode with the old client; a request with the old type is invalid in \
         the new document. In a union, the old client keeps the value undecoded (behaviour).";
    TYPE_COMPATIBLE [Behaviour] "type-compatible" "A value has another type, with which both sides can work."
        "The old client decodes every response with the new type, and the new document allows every request with the \
         old one. With the new client, the type in Rust can be another one (source).";
    FORMAT_CHANGED [Wire Behaviour] "format-changed" "A string or a number has another format."
        "In a request, a text that does not have the new format may be rejected. In a response, the old client keeps any \
         text, whatever its format, and any integer of 64 bits.";
}

/// Compares two values that no other rule compares: of which at most one is a type of the client, or of which each is
/// another kind of type.
pub(super) fn compare<'a>(work: &mut Work<'a>, spot: &Spot<'a>, old: View<'a>, new: View<'a>) {
    let (of_old, of_new) = spot.part.origins();
    let is_string = |side, origin: Option<_>| {
        spot.part.holder().is_some()
            && origin.and_then(|origin| published::text(side, origin, "type")) == Some("string")
    };
    // A `Decimal` is a string or a number.
    let precise = |view, side, origin| match view {
        View::Decimal if is_string(side, origin) => View::Text(Some(Native::Decimal)),
        other => other,
    };
    let (old, new) = (precise(old, &work.old, of_old), precise(new, &work.new, of_new));
    match (old, new) {
        (View::Json, View::Json)
        | (View::Object, View::Object)
        | (View::Bool, View::Bool)
        | (View::Float, View::Float)
        | (View::Decimal, View::Decimal) => {}
        (View::Text(one), View::Text(other)) => format(work, spot, one, other),
        (View::Integer(one), View::Integer(other)) if one == other => format(work, spot, None, None),
        (View::Number, View::Number) => {}
        (View::Number, View::Float) | (View::Float, View::Number) => number_format(work, spot, old, new),
        (View::Enum(definition, _), View::Text(_)) => enums::opened(work, spot, definition),
        (View::Text(_), View::Enum(_, values)) => enums::introduced(work, spot, &enums::texts(values)),
        (View::NumberEnum(definition, _), View::Integer(_) | View::Number) if fits(work, spot, old, new) => {
            enums::opened(work, spot, definition);
        }
        (View::Integer(_) | View::Number, View::NumberEnum(_, values)) => {
            let texts: Vec<String> = values.values.iter().map(|value| value.value.to_string()).collect();
            enums::introduced(work, spot, &texts);
        }
        _ if fits(work, spot, old, new) => {
            let text = match spot.direction {
                Direction::Request => "the type of what the client sends is still allowed",
                Direction::Response => "the client still decodes it",
            };
            let change =
                work.change(spot, &TYPE_COMPATIBLE, Class::Behaviour, format!("{}; {text}", described(old, new)));
            work.push(spot, change.values(old.word(), new.word()));
        }
        _ => {
            let text = format!("{}; {}", described(old, new), spot.failure_text());
            let change = work.change(spot, &TYPE_CHANGED, spot.failing(), text);
            work.push(spot, change.values(old.word(), new.word()));
        }
    }
}

fn fits<'a>(work: &Work<'a>, spot: &Spot<'a>, old: View<'a>, new: View<'a>) -> bool {
    Reading::new(&work.old, &work.new, spot.direction).fit(old, new) == Fit::All
}

fn described(old: View<'_>, new: View<'_>) -> String {
    match (old.word(), new.word()) {
        (one, other) if one == other => format!("the value is another {other}"),
        (one, other) => format!("the value was {} and is {}", with_article(one), with_article(other)),
    }
}

fn with_article(word: &str) -> String {
    match word {
        "any value" => word.to_owned(),
        _ if word.starts_with("one of") => word.to_owned(),
        _ if word.starts_with(['a', 'e', 'i', 'o']) => format!("an {word}"),
        _ => format!("a {word}"),
    }
}

/// Formats of strings that validators check.
const CHECKED: &[&str] = &[
    "byte",
    "date",
    "date-time",
    "duration",
    "email",
    "hostname",
    "idn-email",
    "idn-hostname",
    "ipv4",
    "ipv6",
    "iri",
    "iri-reference",
    "json-pointer",
    "regex",
    "relative-json-pointer",
    "time",
    "uri",
    "uri-reference",
    "uri-template",
    "uuid",
];

/// The format that a type of the runtime represents.
const fn format_of(native: Native) -> &'static str {
    match native {
        Native::DateTime => "date-time",
        Native::Date => "date",
        Native::Uuid => "uuid",
        Native::Decimal => "decimal",
        Native::Base64 => "byte",
        Native::Base64Url => "base64url",
        Native::Secret => "password",
        Native::Number => "number",
    }
}

/// Compares the formats of two strings or integers, with the types that represent them.
fn format<'a>(work: &mut Work<'a>, spot: &Spot<'a>, old: Option<Native>, new: Option<Native>) {
    let (of_old, of_new) = spot.part.origins();
    let declared = |side, origin: Option<_>| match spot.part.holder() {
        Some(_) => origin.and_then(|origin| published::with_type(side, origin)),
        None => None,
    };
    let (mut before, mut after) = (old.map(format_of), new.map(format_of));
    if let (Some(one), Some(other)) = (declared(&work.old, of_old), declared(&work.new, of_new)) {
        before = one.get("format").and_then(Value::as_str).or(before);
        after = other.get("format").and_then(Value::as_str).or(after);
    }
    if before == after {
        return;
    }
    let is_narrower = match after {
        Some("int32") => before == Some("int64"),
        Some(format) => CHECKED.contains(&format),
        None => false,
    };
    let (class, text) = match spot.direction {
        Direction::Request if is_narrower => (Class::Wire, "a request with another value may be rejected"),
        Direction::Request if old != new => (Class::Behaviour, "a request may have any value of the type"),
        Direction::Response if old != new => (Class::Behaviour, "the client decodes it as before"),
        // Other formats are annotations, and the type in Rust is the same.
        _ => return,
    };
    let text_of = |format: Option<&str>| format.unwrap_or("no format").to_owned();
    let (before, after) = (text_of(before), text_of(after));
    let change =
        work.change(spot, &FORMAT_CHANGED, class, format!("the format was `{before}` and is `{after}`; {text}"));
    work.push(spot, change.values(before, after));
}

/// Reports that a number with all its digits is a binary floating point number now, or the other way round.
fn number_format<'a>(work: &mut Work<'a>, spot: &Spot<'a>, old: View<'a>, new: View<'a>) {
    let word = |view| if matches!(view, View::Float) { "double" } else { "no format" };
    let text = "the format of the number has changed; only the type in Rust is another one".to_owned();
    let change = work.change(spot, &FORMAT_CHANGED, Class::Behaviour, text);
    work.push(spot, change.values(word(old), word(new)));
}
