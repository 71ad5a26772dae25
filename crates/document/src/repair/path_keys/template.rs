//! A path as it is written, and the template that it can only mean.

/// A path template, and what of its query is a parameter.
pub(super) struct Mended {
    /// The template, with a constant query and fragment where it has them.
    pub(super) path: String,
    /// Query parameters that the path holds.
    pub(super) pairs: Vec<Pair>,
}

/// `kind={value}` in a query, or `kind` in `{?kind}`.
pub(super) struct Pair {
    /// Its name in the query.
    pub(super) name: String,
    /// The name between the braces.
    pub(super) value: String,
    pub(super) is_required: bool,
}

/// Reads `key`; `declared` are the path parameters that its operations have.
pub(super) fn mend(key: &str, declared: &[String]) -> Mended {
    let text = without_host(key.trim());
    let (before, fragment) = text.split_once('#').map_or((text, None), |(before, fragment)| (before, Some(fragment)));
    let (path, query) = before
        .split_once('?')
        .filter(|(path, _)| !path.ends_with('{'))
        .map_or((before, None), |(path, query)| (path, Some(query)));
    let mut pairs = Vec::new();
    let mut mended = segments(&braces(path, declared, &mut pairs), declared);
    if let Some(query) = query {
        let mut constant: Vec<String> = Vec::new();
        for pair in query.split('&').filter(|pair| !pair.is_empty()) {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            match value.strip_prefix('{').and_then(|value| value.strip_suffix('}')) {
                Some(value) => {
                    pairs.push(Pair { name: name.to_owned(), value: value.trim().to_owned(), is_required: true });
                }
                None => constant.push(literal(pair)),
            }
        }
        if !constant.is_empty() {
            mended = format!("{mended}?{}", constant.join("&"));
        }
    }
    if let Some(fragment) = fragment.filter(|fragment| !fragment.is_empty()) {
        mended = format!("{mended}#{}", literal(fragment));
    }
    Mended { path: mended, pairs }
}

/// The template without the names, by which two are the same.
pub(super) fn shape(path: &str) -> String {
    let mut shape = String::new();
    let mut rest = path;
    while let Some((before, after)) = rest.split_once('{') {
        shape.push_str(before);
        shape.push_str("{}");
        rest = after.split_once('}').map_or("", |(_, tail)| tail);
    }
    shape + rest
}

fn without_host(text: &str) -> &str {
    match text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")) {
        Some(rest) => rest.find('/').and_then(|at| rest.get(at..)).unwrap_or("/"),
        None => text,
    }
}

/// Names in the braces, and braces where there is no name as what they are.
fn braces(path: &str, declared: &[String], pairs: &mut Vec<Pair>) -> String {
    let mut mended = String::new();
    let mut rest = path;
    while let Some(at) = rest.find(['{', '}']) {
        let (before, from) = rest.split_at(at);
        mended.push_str(before);
        let inner = closing(from).and_then(|end| Some((from.get(1..end)?, from.get(end + 1..)?)));
        match inner {
            Some((inner, tail)) => {
                rest = tail;
                if let Some(names) = inner.strip_prefix(['?', '&']) {
                    pairs.extend(names.split(',').map(|name| {
                        let name = name.trim().trim_end_matches('*').to_owned();
                        Pair { value: name.clone(), name, is_required: false }
                    }));
                } else {
                    mended.push_str(&format!("{{{}}}", name(inner, declared)));
                }
            }
            None => {
                mended.push_str(if from.starts_with('{') { "%7B" } else { "%7D" });
                rest = from.get(1..).unwrap_or_default();
            }
        }
    }
    mended + rest
}

/// Where the brace that `text` begins with is closed, if there is a name in between.
fn closing(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, letter) in text.char_indices() {
        match letter {
            '{' => depth += 1,
            '}' => depth = depth.checked_sub(1)?,
            _ => {}
        }
        if depth == 0 {
            let inner = text.get(1..at)?;
            // Patterns and resource names have braces and slashes behind the name.
            let plain = inner.split([':', '=']).next()?;
            return (!plain.contains(['{', '/'])).then_some(at);
        }
    }
    None
}

