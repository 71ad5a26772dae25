//! Texts of a document in Markdown.

use crate::emit::docs;

/// Escapes a description for a line or table cell: no line breaks, no cell borders, no Markdown markup.
pub(crate) fn inline(text: &str) -> String {
    let line = docs::sanitize(text).split_whitespace().collect::<Vec<_>>().join(" ");
    line.replace('|', "\\|").replace('<', "&lt;").replace('[', "\\[").replace("```", "'''")
}

/// Escapes a text for use between backquotes.
pub(crate) fn code(text: &str) -> String {
    let clean: String = text.chars().filter(|character| !character.is_control() && *character != '`').collect();
    clean.replace('|', "\\|")
}
