//! The values of path parameters in the path of a request.

use std::ops::Range;

/// A piece of a path template.
enum Piece<'a> {
    Text(&'a str),
    Parameter(&'a str),
}

/// Where the parameters of `template` are in `path`, which may begin with the path of the base address; nothing if
/// `path` has another form.
pub(crate) fn parameters<'a>(template: &'a str, path: &str) -> Vec<(&'a str, Range<usize>)> {
    let template = template.split(['?', '#']).next().unwrap_or_default();
    let pieces = pieces(template);
    let starts = path.match_indices('/').map(|(start, _)| start);
    // The path of the base address comes first.
    starts.rev().find_map(|start| matched(&pieces, path, start)).unwrap_or_default()
}

fn pieces(template: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = template;
    while let Some((text, (name, after))) =
        rest.split_once('{').and_then(|(text, rest)| Some((text, rest.split_once('}')?)))
    {
        pieces.extend([Piece::Text(text), Piece::Parameter(name)]);
        rest = after;
    }
    pieces.push(Piece::Text(rest));
    pieces
}

/// The parameters, if `path` has these pieces from `start` on, and nothing else.
fn matched<'a>(pieces: &[Piece<'a>], path: &str, start: usize) -> Option<Vec<(&'a str, Range<usize>)>> {
    let rest = path.get(start..)?;
    let Some((first, others)) = pieces.split_first() else { return rest.is_empty().then(Vec::new) };
    match first {
        Piece::Text(text) => rest.starts_with(text).then(|| matched(others, path, start + text.len()))?,
        Piece::Parameter(name) => {
            let (name, may_have_slash) = name.strip_prefix('+').map_or((*name, false), |name| (name, true));
            let ends = rest.char_indices().map(|(at, one)| start + at + one.len_utf8());
            let is_value = |end: &usize| may_have_slash || path.get(start..*end).is_some_and(|it| !it.contains('/'));
            let (end, mut found) =
                ends.take_while(is_value).find_map(|end| Some((end, matched(others, path, end)?)))?;
            found.insert(0, (name, start..end));
            Some(found)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::parameters;

    fn found(template: &str, path: &str) -> String {
        let pairs = parameters(template, path);
        let texts = pairs.into_iter().map(|(name, at)| format!("{name}={}", path.get(at).unwrap_or_default()));
        texts.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn parameters_are_found_whatever_the_base_address_has_before() {
        assert_eq!(found("/users/{id}", "/users/7"), "id=7");
        assert_eq!(found("/users/{id}", "/v1/users/a%2Fb"), "id=a%2Fb");
        assert_eq!(found("/users/{id}/keys/{key}.json", "/users/users/keys/k.json"), "id=users key=k");
        assert_eq!(found("/files/{+path}", "/files/a/b.txt"), "path=a/b.txt");
        assert_eq!(found("/v1/{token}/files/{+path}", "/api/v1/t/files/a/b"), "token=t path=a/b");
        assert_eq!(found("/users", "/users"), "");
        assert_eq!(found("/users/{id}", "/groups/7"), "");
    }
}
