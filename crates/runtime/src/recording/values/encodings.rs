//! A text within another, whether it is percent-encoded, encoded as in a form, escaped as in JSON, or as it is.

/// The byte that the first, encoded, character of `text` begins with; `None` if it is as it is.
pub(super) fn first_encoded(text: &[u8]) -> Option<u8> {
    if !text.starts_with(b"%") && !text.starts_with(b"\\") {
        return None;
    }
    let byte = percent_encoded(text).or_else(|| simply_escaped(text)).map(|(byte, _)| byte);
    byte.or_else(|| unicode_escaped(text)?.0.encode_utf8(&mut [0; 4]).bytes().next())
}

/// What follows `value` in `text`; `None` if `text` does not begin with it.
pub(super) fn strip<'a>(text: &'a [u8], value: &[u8]) -> Option<&'a [u8]> {
    // As it is, whatever it looks like: a cookie may be percent-encoded.
    if let Some(rest) = text.strip_prefix(value) {
        return Some(rest);
    }
    let (mut text, mut value) = (text, value);
    while let Some((expected, tail)) = value.split_first() {
        let as_it_is =
            text.split_first().filter(|(byte, _)| *byte == expected || (**byte == b'+' && *expected == b' '));
        let escaped = percent_encoded(text).or_else(|| simply_escaped(text)).filter(|(byte, _)| byte == expected);
        (text, value) = match (escaped, as_it_is) {
            (Some((_, rest)), _) | (None, Some((_, rest))) => (rest, tail),
            (None, None) => {
                let (character, rest) = unicode_escaped(text)?;
                (rest, value.strip_prefix(character.encode_utf8(&mut [0; 4]).as_bytes())?)
            }
        };
    }
    Some(text)
}

/// `%2F`
fn percent_encoded(text: &[u8]) -> Option<(u8, &[u8])> {
    let digits = text.strip_prefix(b"%")?;
    let byte = number(digits.get(..2)?)?;
    Some((u8::try_from(byte).ok()?, digits.get(2..)?))
}

/// `\"`, `\n`
fn simply_escaped(text: &[u8]) -> Option<(u8, &[u8])> {
    let (character, rest) = text.strip_prefix(b"\\")?.split_first()?;
    let byte = match character {
        b'"' | b'\\' | b'/' => *character,
        b'b' => 8,
        b'f' => 12,
        b'n' => b'\n',
        b'r' => b'\r',
        b't' => b'\t',
        _ => return None,
    };
    Some((byte, rest))
}

/// `\u00e9`; characters that need two of these are rare in secrets.
fn unicode_escaped(text: &[u8]) -> Option<(char, &[u8])> {
    let digits = text.strip_prefix(b"\\u")?;
    Some((char::from_u32(number(digits.get(..4)?)?)?, digits.get(4..)?))
}

fn number(digits: &[u8]) -> Option<u32> {
    digits.iter().try_fold(0, |number, digit| Some(number * 16 + char::from(*digit).to_digit(16)?))
}
