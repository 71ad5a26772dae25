//! The values of path parameters in the path of a request.

use percent_encoding::percent_decode_str;

/// A piece of a path template.
enum Piece<'a> {
    Text(&'a str),
    Parameter(&'a str),
}

/// The parameters of `template` in `path`, which may begin with the path of the base address, decoded.
pub(super) fn parameters(template: &str, path: &str) -> Vec<(String, String)> {
    let template = template.split(['?', '#']).next().unwrap_or_default();
    let pieces = pieces(template);
    let starts = path.match_indices('/').map(|(start, _)| start);
    let in_rest = |start| matched(&pieces, path.get(start..).unwrap_or_default());
    // The path of the base address comes first.
    starts.rev().find_map(in_rest).unwrap_or_default()
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

/// The parameters, if `path` has these pieces and nothing else.
fn matched(pieces: &[Piece<'_>], path: &str) -> Option<Vec<(String, String)>> {
    let Some((first, others)) = pieces.split_first() else { return path.is_empty().then(Vec::new) };
    match first {
        Piece::Text(text) => matched(others, path.strip_prefix(text)?),
        Piece::Parameter(name) => {
            let (name, may_have_slash) = name.strip_prefix('+').map_or((*name, false), |name| (name, true));
            let ends = path.char_indices().map(|(start, one)| start + one.len_utf8());
            let (value, mut found) = ends.filter_map(|end| path.split_at_checked(end)).find_map(|(value, rest)| {
                let is_value = may_have_slash || !value.contains('/');
                Some((value, matched(others, rest).filter(|_| is_value)?))
            })?;
            let value = percent_decode_str(value).decode_utf8_lossy().into_owned();
            found.insert(0, (name.to_owned(), value));
            Some(found)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::parameters;

    fn found(template: &str, path: &str) -> String {
        let pairs = parameters(template, path);
        pairs.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn parameters_are_decoded_whatever_the_base_address_has_before() {
        assert_eq!(found("/users/{id}", "/users/7"), "id=7");
        assert_eq!(found("/users/{id}", "/v1/users/a%2Fb"), "id=a/b");
        assert_eq!(found("/users/{id}/keys/{key}.json", "/users/users/keys/k.json"), "id=users key=k");
        assert_eq!(found("/files/{+path}", "/files/a/b.txt"), "path=a/b.txt");
        assert_eq!(found("/users", "/users"), "");
        assert_eq!(found("/users/{id}", "/groups/7"), "");
    }
}
