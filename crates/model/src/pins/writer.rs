//! Writes `names.lock`: sorted, a name a line.

use std::{borrow::Cow, fmt::Write as _};

use super::Pins;

const HEADER: &str = "\
# The names in Rust of what the document has. Written by moored; to be committed, not edited: moored.toml renames.
# The next version of the document keeps these names. docs/names-lock.md explains the format.
";

pub(super) const VERSION: &str = "version = 1";

pub(super) fn render(pins: &Pins) -> String {
    format!("{HEADER}{VERSION}\n{}", tables(pins))
}

/// The tables, with an empty line before each.
pub(super) fn tables(pins: &Pins) -> String {
    let mut text = String::new();
    for (table, owners) in &pins.tables {
        for (owner, keys) in owners {
            let word = table.word();
            // Writing to a string cannot fail.
            let _ = match owner.as_str() {
                "" if !table.has_owner() => writeln!(text, "\n[{word}]"),
                owner => writeln!(text, "\n[{word}.{}]", key(owner)),
            };
            for (written, pin) in keys {
                let _ = writeln!(text, "{} = \"{}\"", key(written), pin.name);
            }
        }
    }
    text
}

fn key(text: &str) -> Cow<'_, str> {
    if is_bare(text) {
        return Cow::Borrowed(text);
    }
    // A string can always be serialized. TOML has an escape for one character that JSON does not escape.
    Cow::Owned(serde_json::to_string(text).unwrap_or_default().replace('\u{7f}', "\\u007f"))
}

/// Whether TOML allows `text` as a key without quotes.
pub(super) fn is_bare(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-')
}
