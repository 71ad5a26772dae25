//! The encodings of text that servers still send.

/// The characters of windows-1252 from 0x80 to 0x9F (WHATWG Encoding, index windows-1252). The other bytes are the
/// first characters of Unicode, as in ISO 8859-1.
const WINDOWS_1252: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘', '’',
    '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// `bytes` as text in `charset`, a name in lower case. `None` if the encoding is not supported.
pub(super) fn decode(bytes: &[u8], charset: &str) -> Option<Result<String, ()>> {
    Some(match charset {
        "utf-8" | "utf8" => String::from_utf8(bytes.to_vec()).map_err(|_| ()),
        // As browsers do: nobody sends the control characters of ISO 8859-1.
        "us-ascii" | "ascii" | "iso-8859-1" | "iso8859-1" | "iso_8859-1" | "latin1" | "latin-1" | "l1"
        | "windows-1252" | "cp1252" => Ok(bytes.iter().map(|byte| windows_1252(*byte)).collect()),
        "iso-8859-15" | "iso8859-15" | "iso_8859-15" | "latin-9" | "latin9" => {
            Ok(bytes.iter().map(|byte| iso_8859_15(*byte)).collect())
        }
        "utf-16" | "utf-16le" | "utf-16be" => utf_16(bytes, charset),
        _ => return None,
    })
}

fn windows_1252(byte: u8) -> char {
    let special = byte.checked_sub(0x80).and_then(|index| WINDOWS_1252.get(usize::from(index)));
    special.copied().unwrap_or(char::from(byte))
}

fn iso_8859_15(byte: u8) -> char {
    match byte {
        0xa4 => '€',
        0xa6 => 'Š',
        0xa8 => 'š',
        0xb4 => 'Ž',
        0xb8 => 'ž',
        0xbc => 'Œ',
        0xbd => 'œ',
        0xbe => 'Ÿ',
        other => char::from(other),
    }
}

/// A byte order mark takes precedence over the name (RFC 2781, section 4). Without either, browsers read little endian.
fn utf_16(bytes: &[u8], charset: &str) -> Result<String, ()> {
    let (bytes, is_big_endian) = match bytes {
        [0xfe, 0xff, rest @ ..] => (rest, true),
        [0xff, 0xfe, rest @ ..] => (rest, false),
        other => (other, charset == "utf-16be"),
    };
    let (pairs, rest) = bytes.as_chunks::<2>();
    if !rest.is_empty() {
        return Err(());
    }
    let unit = |pair: &[u8; 2]| if is_big_endian { u16::from_be_bytes(*pair) } else { u16::from_le_bytes(*pair) };
    char::decode_utf16(pairs.iter().map(unit)).collect::<Result<_, _>>().map_err(|_| ())
}
