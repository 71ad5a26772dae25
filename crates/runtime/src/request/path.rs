//! Paths and their templates.
//!
//! A value is percent-encoded so that it can neither add, end nor escape a segment by `/`, `?`, `#`, `%` or `\`. What no encoding can carry are
//! the segments `.` and `..`: the URL standard, and with it the `url` crate, resolves `%2E%2E` exactly as it resolves `..`, so
//! `/users/%2E%2E/keys` becomes `/keys`. [`Core::execute`](crate::Core::execute) therefore refuses a request whose path no longer has the
//! segments of its template.

/// `template` with `values`, each what stands for `{name}`; `None` where a name has none.
pub(super) fn fill(template: &str, values: &[(&str, String)]) -> Option<String> {
    let mut path = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        let (wanted, after) = after.split_once('}')?;
        let (_, value) = values.iter().find(|(name, _)| *name == wanted)?;
        path.push_str(before);
        path.push_str(value);
        rest = after;
    }
    path.push_str(rest);
    Some(path)
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
    // A query that a document has in its paths is sent, and none of the path.
    let template = template.split(['?', '#']).next().unwrap_or_default();
    let (mut wanted, mut found) = (template.split('/'), path.split('/'));
    loop {
        match (wanted.next(), found.next()) {
            (None, None) => return true,
            (Some(wanted), Some(found)) if !(wanted.contains('{') && found.is_empty()) => {}
            _ => return false,
        }
    }
}
