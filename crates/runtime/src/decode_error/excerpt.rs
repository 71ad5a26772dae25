//! An excerpt of a JSON body without its values.

use std::fmt::Write as _;

/// Whether `key` looks like the name of a property. A key that is long or has other characters may be a token.
pub(crate) fn looks_like_a_name(key: &str) -> bool {
    let is_plain = |c: char| c.is_alphanumeric() || "_-.$@ ".contains(c);
    !key.is_empty() && key.chars().count() <= MAX_NAME_LENGTH && key.chars().all(is_plain)
}

/// The length of a UUID, which many providers use as a key. Access tokens are longer.
const MAX_NAME_LENGTH: usize = 36;

/// The most characters of an excerpt.
const MAX_EXCERPT_LENGTH: usize = 60;

/// The last 60 characters of `json`, without values.
pub(super) fn of(json: &[u8]) -> String {
    let shape = shape(&String::from_utf8_lossy(json));
    let cut = shape.chars().count().saturating_sub(MAX_EXCERPT_LENGTH);
    let end: String = shape.chars().skip(cut).collect();
    if cut == 0 { end } else { format!("…{end}") }
}

/// `json` on one line, with strings as `"…"` and digits as `0`. Keys are kept if they look like names.
fn shape(json: &str) -> String {
    let mut shape = String::new();
    let mut rest = json.chars();
    while let Some(c) = rest.next() {
        match c {
            '"' => {
                let text = string(&mut rest);
                let is_key = rest.as_str().trim_start().starts_with(':');
                let shown = if is_key && looks_like_a_name(&text) { text.as_str() } else { "…" };
                // Writing to a `String` cannot fail.
                let _ = write!(shape, "\"{shown}\"");
            }
            c if c.is_ascii_digit() => shape.push('0'),
            c if c.is_whitespace() => {
                if !shape.ends_with(' ') {
                    shape.push(' ');
                }
            }
            c => shape.push(c),
        }
    }
    shape
}

/// Reads the rest of a string up to its closing quote. Escapes are kept.
fn string(rest: &mut std::str::Chars<'_>) -> String {
    let mut text = String::new();
    while let Some(c) = rest.next() {
        match c {
            '"' => break,
            '\\' => text.extend([Some(c), rest.next()].into_iter().flatten()),
            c => text.push(c),
        }
    }
    text
}

/// What `body` is instead of JSON, if it begins like that: a page, as proxies send it, or text in another encoding.
pub(super) fn other_format(body: &[u8]) -> Option<&'static str> {
    let prefix = body.trim_ascii_start();
    let begins_with =
        |text: &str| prefix.get(..text.len()).is_some_and(|prefix| prefix.eq_ignore_ascii_case(text.as_bytes()));
    if begins_with("<!doctype html") || begins_with("<html") {
        Some("HTML")
    } else if begins_with("<?xml") {
        Some("XML")
    } else {
        match body {
            [0xff, 0xfe, ..] | [0xfe, 0xff, ..] | [0, ..] | [_, 0, ..] => Some("UTF-16 or UTF-32 instead of UTF-8"),
            [0x1f, 0x8b, ..] => Some("compressed (gzip)"),
            _ => None,
        }
    }
}

/// The number that `text` begins with, if it is one that JavaScript and Python write and JSON does not have.
pub(super) fn number_without_json(text: &[u8]) -> Option<&'static str> {
    ["NaN", "Infinity", "-Infinity"].into_iter().find(|number| {
        text.strip_prefix(number.as_bytes()).is_some_and(|rest| !rest.first().is_some_and(u8::is_ascii_alphanumeric))
    })
}
