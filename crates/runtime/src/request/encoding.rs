//! Percent-encoding for each part of a request.

use percent_encoding::{AsciiSet, CONTROLS, NON_ALPHANUMERIC, percent_encode, utf8_percent_encode};
use url::form_urlencoded;

/// Where text is written, which decides how it is encoded.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Encoding {
    /// In a path: all but the unreserved characters of RFC 3986, section 2.3, are percent-encoded.
    Path,
    /// In a path with `allowReserved: true`.
    ReservedPath,
    /// In a query: the same as in a path.
    Query,
    /// In a query with `allowReserved: true`.
    Reserved,
    /// In a cookie.
    Cookie,
    /// In a cookie with `style: cookie`, which is not encoded.
    CookieAsGiven,
    /// In a form.
    Form,
    /// In a header, which is not encoded.
    Verbatim,
}

/// All but the unreserved characters of RFC 3986, section 2.3.
const UNRESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// The reserved characters of RFC 3986 that have a meaning in a query stay encoded: `#`, `&`, `+`, `[` and `]`.
const RESERVED: &AsciiSet = &UNRESERVED
    .remove(b':')
    .remove(b'/')
    .remove(b'?')
    .remove(b'@')
    .remove(b'!')
    .remove(b'$')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b',')
    .remove(b';')
    .remove(b'=');

/// The characters of a path (RFC 3986, section 3.3). Of the reserved ones `?`, `#`, `[` and `]` stay encoded.
const RESERVED_PATH: &AsciiSet = &UNRESERVED
    .remove(b':')
    .remove(b'/')
    .remove(b'@')
    .remove(b'!')
    .remove(b'$')
    .remove(b'&')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b'+')
    .remove(b',')
    .remove(b';')
    .remove(b'=');

/// All that is not a `cookie-octet` (RFC 6265, section 4.1.1), the percent sign, and `&`, at which some servers split
/// cookies. Percent-encoded triplets are kept: the value of a cookie is the text of a `Set-Cookie`, in which the server
/// has encoded it.
const COOKIE: &AsciiSet = &CONTROLS.add(b' ').add(b'"').add(b',').add(b';').add(b'\\').add(b'%').add(b'&');

const COOKIE_NAME: &AsciiSet = &COOKIE.add(b'=');

impl Encoding {
    pub(super) fn encode(self, text: &str) -> String {
        match self {
            Self::Path | Self::Query => utf8_percent_encode(text, UNRESERVED).to_string(),
            Self::Reserved => encode_keeping_triplets(text, RESERVED),
            Self::ReservedPath => encode_keeping_triplets(text, RESERVED_PATH),
            Self::Cookie => encode_keeping_triplets(text, COOKIE),
            Self::Form => form_urlencoded::byte_serialize(text.as_bytes()).collect(),
            Self::Verbatim | Self::CookieAsGiven => text.to_owned(),
        }
    }

    /// Encodes a name, including the characters that separate a name from its value.
    pub(super) fn encode_name(self, name: &str) -> String {
        match self {
            Self::Reserved | Self::ReservedPath => utf8_percent_encode(name, UNRESERVED).to_string(),
            Self::Cookie => utf8_percent_encode(name, COOKIE_NAME).to_string(),
            other => other.encode(name),
        }
    }
}

/// `name=value` in a query.
pub(crate) fn query_pair(name: &str, value: &str) -> String {
    format!("{}={}", Encoding::Query.encode_name(name), Encoding::Query.encode(value))
}

/// Percent-encodes the characters in `set`, but not existing percent-encoded triplets.
fn encode_keeping_triplets(text: &str, set: &'static AsciiSet) -> String {
    let mut encoded = String::with_capacity(text.len());
    let mut parts = text.split('%');
    encoded.extend(parts.next().map(|part| utf8_percent_encode(part, set).to_string()));
    for part in parts {
        let is_triplet = part.len() >= 2 && part.bytes().take(2).all(|byte| byte.is_ascii_hexdigit());
        encoded.push_str(if is_triplet { "%" } else { "%25" });
        encoded.extend(percent_encode(part.as_bytes(), set));
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reserved_characters_are_kept_except_those_with_a_meaning_in_a_query() {
        assert_eq!(Encoding::Reserved.encode("a/b?c=d:e,f%2Fg%h%é"), "a/b?c=d:e,f%2Fg%25h%25%C3%A9");
        assert_eq!(Encoding::Reserved.encode("a&b#c+d[e] f"), "a%26b%23c%2Bd%5Be%5D%20f");
        assert_eq!(Encoding::ReservedPath.encode("a/b:c?d#e&f+g[h]%2Fi%j k"), "a/b:c%3Fd%23e&f+g%5Bh%5D%2Fi%25j%20k");
    }
}
