//! Tests of the matcher with single lines.

use crate::glossary::{Replaced, differences, markdown_row};
use crate::lexer::{Class, markdown_lines, rust_lines};
use crate::matcher::matches;
use crate::search::{Search, is_too_wide};
use crate::sources::SourceFile;

/// The replaced words in a Rust file.
fn found(text: &str) -> Vec<String> {
    let terms = Replaced::read().terms();
    rust_lines(text).iter().flat_map(|line| matches(line, &terms)).map(|term| term.not.clone()).collect()
}

#[test]
fn words_are_found_in_identifiers_of_any_case() {
    assert_eq!(found("fn first_answer() {}"), ["answer"]);
    assert_eq!(found("struct AnswersByStatus;"), ["answer"]);
    assert_eq!(found("const MAX_ANSWERS: u8 = 1;"), ["answer"]);
    assert_eq!(found("struct HTTPAnswer;"), ["answer"]);
}

#[test]
fn parts_of_words_are_not_words() {
    assert_eq!(found("fn recommend(amendment: Lifetime) { shoplift() }"), [""; 0]);
}

#[test]
fn comments_and_texts_are_searched() {
    assert_eq!(found("/// The Answer.\nfn f() { \"is refused\" }"), ["answer", "refusal"]);
    assert_eq!(found("/* a /* nested */ answer */ r#\"a \"letter\" \"#"), ["answer", "letter"]);
}

#[test]
fn a_word_can_be_replaced_in_identifiers_only() {
    assert_eq!(found("// was received at home"), [""; 0]);
    assert_eq!(found("// see `Home`\nlet received = 1;"), ["home", "received"]);
}

#[test]
fn phrases_are_adjacent_words_of_one_sentence() {
    assert_eq!(found("// The document says: yes"), ["documents say"]);
    assert_eq!(found("fn may_pass() {}"), ["may pass"]);
    assert_eq!(found("// Read the document. Says who?"), [""; 0]);
}

#[test]
fn literals_do_not_confuse_what_follows() {
    let classes = |text: &str| rust_lines(text).concat().last().map(|(_, class)| *class);
    for text in ["'\"' x", "'\\'' x", "&'a x", "b\"\\\"\" x", "r\"\\\" x", "b'\\\\' x", "/* \" */ x", "\"//\" x"] {
        assert_eq!(classes(text), Some(Class::Identifier), "{text}");
    }
    assert_eq!(classes("for x in \"y"), Some(Class::Prose));
}

#[test]
fn fenced_code_and_backticks_are_identifiers() {
    let lines = markdown_lines("a `b`\n```rust\nc\n```\nd");
    let class = |line: usize, column: usize| lines[line][column].1;
    assert_eq!([class(0, 0), class(0, 3), class(2, 0), class(4, 0)], {
        use Class::{Identifier, Prose};
        [Prose, Identifier, Identifier, Prose]
    });
}

#[test]
fn only_comments_that_can_be_wrapped_are_too_wide() {
    let words = "word ".repeat(30);
    assert!(is_too_wide(&format!("    /// {words}")) && !is_too_wide(&format!("let x = {words}")));
    assert!(!is_too_wide(&format!("/// https://{}", "x".repeat(120))) && !is_too_wide("// short"));
}

#[test]
fn an_exception_counts_as_used() {
    let replaced = Replaced::read();
    let file = SourceFile { path: "a.rs".to_owned(), text: "server.received_requests(); received".to_owned() };
    let mut search = Search::default();
    search.add(&file, &replaced.terms(), &replaced);
    assert!(search.found.is_empty());
    assert_eq!(search.used.len(), 1);
}

#[test]
fn sections_that_name_replaced_words_are_skipped() {
    let replaced = Replaced::read();
    let text = "# A\nanswer\n## Glossary\nanswer\n## Next\nanswer";
    let mut search = Search::default();
    search.add(&SourceFile { path: "ARCHITECTURE.md".to_owned(), text: text.to_owned() }, &replaced.terms(), &replaced);
    assert_eq!(search.found.iter().map(|found| found.line).collect::<Vec<_>>(), [2, 6]);
}

#[test]
fn the_glossary_is_compared_in_both_directions() {
    let replaced = Replaced::read();
    let rows: Vec<_> = replaced.row.iter().map(markdown_row).collect();
    let page = |rows: &[String]| {
        format!("# A\n\n## Glossary\n\n| write | not | for |\n| --- | --- | --- |\n{}\n\n## Next\n", rows.join("\n"))
    };
    assert_eq!(differences("# A\n", &replaced), [""; 0]);
    assert_eq!(differences(&page(&rows), &replaced), [""; 0]);
    assert_eq!(differences(&page(&rows[1..]), &replaced).len(), 1);
    let more = [rows, vec!["| colour | color | what is seen |".to_owned()]].concat();
    assert_eq!(differences(&page(&more), &replaced).len(), 1);
}
