//! Elements of HTML pages and their texts.
//!
//! Pages are tokenized as browsers do it, and not made into trees: an element ends at the end tag that closes it.

use html5gum::{DefaultEmitter, Token, Tokenizer};

/// `main`, `#spec` or `script#spec`.
struct Selector<'a> {
    name: Option<&'a str>,
    id: Option<&'a str>,
}

impl<'a> Selector<'a> {
    fn new(selector: &'a str) -> Self {
        let (name, id) = match selector.split_once('#') {
            Some((name, id)) => (name, Some(id)),
            None => (selector, None),
        };
        Self { name: Some(name).filter(|name| !name.is_empty()), id }
    }
}

/// Elements whose text is data: it is taken as it stands.
const DATA: [&[u8]; 6] = [b"script", b"style", b"pre", b"code", b"textarea", b"template"];
/// Elements that are not shown.
const HIDDEN: [&[u8]; 6] = [b"script", b"style", b"template", b"noscript", b"svg", b"head"];
/// Elements that end no line.
const INLINE: [&[u8]; 26] = [
    b"a", b"abbr", b"b", b"bdi", b"bdo", b"button", b"cite", b"code", b"em", b"font", b"i", b"img", b"kbd", b"label",
    b"mark", b"q", b"s", b"samp", b"small", b"span", b"strong", b"sub", b"sup", b"time", b"u", b"var",
];
/// Elements without an end tag.
const VOID: [&[u8]; 13] =
    [b"area", b"base", b"br", b"col", b"embed", b"hr", b"img", b"input", b"link", b"meta", b"source", b"track", b"wbr"];

/// The text of the elements that `selector` selects, and their number. That of `script`, `pre` and so on is taken as
/// it stands; that of others is what a reader sees.
pub(super) fn element(page: &str, selector: &str) -> (String, usize) {
    let selector = Selector::new(selector);
    let (mut text, mut count) = (Text::default(), 0);
    // The name of the selected element, and how many elements of this name are open.
    let mut open: Option<(Vec<u8>, usize)> = None;
    for token in tokens(page) {
        match (&token, &mut open) {
            (Token::StartTag(tag), None) => {
                let id = tag.attributes.get(b"id".as_slice()).map(|id| String::from_utf8_lossy(id).into_owned());
                let is_name = selector.name.is_none_or(|name| name.as_bytes().eq_ignore_ascii_case(&tag.name));
                if is_name && selector.id.is_none_or(|wanted| id.as_deref() == Some(wanted)) {
                    count += 1;
                    text.is_data = DATA.contains(&tag.name.as_slice());
                    if !VOID.contains(&tag.name.as_slice()) {
                        open = Some((tag.name.to_vec(), 1));
                    }
                }
            }
            (Token::StartTag(tag), Some((name, depth))) => {
                *depth += usize::from(tag.name.as_slice() == name.as_slice());
                text.start(&tag.name);
            }
            (Token::EndTag(tag), Some((name, depth))) => {
                *depth -= usize::from(tag.name.as_slice() == name.as_slice());
                if *depth == 0 {
                    text.break_line();
                    open = None;
                } else {
                    text.end(&tag.name);
                }
            }
            (Token::String(string), Some(_)) => text.push(&String::from_utf8_lossy(string)),
            _ => {}
        }
    }
    (text.finish(), count)
}

/// The title of a page.
pub(super) fn title(page: &str) -> String {
    element(page, "title").0.trim().to_owned()
}

/// Whether the page asks for a password.
pub(super) fn has_password(page: &str) -> bool {
    tokens(page).any(|token| match token {
        Token::StartTag(tag) if tag.name.as_slice() == b"input" => {
            tag.attributes.get(b"type".as_slice()).is_some_and(|kind| kind.eq_ignore_ascii_case(b"password"))
        }
        _ => false,
    })
}

fn tokens(page: &str) -> impl Iterator<Item = Token> {
    let mut emitter: DefaultEmitter = DefaultEmitter::default();
    // In a script, `<` begins no tag.
    emitter.naively_switch_states(true);
    Tokenizer::new_with_emitter(page, emitter).filter_map(Result::ok)
}

