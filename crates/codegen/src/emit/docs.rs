//! Descriptions of a document as doc comments.
//!
//! Descriptions are Markdown of the provider, and rustdoc would compile and run every code block in them. Fenced blocks
//! are therefore marked as text. Indented blocks, which are mostly broken lists, lose their indentation. Inside a block
//! quote or after a list marker, a fence is escaped. HTML at the start of a line is escaped as well: Markdown parses no
//! fences until the HTML ends, so the fences found here would differ from those of Markdown.

mod owners;
mod title;
mod uses;

use proc_macro2::TokenStream;
use quote::quote;

pub(crate) use owners::Owners;
pub(crate) use title::subject;
pub(crate) use uses::Uses;

/// Returns `#[doc]` attributes for `text`, one for each line; none for an empty text.
pub(crate) fn attributes(text: &str) -> TokenStream {
    lines(text).into_iter().map(|line| quote! { #[doc = #line] }).collect()
}

/// The attribute of what the document marks as deprecated.
pub(crate) fn deprecated() -> TokenStream {
    quote!(#[deprecated])
}

/// Returns the lines of a doc comment, each with the leading space that `///` has.
pub(crate) fn lines(text: &str) -> Vec<String> {
    sanitize(text).lines().map(|line| if line.is_empty() { String::new() } else { format!(" {line}") }).collect()
}

/// Returns Markdown without code that rustdoc would run.
pub(crate) fn sanitize(text: &str) -> String {
    let mut fence: Option<(char, usize)> = None;
    let mut lines: Vec<String> = Vec::new();
    // Control characters have no meaning in Markdown. A lone carriage return is not allowed in a doc comment, and rustc
    // denies characters that change the text direction.
    let turns = |character: char| matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let kept =
        |character: &char| *character == '\n' || *character == '\t' || !(character.is_control() || turns(*character));
    let clean: String = text.chars().filter(kept).collect();
    for line in clean.trim().lines() {
        let line = line.replace('\t', "    ");
        let bare = line.trim_start();
        let marker = ['`', '~'].into_iter().find_map(|sign| {
            let count = bare.chars().take_while(|character| *character == sign).count();
            (count >= 3).then_some((sign, count))
        });
        match (fence, marker) {
            (Some((sign, open)), Some((other, count)))
                if sign == other && count >= open && bare.trim_end().chars().all(|character| character == sign) =>
            {
                fence = None;
                lines.push(bare.trim_end().to_owned());
            }
            (Some(_), _) => lines.push(line.trim_end().to_owned()),
            (None, Some((sign, count)))
                if sign == '~' || !bare.chars().skip(count).any(|character| character == '`') =>
            {
                fence = Some((sign, count));
                lines.push(format!("{}text", sign.to_string().repeat(count)));
            }
            (None, _) => {
                let indent = line.len() - bare.len();
                let item = bare.starts_with(['-', '*', '+']) || bare.starts_with(|first: char| first.is_ascii_digit());
                // A paragraph continues at any indentation of its next line. Otherwise, an indentation of more than
                // three is code.
                let goes_on = !item && lines.last().is_some_and(|before| !before.is_empty());
                lines.push(format!(
                    "{}{}",
                    " ".repeat(if goes_on { 0 } else { indent.min(3) }),
                    plain(bare.trim_end())
                ));
            }
        }
    }
    if let Some((sign, count)) = fence {
        lines.push(sign.to_string().repeat(count));
    }
    lines.dedup_by(|line, before| line.is_empty() && before.is_empty());
    lines.join("\n")
}

/// Escapes fences and HTML, and removes indentation, after the markers of block quotes, lists and footnotes.
fn plain(line: &str) -> String {
    let mut marks = String::new();
    let mut rest = line;
    while let Some(mark) = mark(rest) {
        let (before, behind) = rest.split_at(mark);
        marks.push_str(before);
        rest = behind.trim_start();
        if !rest.is_empty() {
            marks.push(' ');
        }
    }
    let fence = ["```", "~~~"].iter().any(|fence| rest.starts_with(fence));
    let escape = if rest.starts_with('<') || (fence && !marks.is_empty()) { "\\" } else { "" };
    format!("{marks}{escape}{rest}")
}

/// The length of the marker at the start of `text`: of a block quote, a list item or a footnote.
fn mark(text: &str) -> Option<usize> {
    let ends = |length: usize| text.get(length..).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '));
    if text.starts_with('>') {
        return Some(1);
    }
    if text.starts_with("[^") {
        return text.find("]:").map(|at| at + 2);
    }
    if text.starts_with(['-', '*', '+']) {
        return ends(1).then_some(1);
    }
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let dotted = digits > 0 && text.get(digits..).is_some_and(|rest| rest.starts_with(['.', ')']));
    (dotted && ends(digits + 1)).then_some(digits + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markdown_that_does_no_harm_stays() {
        for text in [
            "- a\n- *b* `c`",
            "> quoted",
            "1. one\n2. two",
            "a < b",
            "**bold**",
            "*not a list*",
            "-5 degrees",
            "a\n\n| x |\n| - |",
        ] {
            assert_eq!(sanitize(text), text);
        }
    }

    #[test]
    fn nothing_is_left_that_rustdoc_would_run() {
        assert_eq!(sanitize("```rust\npanic!()\n```"), "```text\npanic!()\n```");
        assert_eq!(sanitize("a\n\n    panic!()"), "a\n\n   panic!()");
        assert_eq!(sanitize("~~~\nx"), "~~~text\nx\n~~~");
        assert_eq!(sanitize("a\u{1b}[31m\r\nb"), "a[31m\nb");
        assert_eq!(sanitize("> ```\n> panic!()\n> ```"), "> \\```\n> panic!()\n> \\```");
        assert_eq!(sanitize("- a\n- ~~~\n1.      panic!()"), "- a\n- \\~~~\n1. panic!()");
        assert_eq!(sanitize(">     panic!()"), "> panic!()");
        assert_eq!(sanitize("<!--\n```\nx\n```\n-->"), "\\<!--\n```text\nx\n```\n-->");
        assert_eq!(sanitize("a\u{202e}b"), "ab");
    }
}
