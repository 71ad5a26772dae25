//! Which characters of a file are code and which are prose.

use std::iter;

/// What a character belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    /// Code, and what stands between backticks.
    Identifier,
    /// Comments, string literals and pages.
    Prose,
}

/// A character of a line and its class.
pub(crate) type Line = Vec<(char, Class)>;

/// The lines of a Rust file.
pub(crate) fn rust_lines(text: &str) -> Vec<Line> {
    let chars: Vec<char> = text.chars().collect();
    let mut classes = Vec::with_capacity(chars.len());
    while classes.len() < chars.len() {
        let rest = &chars[classes.len()..];
        let previous = classes.len().checked_sub(1).map(|at| chars[at]);
        let (class, length) = token(rest, previous);
        classes.extend(iter::repeat_n(class, length));
    }
    lines(&chars, &classes)
}

/// The lines of a page. Indented code counts as prose; this project fences code.
pub(crate) fn markdown_lines(text: &str) -> Vec<Line> {
    let mut is_fenced = false;
    let lines = text.lines().map(|line| {
        let is_fence = line.trim_start().starts_with("```");
        is_fenced ^= is_fence;
        let class = if is_fenced || is_fence { Class::Identifier } else { Class::Prose };
        without_backticks(line.chars().map(|character| (character, class)).collect())
    });
    lines.collect()
}

/// The class and the length of what starts here: a comment, a literal, or one character of code.
fn token(rest: &[char], previous: Option<char>) -> (Class, usize) {
    let starts_name = previous.is_none_or(|character| !character.is_alphanumeric() && character != '_');
    let (class, length) = match rest {
        ['/', '/', ..] => (Class::Prose, until(rest, |at| rest[at] == '\n')),
        ['/', '*', ..] => (Class::Prose, block_comment(rest)),
        ['"', ..] => (Class::Prose, string(rest)),
        ['r', ..] if starts_name => raw_string(rest, 1),
        ['b' | 'c', 'r', ..] if starts_name => raw_string(rest, 2),
        // `'"'` and `'\''` are literals; a lifetime has no second quote.
        ['\'', '\\', _, ..] => (Class::Identifier, until(rest, |at| at > 2 && rest[at] == '\'') + 1),
        ['\'', _, '\'', ..] => (Class::Identifier, 3),
        _ => (Class::Identifier, 1),
    };
    (class, length.min(rest.len()))
}

fn until(rest: &[char], is_end: impl Fn(usize) -> bool) -> usize {
    (0..rest.len()).find(|at| is_end(*at)).unwrap_or(rest.len())
}

fn block_comment(rest: &[char]) -> usize {
    let (mut depth, mut at) = (0_usize, 0);
    while at < rest.len() {
        match rest[at..] {
            ['/', '*', ..] => (depth, at) = (depth + 1, at + 2),
            ['*', '/', ..] => (depth, at) = (depth - 1, at + 2),
            _ => at += 1,
        }
        if depth == 0 {
            break;
        }
    }
    at
}

fn string(rest: &[char]) -> usize {
    let mut at = 1;
    while at < rest.len() && rest[at] != '"' {
        at += if rest[at] == '\\' { 2 } else { 1 };
    }
    at + 1
}

fn raw_string(rest: &[char], prefix: usize) -> (Class, usize) {
    let marks = rest[prefix..].iter().take_while(|character| **character == '#').count();
    let start = prefix + marks;
    if rest.get(start) != Some(&'"') {
        return (Class::Identifier, 1);
    }
    let end: Vec<char> = iter::once('"').chain(iter::repeat_n('#', marks)).collect();
    let length = until(rest, |at| at > start && rest[at..].starts_with(&end));
    (Class::Prose, length + end.len())
}

fn lines(chars: &[char], classes: &[Class]) -> Vec<Line> {
    let marked: Line = chars.iter().copied().zip(classes.iter().copied()).collect();
    marked.split(|(character, _)| *character == '\n').map(|line| without_backticks(line.to_vec())).collect()
}

/// What stands between backticks in prose is code.
fn without_backticks(mut line: Line) -> Line {
    let mut is_code = false;
    for (character, class) in &mut line {
        if *class == Class::Prose && *character == '`' {
            is_code = !is_code;
        } else if *class == Class::Prose && is_code {
            *class = Class::Identifier;
        }
    }
    line
}
