//! Text in the encoding that a response states.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use crate::DecodeError;

/// `bytes` as text in `charset`, a label in lower case of the [WHATWG Encoding
/// Standard](https://encoding.spec.whatwg.org/#names-and-labels).
pub(super) fn decode(bytes: &[u8], charset: Option<&str>) -> Result<String, DecodeError> {
    let encoding = charset.map_or(Some(UTF_8), encoding).ok_or_else(DecodeError::unsupported_charset)?;
    if encoding == UTF_8 {
        return String::from_utf8(bytes.to_vec()).map_err(|_| DecodeError::not_text("UTF-8"));
    }
    let is_utf_16 = |encoding| encoding == UTF_16LE || encoding == UTF_16BE;
    if !is_utf_16(encoding) {
        return complete(encoding.decode_without_bom_handling(bytes), encoding.name());
    }
    // A byte order mark takes precedence over the name (RFC 2781, section 4).
    let marked = Encoding::for_bom(bytes).map(|(encoding, _)| encoding).filter(|marked| is_utf_16(marked));
    complete(marked.unwrap_or(encoding).decode_with_bom_removal(bytes), "UTF-16")
}

/// The encoding with the label `charset`. Without those that are replaced as unsafe: their text would be lost.
fn encoding(charset: &str) -> Option<&'static Encoding> {
    let label = match charset {
        "latin-1" => "latin1",
        "latin9" | "latin-9" => "iso-8859-15",
        other => other,
    };
    Encoding::for_label_no_replacement(label.as_bytes())
}

fn complete(
    (text, has_errors): (std::borrow::Cow<'_, str>, bool),
    encoding: &'static str,
) -> Result<String, DecodeError> {
    if has_errors { Err(DecodeError::not_text(encoding)) } else { Ok(text.into_owned()) }
}
