//! The path template that a key of `paths` means.

/// A path template, and the parameters that the key has in its query.
pub(super) struct Template {
    /// The template, with the constant parts of the query and with the fragment.
    pub(super) path: String,
    /// The query parameters that the key contains.
    pub(super) pairs: Vec<Pair>,
    /// The path parameters whose values may have several segments: those in `{+name}`, `{name+}` and `{*name}`.
    pub(super) spread: Vec<String>,
}

/// `kind={value}` in a query, or `kind` in `{?kind}`.
pub(super) struct Pair {
    /// Its name in the query.
    pub(super) name: String,
    /// The name between the braces.
    pub(super) value: String,
    pub(super) is_required: bool,
}

/// Whether `key` is a template as almost all are: plain segments and names. Such a key is read as it is.
pub(super) fn is_plain(key: &str) -> bool {
    let is_name =
        |name: &str| !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte));
    let is_segment = |segment: &str| {
        let mut parts = segment.split('{');
        let is_literal = |text: &str| text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._-~".contains(&byte));
        parts.next().is_some_and(is_literal)
            && parts.all(|part| part.split_once('}').is_some_and(|(name, rest)| is_name(name) && is_literal(rest)))
    };
    key.strip_prefix('/').is_some_and(|path| path.split('/').all(is_segment))
}

/// Reads `key`; `declared` are the names of the path parameters of its operations.
pub(super) fn read(key: &str, declared: &[String]) -> Template {
    let text = without_host(key.trim());
    let (before, fragment) = text.split_once('#').map_or((text, None), |(before, fragment)| (before, Some(fragment)));
    let (path, query) = before
        .split_once('?')
        .filter(|(path, _)| !path.ends_with('{'))
        .map_or((before, None), |(path, query)| (path, Some(query)));
    let (mut pairs, mut spread) = (Vec::new(), Vec::new());
    let mut path = segments(&braces(path, declared, &mut pairs, &mut spread), declared);
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
            path = format!("{path}?{}", constant.join("&"));
        }
    }
    if let Some(fragment) = fragment.filter(|fragment| !fragment.is_empty()) {
        path = format!("{path}#{}", literal(fragment));
    }
    Template { path, pairs, spread }
}

/// The template without names: two paths with the same shape are the same path.
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

/// Reduces what is in braces to a name, and escapes braces that contain none.
fn braces(path: &str, declared: &[String], pairs: &mut Vec<Pair>, spread: &mut Vec<String>) -> String {
    let mut read = String::new();
    let mut rest = path;
    while let Some(at) = rest.find(['{', '}']) {
        let (before, from) = rest.split_at(at);
        read.push_str(before);
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
                    let name = name(inner, declared);
                    let trimmed = inner.trim();
                    if name != inner && (trimmed.starts_with(['+', '*']) || trimmed.ends_with('+')) {
                        spread.push(name.clone());
                    }
                    read.push_str(&format!("{{{name}}}"));
                }
            }
            None => {
                read.push_str(if from.starts_with('{') { "%7B" } else { "%7D" });
                rest = from.get(1..).unwrap_or_default();
            }
        }
    }
    read + rest
}

/// The index at which the brace at the start of `text` is closed, if there is a name in between.
fn closing(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, character) in text.char_indices() {
        match character {
            '{' => depth += 1,
            '}' => depth = depth.checked_sub(1)?,
            _ => {}
        }
        if depth == 0 {
            let inner = text.get(1..at)?;
            // After the name there may be a pattern or a resource name, with braces and slashes.
            let plain = inner.split([':', '=']).next()?;
            return (!plain.contains(['{', '/'])).then_some(at);
        }
    }
    None
}

/// The name `id` in `id`, ` id `, `+id`, `id*`, `id:[0-9]+` and `id=pets/*`; all of it where a parameter has that name.
fn name(inner: &str, declared: &[String]) -> String {
    let is_declared = |name: &str| declared.iter().any(|declared| declared == name);
    if is_declared(inner) && !inner.contains(['{', '}', '/']) {
        return inner.to_owned();
    }
    let plain = inner.split([':', '=']).next().unwrap_or_default();
    let plain = plain.trim().trim_start_matches(['+', '*', '.', ';', '/']).trim_end_matches(['*', '+', '?']).trim();
    if plain.is_empty() { "parameter".to_owned() } else { plain.to_owned() }
}

/// Reads `:id` and `<id>` as `{id}` where `id` is a path parameter, and escapes characters that a URL cannot contain.
fn segments(path: &str, declared: &[String]) -> String {
    let mut read = String::new();
    for segment in path.strip_prefix('/').unwrap_or(path).split('/') {
        let name = segment.strip_prefix(':').or_else(|| segment.strip_prefix('<')?.strip_suffix('>'));
        let name = name.map(|name| name.rsplit(':').next().unwrap_or(name));
        read.push('/');
        match name.filter(|name| declared.iter().any(|declared| declared == name)) {
            Some(name) if !path.contains(&format!("{{{name}}}")) => read.push_str(&format!("{{{name}}}")),
            _ => read.push_str(&escaped(segment)),
        }
    }
    read
}

/// `text` with escapes for braces and for characters that a URL cannot contain.
fn literal(text: &str) -> String {
    escaped(&text.replace('{', "%7B").replace('}', "%7D"))
}

fn escaped(text: &str) -> String {
    let escape = |character: char| match character {
        ' ' | '"' | '<' | '>' | '\\' | '^' | '`' | '|' => format!("%{:02X}", u32::from(character)),
        character if character.is_control() => {
            let mut bytes = [0; 4];
            character.encode_utf8(&mut bytes).bytes().map(|byte| format!("%{byte:02X}")).collect()
        }
        character => character.to_string(),
    };
    // What is between braces is a name.
    let mut depth = 0_usize;
    text.chars()
        .map(|character| {
            match character {
                '{' => depth += 1,
                '}' => depth = depth.saturating_sub(1),
                _ => {}
            }
            if depth > 0 { character.to_string() } else { escape(character) }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_read_as_a_template_and_a_template_as_it_is() {
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
            let path = read(key, &declared).path;
            assert_eq!(path, wanted, "{key}");
            assert_eq!(read(&path, &declared).path, wanted, "{key}, again");
            assert!(!is_plain(key) || path == key, "{key} is not plain");
        }
    }
}
