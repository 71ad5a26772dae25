//! The header `Link` (RFC 8288).
//!
//! The crates for it either depend on `regex` or split a header at commas, which addresses and quoted parameters may
//! contain.

/// The address of the first link with the relation `next` in the value of a header. A link with an `anchor` is one from
/// another resource, and does not count.
pub(super) fn next(header: &str) -> Option<&str> {
    let mut rest = header;
    while let Some(start) = rest.find('<') {
        let (address, parameters) = rest.get(start + 1..)?.split_once('>')?;
        let (is_next, behind) = read_parameters(parameters);
        if is_next {
            return Some(address.trim());
        }
        rest = behind;
    }
    None
}

/// Whether the parameters of a link make it the next page, and what stands behind them.
fn read_parameters(mut rest: &str) -> (bool, &str) {
    let mut relation = None;
    let mut has_anchor = false;
    loop {
        rest = rest.trim_start();
        let Some(parameter) = rest.strip_prefix(';') else { break };
        let end = parameter.find(['=', ';', ',']).unwrap_or(parameter.len());
        let (name, behind) = parameter.split_at(end);
        let (value, behind) = match behind.strip_prefix('=') {
            Some(value) => read_value(value.trim_start()),
            None => (String::new(), behind),
        };
        rest = behind;
        match name.trim() {
            // Only the first one counts (section 3.3).
            name if name.eq_ignore_ascii_case("rel") => {
                relation.get_or_insert(value);
            }
            name if name.eq_ignore_ascii_case("anchor") => has_anchor = true,
            _ => {}
        }
    }
    let relation = relation.unwrap_or_default();
    let is_next = relation.split_ascii_whitespace().any(|relation| relation.eq_ignore_ascii_case("next"));
    (is_next && !has_anchor, rest)
}

/// The value of a parameter, a token or a quoted string, and what stands behind it.
fn read_value(text: &str) -> (String, &str) {
    let Some(quoted) = text.strip_prefix('"') else {
        let (value, behind) = text.split_at(text.find([';', ',']).unwrap_or(text.len()));
        return (value.trim().to_owned(), behind);
    };
    let mut value = String::new();
    let mut characters = quoted.char_indices();
    while let Some((at, character)) = characters.next() {
        match character {
            '"' => return (value, quoted.get(at + 1..).unwrap_or_default()),
            '\\' => value.extend(characters.next().map(|(_, escaped)| escaped)),
            other => value.push(other),
        }
    }
    (value, "")
}

#[cfg(test)]
mod tests {
    use super::next;

    #[test]
    fn finds_the_next_page_among_links() {
        for (header, wanted) in [
            ("<https://a.example/?page=2>; rel=\"next\"", Some("https://a.example/?page=2")),
            ("</x?a=1,2>; rel=prev, </x?a=2,3>; rel=next", Some("/x?a=2,3")),
            ("</x>; title=\"a, <b>; rel=\\\"next\\\"\"; rel=last, </y>;REL = \"last Next\"", Some("/y")),
            ("</x>; rel=last; rel=next", None),
            ("</x>; rel=nextish, </y>; rel=\"x-next\"", None),
            ("</x>; rel=next; anchor=\"/other\", </y>;  rel=next", Some("/y")),
            ("</x>; foo; rel=next", Some("/x")),
            ("<?page=2>;rel=next", Some("?page=2")),
            ("<>; rel=next", Some("")),
            ("</x>; rel=\"next", Some("/x")),
            ("</x; rel=next", None),
            ("next", None),
            ("", None),
        ] {
            assert_eq!(next(header), wanted, "{header}");
        }
    }
}
