//! Texts in Markdown that stay what they are, whatever they contain.

use moored_document::finding::visible;

/// A text as a code span, in which nothing has a meaning. It is on one line, and never empty. It is not for tables, in
/// which `|` ends a cell even in code.
pub(super) fn code(text: &str) -> String {
    let text = one_line(text);
    let text = if text.is_empty() { " ".to_owned() } else { text };
    let ticks = "`".repeat(longest_run(&text) + 1);
    // A backtick at an end is separated from those of the span.
    let pad = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{ticks}{pad}{text}{pad}{ticks}")
}

/// A message: what is in backticks is code, anything else is text.
pub(super) fn prose(text: &str) -> String {
    let text = one_line(text);
    let mut parts = text.split('`');
    let mut prose = plain(parts.next().unwrap_or_default());
    while let Some(inner) = parts.next() {
        match parts.next() {
            Some(outer) => prose.extend([code(inner), plain(outer)]),
            None => prose.extend([plain("`"), plain(inner)]),
        }
    }
    prose
}

/// Lines with a mark each in a fenced block, which colours additions and removals.
pub(super) fn fence(indent: &str, lines: &[(&str, &String)]) -> String {
    let lines: Vec<String> = lines.iter().map(|(mark, text)| format!("{mark} {}", one_line(text))).collect();
    let longest = lines.iter().map(|line| longest_run(line)).max().unwrap_or_default();
    let ticks = "`".repeat(longest.max(2) + 1);
    let lines: String = lines.iter().map(|line| format!("{indent}{line}\n")).collect();
    format!("\n{indent}{ticks}diff\n{lines}{indent}{ticks}\n")
}

/// Punctuation is escaped. GitHub finds mentions and issues in the text that remains, so that an invisible space
/// separates their first characters from the names.
pub(super) fn plain(text: &str) -> String {
    let mut plain = String::new();
    for character in text.chars() {
        match character {
            '<' => plain.push_str("&lt;"),
            '>' => plain.push_str("&gt;"),
            '&' => plain.push_str("&amp;"),
            '@' | '#' => plain.extend(['\\', character, '\u{200b}']),
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '|' | '~' | '!' | '$' => plain.extend(['\\', character]),
            // No address becomes a link.
            ':' if plain.ends_with("http") || plain.ends_with("https") => plain.push_str("\\:"),
            '.' if plain.ends_with("www") => plain.push_str("\\."),
            _ => plain.push(character),
        }
    }
    // At the start of a line, these begin a list or a heading.
    match plain.chars().next() {
        Some('-' | '+' | '=') => format!("\\{plain}"),
        _ => plain,
    }
}

fn one_line(text: &str) -> String {
    visible(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn longest_run(text: &str) -> usize {
    text.split(|character| character != '`').map(str::len).max().unwrap_or_default()
}
