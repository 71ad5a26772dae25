//! Path parameters.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// Everything but the unreserved characters of RFC 3986, section 2.3.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Percent-encodes one path segment, so that no value can add, end or escape a segment by `/`, `?`, `#`, `%` or `\`.
///
/// What no encoding can carry are the values `.` and `..`: the URL standard, and with it the `url` crate, resolves `%2E%2E`
/// exactly as it resolves `..`, so `/users/%2E%2E/keys` becomes `/keys`. [`Core::execute`](crate::Core::execute) therefore
/// refuses a request whose path no longer has the segments of its template.
#[must_use]
pub fn encode_path(segment: &str) -> String {
    utf8_percent_encode(segment, RESERVED).to_string()
}

/// Whether `path` has the segments of `template`, and something in each segment that holds a parameter.
///
/// Dot segments only ever remove segments, or leave the last one empty, so counting sees them all. An empty parameter is
/// refused for the same reason: `/users/` is not the operation `/users/{id}`.
pub(crate) fn fills_template(template: &str, path: &str) -> bool {
    // Most templates have no parameter, and then there is nothing to look for.
    if template == path {
        return true;
    }
    let (mut wanted, mut found) = (template.split('/'), path.split('/'));
    loop {
        match (wanted.next(), found.next()) {
            (None, None) => return true,
            (Some(wanted), Some(found)) if !(wanted.contains('{') && found.is_empty()) => {}
            _ => return false,
        }
    }
}
