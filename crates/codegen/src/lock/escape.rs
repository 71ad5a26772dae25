//! Paths as TOML strings.

use std::fmt::Write as _;

/// Escapes a path for a TOML basic string: file names under `specs/` may contain any character.
pub(super) fn escape(path: &str) -> String {
    let mut escaped = String::with_capacity(path.len());
    for character in path.chars() {
        match character {
            '"' | '\\' => escaped.extend(['\\', character]),
            control if control.is_control() => {
                let _ = write!(escaped, "\\u{:04X}", u32::from(control));
            }
            other => escaped.push(other),
        }
    }
    escaped
}

/// Reverses [`escape`]; returns `None` for text that it never writes.
pub(super) fn unescape(escaped: &str) -> Option<String> {
    let mut path = String::with_capacity(escaped.len());
    let mut rest = escaped.chars();
    while let Some(character) = rest.next() {
        match character {
            '\\' => match rest.next()? {
                plain @ ('"' | '\\') => path.push(plain),
                'u' => {
                    let digits = rest.as_str().get(..4)?;
                    path.push(char::from_u32(u32::from_str_radix(digits, 16).ok()?)?);
                    rest = rest.as_str().get(4..)?.chars();
                }
                _ => return None,
            },
            '"' => return None,
            other => path.push(other),
        }
    }
    Some(path)
}
