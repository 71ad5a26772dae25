//! The text of `setters!`: as many entries in a line as fit, because there is one for each field.

use proc_macro2::{Delimiter, TokenStream, TokenTree};

use crate::one_line::one_line;

/// The width of a line.
const LINE: usize = 120;

/// The width of a line, without its indentation.
const WIDTH: usize = 116;

/// Prints a call of `setters!`.
pub(super) fn print(mac: &syn::Macro) -> String {
    let path: Vec<String> = mac.path.segments.iter().map(|segment| segment.ident.to_string()).collect();
    let path = path.join("::");
    let entries: Vec<String> = split(mac.tokens.clone(), ';').into_iter().flat_map(entries).collect();
    let line = format!("{path}! {{ {} }}\n", entries.join(" ").trim_end_matches(','));
    if line.chars().count() <= LINE {
        return line;
    }
    let mut text = format!("{path}! {{\n");
    fill(&entries, &mut text);
    text + "}\n"
}

/// The parts of `tokens`, each with its mark.
fn split(tokens: TokenStream, mark: char) -> Vec<TokenStream> {
    let mut parts = vec![TokenStream::new()];
    for token in tokens {
        let ends = is_mark(&token, mark);
        if let Some(last) = parts.last_mut() {
            last.extend([token]);
        }
        if ends {
            parts.push(TokenStream::new());
        }
    }
    parts.retain(|part| !part.is_empty());
    parts
}

/// The texts between which a line may end: the setters, or the arguments of `new`.
fn entries(section: TokenStream) -> Vec<String> {
    let is_call = section.clone().into_iter().last().is_some_and(|last| is_mark(&last, ';'));
    if !is_call {
        return split(section, ',').into_iter().map(entry).collect();
    }
    let mut head = TokenStream::new();
    let mut entries = Vec::new();
    for token in section {
        match token {
            TokenTree::Group(group) if group.delimiter() != Delimiter::Bracket => {
                let (open, close) = if group.delimiter() == Delimiter::Brace { (" { ", " }") } else { ("(", ")") };
                let mut arguments: Vec<String> = split(group.stream(), ',').into_iter().map(entry).collect();
                match arguments.first_mut() {
                    Some(first) => first.insert_str(0, open),
                    None => arguments.push(open.to_owned()),
                }
                let head = entry(std::mem::take(&mut head));
                if let Some(first) = arguments.first_mut() {
                    first.insert_str(0, &head);
                }
                if let Some(last) = arguments.last_mut() {
                    last.push_str(close);
                }
                entries = arguments;
            }
            token => head.extend([token]),
        }
    }
    match entries.last_mut() {
        Some(last) => last.push(';'),
        None => entries.push(entry(head)),
    }
    entries
}

/// An entry on one line. Only attributes have brackets, and only constants follow a semicolon.
fn entry(tokens: TokenStream) -> String {
    one_line(tokens).replace('#', " #").replace(']', "] ").replace(';', "; ").trim().to_owned()
}

/// Writes `entries` into lines of [`WIDTH`].
fn fill(entries: &[String], text: &mut String) {
    let mut width = 0;
    for (index, entry) in entries.iter().enumerate() {
        let length = entry.chars().count();
        if index == 0 {
            text.push_str("    ");
        } else if width + 1 + length > WIDTH {
            text.push_str("\n    ");
            width = 0;
        } else {
            text.push(' ');
            width += 1;
        }
        text.push_str(entry);
        width += length;
    }
    text.push('\n');
}

fn is_mark(token: &TokenTree, sign: char) -> bool {
    matches!(token, TokenTree::Punct(mark) if mark.as_char() == sign)
}

#[cfg(test)]
mod tests {
    use super::print;

    #[test]
    fn entries_fill_lines() {
        let text = "moored_runtime::setters! {
    User; new #[derive(Default)] UserRequired { id: i64, tags: std::collections::BTreeMap<String, Vec<bool>>,
    name: String; kind = UserKind::User }; #[deprecated] with_seen_at(seen_at: moored_runtime::DateTime),
    with_nickname(nickname: Field<Vec<String>>), with_parent(parent: Box<User>),
}
";
        let parsed: syn::ItemMacro = syn::parse_str(text).expect("an item");
        assert_eq!(print(&parsed.mac), text);
        let short = "moored_runtime::setters! { User; new(name: impl Into<String>); with_age(age: i64) }\n";
        let parsed: syn::ItemMacro = syn::parse_str(short).expect("an item");
        assert_eq!(print(&parsed.mac), short);
    }
}
