//! A piece of a body that may be shown: its shape, without its values.

use std::fmt::Write as _;

/// Whether `key` is one that people give to members. What is long, or has other characters, may be a token that a provider keeps
/// something under.
pub(crate) fn looks_like_a_name(key: &str) -> bool {
    let is_plain = |c: char| c.is_alphanumeric() || "_-.$@ ".contains(c);
    !key.is_empty() && key.chars().count() <= MAX_NAME_LENGTH && key.chars().all(is_plain)
}

/// As long as a UUID, which many providers name things by. Keys and tokens are longer.
const MAX_NAME_LENGTH: usize = 36;

/// How many characters of shape are shown.
const MAX_EXCERPT_LENGTH: usize = 60;

/// The shape of the JSON text in `body` up to `line` and `column`, both from 1: its last 60 characters.
pub(super) fn before(body: &[u8], line: usize, column: usize) -> Option<String> {
    let start: usize = body.split_inclusive(|byte| *byte == b'\n').take(line.checked_sub(1)?).map(<[u8]>::len).sum();
    let json = String::from_utf8_lossy(body.get(..start.checked_add(column)?.min(body.len()))?);
    let shape = shape(&json);
    let cut = shape.chars().count().saturating_sub(MAX_EXCERPT_LENGTH);
    let end: String = shape.chars().skip(cut).collect();
    Some(if cut == 0 { end } else { format!("…{end}") })
}

/// `json` in one line, strings as `"…"` and digits as `0`; keys as they are if they look like names.
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

/// The characters of a string up to the quote that closes it, escapes left as they are.
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

/// What a body is that begins like a page, such as those that proxies send.
pub(super) fn markup(body: &[u8]) -> Option<&'static str> {
    let prefix = body.trim_ascii_start();
    let begins_with =
        |text: &str| prefix.get(..text.len()).is_some_and(|prefix| prefix.eq_ignore_ascii_case(text.as_bytes()));
    if begins_with("<!doctype html") || begins_with("<html") {
        Some("HTML")
    } else if begins_with("<?xml") {
        Some("XML")
    } else {
        None
    }
}