/// `id` of `id`, ` id `, `+id`, `id*`, `id:[0-9]+` and `id=pets/*`; as it stands where it is declared so.
fn name(inner: &str, declared: &[String]) -> String {
    let is_declared = |name: &str| declared.iter().any(|declared| declared == name);
    if is_declared(inner) && !inner.contains(['{', '}', '/']) {
        return inner.to_owned();
    }
    let plain = inner.split([':', '=']).next().unwrap_or_default();
    let plain = plain.trim().trim_start_matches(['+', '.', ';', '/']).trim_end_matches(['*', '+', '?']).trim();
    if plain.is_empty() { "parameter".to_owned() } else { plain.to_owned() }
}

/// The parts between slashes: `:id` and `<id>` where `id` is a path parameter; signs that no address has, escaped.
fn segments(path: &str, declared: &[String]) -> String {
    let mut mended = String::new();
    for segment in path.strip_prefix('/').unwrap_or(path).split('/') {
        let name = segment.strip_prefix(':').or_else(|| segment.strip_prefix('<')?.strip_suffix('>'));
        let name = name.map(|name| name.rsplit(':').next().unwrap_or(name));
        mended.push('/');
        match name.filter(|name| declared.iter().any(|declared| declared == name)) {
            Some(name) if !path.contains(&format!("{{{name}}}")) => mended.push_str(&format!("{{{name}}}")),
            _ => mended.push_str(&escaped(segment)),
        }
    }
    mended
}

/// Without braces, and with escapes where no address has such a sign.
fn literal(text: &str) -> String {
    escaped(&text.replace('{', "%7B").replace('}', "%7D"))
}

fn escaped(text: &str) -> String {
    let escape = |letter: char| match letter {
        ' ' | '"' | '<' | '>' | '\\' | '^' | '`' | '|' => format!("%{:02X}", u32::from(letter)),
        letter if letter.is_control() => {
            let mut bytes = [0; 4];
            letter.encode_utf8(&mut bytes).bytes().map(|byte| format!("%{byte:02X}")).collect()
        }
        letter => letter.to_string(),
    };
    // What is between braces is a name.
    let mut depth = 0_usize;
    text.chars()
        .map(|letter| {
            match letter {
                '{' => depth += 1,
                '}' => depth = depth.saturating_sub(1),
                _ => {}
            }
            if depth > 0 { letter.to_string() } else { escape(letter) }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_read_as_what_they_can_only_mean() {
        let declared = ["id".to_owned(), "proxy+".to_owned()];
        for (key, wanted) in [
            ("/a/{b}/c-{d}.json", "/a/{b}/c-{d}.json"),
            ("/", "/"),
            ("/a/", "/a/"),
            ("", "/"),
            ("a/{b}", "/a/{b}"),
            (" /a ", "/a"),
            ("//a//b", "//a//b"),
            ("/a/{b", "/a/%7Bb"),
            ("/a/b}", "/a/b%7D"),
            ("/a/{b{c}}", "/a/%7Bb{c}%7D"),
            ("/a/{}", "/a/{parameter}"),
            ("/a/:id", "/a/{id}"),
            ("/a/:verb", "/a/:verb"),
            ("/a/{id}:cancel", "/a/{id}:cancel"),
            ("/a/<int:id>", "/a/{id}"),
            ("/a/{id:[0-9]{4}}/b", "/a/{id}/b"),
            ("/v1/{name=projects/*/files/*}", "/v1/{name}"),
            ("/a/{+path}", "/a/{path}"),
            ("/a/{proxy+}", "/a/{proxy+}"),
            ("/a{?x,y*}", "/a"),
            ("/a?b=c&d={e}", "/a?b=c"),
            ("/a?d={e}", "/a"),
            ("/#Action=Find", "/#Action=Find"),
            ("/a b", "/a%20b"),
            ("https://pets.example/v1/a", "/v1/a"),
        ] {
            let mended = mend(key, &declared).path;
            assert_eq!(mended, wanted, "{key}");
            assert_eq!(mend(&mended, &declared).path, wanted, "{key}, again");
        }
    }
}
