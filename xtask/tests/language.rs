//! The language of the project: no replaced word of the glossary in identifiers, comments, texts and pages, and no
//! comment that is too wide.
//!
//! `MOORED_LANGUAGE_ONLY=crates/runtime cargo test -p xtask --test language` lists what is found below one path.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a file that cannot be read fails the test"
)]

#[path = "language/examples.rs"]
mod examples;
#[path = "language/glossary.rs"]
mod glossary;
#[path = "language/lexer.rs"]
mod lexer;
#[path = "language/matcher.rs"]
mod matcher;
#[path = "language/search.rs"]
mod search;
#[path = "shared/sources.rs"]
mod sources;

use std::env;

use glossary::Replaced;
use search::Search;
use sources::{SourceFile, source_files};

/// Restricts the search to the paths with this prefix.
const ONLY: &str = "MOORED_LANGUAGE_ONLY";

/// Folders with texts that come from other people's documents, except for the tests in the first one. The texts of the
/// generator itself are found in its sources, and in the clients of our own documents.
const FOREIGN: [&str; 2] = ["specs/", "generated/"];

#[test]
fn no_replaced_word_and_no_wide_comment() {
    let only = env::var(ONLY).unwrap_or_default();
    let replaced = Replaced::read();
    let terms = replaced.terms();
    let mut search = Search::default();
    for file in files().iter().filter(|file| file.path.starts_with(&only)) {
        search.add(file, &terms, &replaced);
    }
    println!("{}\n{}", search.list(), search.summary());
    if only.is_empty() {
        let exceptions = replaced.except.iter().enumerate().filter(|(index, _)| !search.used.contains(index));
        let unused: Vec<_> = exceptions.map(|(_, exception)| exception.reason.as_str()).collect();
        assert!(unused.is_empty(), "unused exceptions: {}", unused.join("; "));
    }
    let open: Vec<_> = replaced.open.iter().filter(|open| only.is_empty() || open.path.starts_with(&only)).collect();
    let new = search.found.iter().filter(|found| !open.iter().any(|open| found.path.starts_with(&open.path))).count();
    assert!(new == 0, "{new} findings outside of the open parts; {ONLY}=<prefix of paths> shows a part");
    for open in open {
        let found = search.found.iter().filter(|found| found.path.starts_with(&open.path)).count();
        assert!(found == open.found, "{}: {found} findings; replaced.toml has {}", open.path, open.found);
    }
}

#[test]
fn the_glossary_and_the_replaced_words_are_the_same() {
    let architecture = source_files("md").into_iter().find(|file| file.path == "ARCHITECTURE.md").unwrap();
    let differences = glossary::differences(&architecture.text, &Replaced::read());
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

/// The sources and pages of the project.
fn files() -> Vec<SourceFile> {
    let mut files = source_files("rs");
    files.extend(source_files("md"));
    let is_test = |path: &str| path.starts_with("specs/") && path.ends_with(".rs");
    files.retain(|file| is_test(&file.path) || !FOREIGN.iter().any(|folder| file.path.starts_with(folder)));
    files
}
