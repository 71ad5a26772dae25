//! Escapes, and characters that stand for themselves.

use super::{Untranslatable, reader::Reader};

/// `\s`: white space and line terminators of ECMA-262.
const SPACES: &str =
    r"\t\n\x0B\x0C\r\x20\x{A0}\x{1680}\x{2000}-\x{200A}\x{2028}\x{2029}\x{202F}\x{205F}\x{3000}\x{FEFF}";

/// Characters that mean something to the crate `regex`. Others must not be escaped: `\\<` is the start of a word.
const SPECIAL: &str = r"\.+*?()|[]{}^$#&-~";

/// What an escape stands for.
pub(super) enum Escape {
    Character(char),
    /// The inner part of a class of characters.
    Class(String),
    /// The inner part of a class of all other characters.
    Others(String),
    /// `\b`, which is another thing in a class.
    Boundary,
    /// `\B`.
    NoBoundary,
}

/// The character `character`, which stands for itself.
pub(super) fn literal(character: char) -> String {
    if SPECIAL.contains(character) {
        format!("\\{character}")
    } else if character.is_ascii_graphic() {
        character.to_string()
    } else {
        format!("\\x{{{:X}}}", u32::from(character))
    }
}

/// The escape behind a backslash that is in no class.
pub(super) fn outside(reader: &mut Reader<'_>) -> Result<String, Untranslatable> {
    Ok(match escape(reader)? {
        Escape::Character(character) => literal(character),
        Escape::Class(inner) => format!("[{inner}]"),
        Escape::Others(inner) => format!("[^{inner}]"),
        Escape::Boundary => r"(?-u:\b)".to_owned(),
        Escape::NoBoundary => r"(?-u:\B)".to_owned(),
    })
}

/// Reads what is behind a backslash.
pub(super) fn escape(reader: &mut Reader<'_>) -> Result<Escape, Untranslatable> {
    let character = reader.next().ok_or(Untranslatable::Invalid)?;
    let class = |inner: &str| Ok(Escape::Class(inner.to_owned()));
    let others = |inner: &str| Ok(Escape::Others(inner.to_owned()));
    match character {
        'd' => class("0-9"),
        'D' => others("0-9"),
        'w' => class("0-9A-Za-z_"),
        'W' => others("0-9A-Za-z_"),
        's' => class(SPACES),
        'S' => others(SPACES),
        'b' => Ok(Escape::Boundary),
        'B' => Ok(Escape::NoBoundary),
        't' => Ok(Escape::Character('\t')),
        'n' => Ok(Escape::Character('\n')),
        'v' => Ok(Escape::Character('\u{B}')),
        'f' => Ok(Escape::Character('\u{C}')),
        'r' => Ok(Escape::Character('\r')),
        '0' if !reader.peek().is_some_and(|next| next.is_ascii_digit()) => Ok(Escape::Character('\0')),
        '0'..='9' | 'k' => Err(Untranslatable::BackReference),
        'c' => control(reader),
        'x' => reader.hexadecimal(2).and_then(char::from_u32).map(Escape::Character).ok_or(Untranslatable::Invalid),
        'u' => unicode(reader).map(Escape::Character),
        'p' => property(reader).map(|name| Escape::Class(format!("\\p{{{name}}}"))),
        'P' => property(reader).map(|name| Escape::Class(format!("\\P{{{name}}}"))),
        other if other.is_ascii_alphabetic() => {
            Err(Untranslatable::Ambiguous("it has an escape that ECMA-262 does not define"))
        }
        other => Ok(Escape::Character(other)),
    }
}

/// `\cA` to `\cZ`.
fn control(reader: &mut Reader<'_>) -> Result<Escape, Untranslatable> {
    let character = reader.next().filter(char::is_ascii_alphabetic).ok_or(Untranslatable::Invalid)?;
    char::from_u32(u32::from(character) % 32).map(Escape::Character).ok_or(Untranslatable::Invalid)
}

/// `\u00E9`, `\u{E9}`, and `\uD83D\uDE00`, which is one character in UTF-16.
fn unicode(reader: &mut Reader<'_>) -> Result<char, Untranslatable> {
    if reader.take("{") {
        let digits = reader.until('}').ok_or(Untranslatable::Invalid)?;
        let number = u32::from_str_radix(digits, 16).map_err(|_| Untranslatable::Invalid)?;
        return char::from_u32(number).ok_or(Untranslatable::Unsupported);
    }
    let first = reader.hexadecimal(4).ok_or(Untranslatable::Invalid)?;
    let unit = |number: u32| u16::try_from(number).map_err(|_| Untranslatable::Invalid);
    let mut units = vec![unit(first)?];
    if (0xD800..0xDC00).contains(&first) && reader.take("\\u") {
        units.push(unit(reader.hexadecimal(4).ok_or(Untranslatable::Invalid)?)?);
    }
    let mut decoded = char::decode_utf16(units);
    match (decoded.next(), decoded.next()) {
        (Some(Ok(character)), None) => Ok(character),
        // Half a pair: no text in UTF-8 has it.
        _ => Err(Untranslatable::Unsupported),
    }
}

/// The name in `{L}`, `{Script=Greek}` or `{Alphabetic}`. A name that does not exist fails later.
fn property<'a>(reader: &mut Reader<'a>) -> Result<&'a str, Untranslatable> {
    let name = if reader.take("{") { reader.until('}') } else { None };
    let name = name.ok_or(Untranslatable::Ambiguous("`\\p` without braces has several meanings"))?;
    let is_name = !name.is_empty() && name.chars().all(|char| char.is_ascii_alphanumeric() || "_=".contains(char));
    if is_name { Ok(name) } else { Err(Untranslatable::Invalid) }
}
