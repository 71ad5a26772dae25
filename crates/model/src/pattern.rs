//! Regular expressions of ECMA-262, in the syntax of the crate `regex`.
//!
//! ```text
//! ^[\w-]+\.(png|gif)$      ECMA-262, the dialect of JSON Schema
//! \A[0-9A-Za-z_\-]+\.(?:png|gif)\z
//! ```
//!
//! A translation matches the same texts. What has none, or what is valid in other dialects with another meaning, is an
//! [`Untranslatable`]: rather is a value not checked than a valid one not sent.

mod class;
mod escape;
mod reader;

use std::fmt;

use regex::Regex;
use serde::{Deserialize, Serialize};

use self::reader::Reader;

/// A pattern that has a translation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pattern {
    /// The pattern in the document.
    pub source: String,
    /// The same for the crate `regex`.
    pub translated: String,
}

/// Why a pattern has no translation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Untranslatable {
    LookAround,
    BackReference,
    /// Another dialect gives it another meaning.
    Ambiguous(&'static str),
    Invalid,
    /// It is valid, but too large or not supported.
    Unsupported,
}

/// Longer patterns are not translated.
const LONGEST: usize = 10_000;

/// Translates `source`.
///
/// # Errors
/// Why it has no translation.
pub(crate) fn translate(source: &str) -> Result<Pattern, Untranslatable> {
    if source.len() > LONGEST {
        return Err(Untranslatable::Unsupported);
    }
    if is_delimited(source) {
        return Err(Untranslatable::Ambiguous("it is written between slashes"));
    }
    let translated = expression(source)?;
    Regex::new(&translated).map_err(|_| Untranslatable::Unsupported)?;
    Ok(Pattern { source: source.to_owned(), translated })
}

/// Whether `source` is written as in JavaScript, `/^a$/i`. As a pattern it would require slashes.
fn is_delimited(source: &str) -> bool {
    let Some(inner) = source.strip_prefix('/') else { return false };
    let Some((inner, flags)) = inner.rsplit_once('/') else { return false };
    (inner.starts_with('^') || inner.ends_with('$')) && flags.chars().all(|flag| flag.is_ascii_lowercase())
}

/// Everything but `\n`, `\r`, and the separators of lines and paragraphs.
const ANY: &str = r"[^\n\r\x{2028}\x{2029}]";

fn expression(source: &str) -> Result<String, Untranslatable> {
    let mut reader = Reader::new(source);
    let mut text = String::new();
    let mut open = 0_usize;
    // Whether the text ends with something that can be repeated.
    let mut is_atom = false;
    while let Some(character) = reader.next() {
        match character {
            '^' => text.push_str(r"\A"),
            '$' => text.push_str(r"\z"),
            '.' => text.push_str(ANY),
            '|' => text.push('|'),
            '(' => {
                reader.group()?;
                text.push_str("(?:");
                open += 1;
            }
            ')' => {
                open = open.checked_sub(1).ok_or(Untranslatable::Invalid)?;
                text.push(')');
            }
            '[' => text.push_str(&class::class(&mut reader)?),
            '\\' => text.push_str(&escape::outside(&mut reader)?),
            '*' | '+' | '?' | '{' => {
                let quantifier = match reader.quantifier(character)? {
                    Some(quantifier) if is_atom => quantifier,
                    Some(_) => return Err(Untranslatable::Invalid),
                    // A brace that begins no quantifier.
                    None => escape::literal(character),
                };
                is_atom = !is_quantifier(&quantifier);
                text.push_str(&quantifier);
                continue;
            }
            other => text.push_str(&escape::literal(other)),
        }
        is_atom = !matches!(character, '^' | '$' | '|' | '(');
    }
    if open == 0 { Ok(text) } else { Err(Untranslatable::Invalid) }
}

fn is_quantifier(text: &str) -> bool {
    text.starts_with(['*', '+', '?', '{'])
}

impl fmt::Display for Untranslatable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::LookAround => f.write_str("it looks ahead or behind"),
            Self::BackReference => f.write_str("it refers back to a group"),
            Self::Ambiguous(reason) => f.write_str(reason),
            Self::Invalid => f.write_str("it is not a regular expression of ECMA-262"),
            Self::Unsupported => f.write_str("it is too large or not supported"),
        }
    }
}

#[cfg(test)]
mod tests;
