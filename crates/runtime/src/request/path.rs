//! Paths and their templates.
//!
//! A value is percent-encoded, so that `/`, `?`, `#`, `%` and `\` in it neither end its segment nor add another.
//! Encoding cannot protect the segments `.` and `..`: the URL standard, and with it the `url` crate, resolves `%2E%2E`
//! like `..`, so `/users/%2E%2E/keys` becomes `/keys`. [`Core::execute`](crate::Core::execute) therefore returns an
//! error if a path does not have the segments of its template.

use percent_encoding::percent_decode_str;

/// Replaces each `{name}` and `{+name}` in `template` by its value.
///
/// `None` if a value is missing, or is empty beside other text: [`fills_template`] finds an empty segment, but not that
/// the path `/users/.json` has no id. With a `{+name}`, whose value may have several segments, segments cannot be
/// counted: then `None` also if a value is empty or a dot segment, or begins or ends with an empty segment.
pub(super) fn fill(template: &str, values: &[(&str, String)]) -> Option<String> {
    let mut path = String::with_capacity(template.len());
    let mut rest = template;
    let is_spread = template.contains("{+");
    while let Some((before, after)) = rest.split_once('{') {
        let (wanted, after) = after.split_once('}')?;
        let (spans_segments, wanted) = wanted.strip_prefix('+').map_or((false, wanted), |wanted| (true, wanted));
        let (_, value) = values.iter().find(|(name, _)| *name == wanted)?;
        path.push_str(before);
        let is_whole_segment = path.ends_with('/') && is_end_of_segment(after);
        let is_lost = value.is_empty() && (is_spread || !is_whole_segment);
        let is_open = spans_segments
            && (value.starts_with('/') && path.ends_with('/') || value.ends_with('/') && is_end_of_segment(after));
        if is_lost || is_open {
            return None;
        }
        path.push_str(value);
        rest = after;
    }
    path.push_str(rest);
    let has_dots = is_spread && path.split(['?', '#']).next().unwrap_or_default().split('/').any(has_dot_segment);
    (!has_dots).then_some(path)
}

/// Whether a segment of the template ends before `after`.
fn is_end_of_segment(after: &str) -> bool {
    after.is_empty() || after.starts_with(['/', '?', '#'])
}

/// Whether the URL standard resolves `segment` as `.` or `..`, or a server does so that decodes `%2F` first.
fn has_dot_segment(segment: &str) -> bool {
    let decoded: Vec<u8> = percent_decode_str(segment).collect();
    decoded.split(|byte| matches!(byte, b'/' | b'\\')).any(|part| matches!(part, b"." | b".."))
}

/// Whether `path` has as many segments as `template`, and no segment with a parameter is empty. A segment with a
/// `{+name}` may be several.
///
/// Counting finds all dot segments, because resolving them removes segments or leaves the last one empty. An empty
/// parameter is an error for the same reason: `/users/` does not address the operation `/users/{id}`.
pub(crate) fn fills_template(template: &str, path: &str) -> bool {
    // Most templates have no parameter, and need no comparison of segments.
    if template == path {
        return true;
    }
    // Some documents have a query in a path template. It is not part of the path.
    let template = template.split(['?', '#']).next().unwrap_or_default();
    if template.contains("{+") {
        return path.split('/').count() >= template.split('/').count();
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
