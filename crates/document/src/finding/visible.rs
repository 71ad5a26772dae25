//! Texts of documents in a form that no terminal acts on, and that is not too long.

use std::borrow::Cow;

use crate::limits::MAX_MESSAGE_CHARACTERS;

/// Whether a terminal acts on a character instead of showing it: control characters, and marks that change the
/// direction of text.
pub(super) fn is_control(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// `text` without its middle, where it is longer than [`MAX_MESSAGE_CHARACTERS`].
fn shortened(text: &str) -> Cow<'_, str> {
    if text.len() <= MAX_MESSAGE_CHARACTERS || text.chars().nth(MAX_MESSAGE_CHARACTERS).is_none() {
        return Cow::Borrowed(text);
    }
    let half = text.char_indices().nth(MAX_MESSAGE_CHARACTERS / 2).map_or(text.len(), |(at, _)| at);
    let (start, end) = text.split_at(half);
    let tail = end.char_indices().rev().nth(MAX_MESSAGE_CHARACTERS / 2).map_or(0, |(at, _)| at);
    Cow::Owned(format!("{start} […] {}", end.get(tail..).unwrap_or_default()))
}

/// `text` with escapes for control characters other than line ends, and without its middle if it is very long.
#[must_use]
pub fn visible(text: &str) -> String {
    let text = shortened(text);
    let escaped = |character: char| {
        if is_control(character) && character != '\n' {
            character.escape_default().collect()
        } else {
            character.to_string()
        }
    };
    text.chars().map(escaped).collect()
}