/// The text as far as it was read.
#[derive(Default)]
struct Text {
    done: String,
    line: String,
    is_data: bool,
    /// The hidden element that is open, and how many of its name.
    hidden: Option<(Vec<u8>, usize)>,
    /// How many `pre` are open.
    preformatted: usize,
}

impl Text {
    fn separate_cell(&mut self) {
        if !self.line.trim().is_empty() {
            self.line.push_str(" | ");
        }
    }

    fn start(&mut self, name: &[u8]) {
        match &mut self.hidden {
            Some((hidden, depth)) => *depth += usize::from(hidden == name),
            None if self.is_data => {}
            None if HIDDEN.contains(&name) => self.hidden = Some((name.to_owned(), 1)),
            None if matches!(name, b"td" | b"th") => self.separate_cell(),
            None if !INLINE.contains(&name) => {
                self.break_line();
                self.preformatted += usize::from(name == b"pre");
            }
            None => {}
        }
    }

    fn end(&mut self, name: &[u8]) {
        match &mut self.hidden {
            Some((hidden, depth)) => {
                *depth -= usize::from(hidden == name);
                if *depth == 0 {
                    self.hidden = None;
                }
            }
            None if self.is_data || INLINE.contains(&name) || matches!(name, b"td" | b"th") => {}
            None => {
                self.break_line();
                self.preformatted = self.preformatted.saturating_sub(usize::from(name == b"pre"));
            }
        }
    }

    fn push(&mut self, text: &str) {
        if self.is_data {
            self.done.push_str(text);
        } else if self.hidden.is_none() && self.preformatted > 0 {
            for piece in text.split_inclusive('\n') {
                self.line.push_str(piece.trim_end_matches(['\n', '\r']));
                if piece.ends_with('\n') {
                    self.break_line();
                }
            }
        } else if self.hidden.is_none() {
            self.line.push_str(&text.replace(['\n', '\r', '\t'], " "));
        }
    }

    fn break_line(&mut self) {
        let line = std::mem::take(&mut self.line);
        let line = match self.preformatted {
            0 => line.split_whitespace().collect::<Vec<_>>().join(" "),
            _ => line.trim_end().to_owned(),
        };
        if !line.is_empty() {
            self.done.push_str(&line);
            self.done.push('\n');
        }
    }

    fn finish(mut self) -> String {
        self.break_line();
        self.done
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_of_an_element_is_what_a_reader_sees() {
        let page = "<!doctype html><html><head><title>Users &amp; more</title></head><body><nav>Menu</nav>
            <main class=x><h1>Get a\n  user</h1><script>if (a < b) { x('</p>') }</script>
            <p>Returns <code>name</code>, a <b>string</b>.<br>Not null.</p>
            <table><tr><th>Name<th>Type</tr><tr><td>id</td><td>int</td></tr></table>
            <pre>{\n  &quot;id&quot;: 1\n}</pre><main>inner</main> after</main><footer>(c)</footer></body></html>";
        let wanted =
            "Get a user\nReturns name, a string.\nNot null.\nName | Type\nid | int\n{\n  \"id\": 1\n}\ninner\nafter\n";
        assert_eq!(element(page, "main"), (wanted.to_owned(), 1));
        assert_eq!(title(page), "Users & more");
        assert_eq!(element(page, "article"), (String::new(), 0));
    }

    #[test]
    fn the_text_of_a_script_is_taken_as_it_stands() {
        let page = "<script>1</script><script id=spec type=application/json>{\"a\": \"<b>&amp;\"}</script>";
        assert_eq!(element(page, "script#spec"), ("{\"a\": \"<b>&amp;\"}".to_owned(), 1));
        assert_eq!(element(page, "#spec").0, element(page, "script#spec").0);
        assert_eq!(element(page, "script").1, 2);
        assert!(!has_password(page) && has_password("<form><input TYPE='Password'></form>"));
    }
}
