//! The table of faults has tests that exist.

#![expect(clippy::unwrap_used, reason = "a page that cannot be read fails the test")]

#[path = "shared/functions.rs"]
mod functions;
#[path = "shared/sources.rs"]
mod sources;

use functions::{defined_at, is_function};
use sources::{SourceFile, source_files};

const HEADING: &str = "| no. | class | held by |";

#[test]
fn the_tests_of_the_faults_exist() {
    let pages = source_files("md");
    let page = pages.iter().find(|file| file.path == "docs/faults.md").unwrap();
    let (_, table) = page.text.split_once(HEADING).unwrap();
    let rows: Vec<&str> = table.lines().skip(2).filter(|line| line.starts_with('|')).collect();
    let sources = source_files("rs");
    let wrong: Vec<String> =
        rows.iter().filter_map(|row| Some(format!("{row}: {}", problem(row, &sources)?))).collect();
    assert!(!rows.is_empty(), "docs/faults.md has no table under {HEADING:?}");
    assert!(wrong.is_empty(), "docs/faults.md names tests that do not exist:\n{}", wrong.join("\n"));
}

/// What is wrong with a row; `None` if all of its tests exist.
fn problem(row: &str, sources: &[SourceFile]) -> Option<String> {
    let cells: Vec<&str> = row.trim_matches('|').split(" | ").map(str::trim).collect();
    let [_, _, tests] = cells.as_slice() else { return Some(format!("{} cells instead of 3", cells.len())) };
    let mut parts = tests.split(';').map(str::trim);
    // Further parts are tests in another file, or a remark.
    let first = parts.next().unwrap_or_default();
    let others = parts.filter(|part| part.split_once(": ").is_some_and(|(path, _)| path.ends_with(".rs")));
    std::iter::once(first).chain(others).find_map(|part| missing(part, sources))
}

/// What is wrong with `path: name, name (remark)`.
fn missing(part: &str, sources: &[SourceFile]) -> Option<String> {
    let Some((path, names)) = part.split_once(": ") else { return Some(format!("`{part}` is not `path: name, name`")) };
    let Some(file) = sources.iter().find(|file| file.path == path) else {
        return Some(format!("there is no file `{path}`"));
    };
    let names = names.split_once(" (").map_or(names, |(names, _)| names);
    let mut names = names.split(',').map(str::trim);
    let missing = names.find(|name| !is_function(name) || !is_test(file, name))?;
    Some(format!("`{path}` has no test `{missing}`"))
}

/// Whether `file` has the test `name`: an attribute that ends in `test` stands above the function.
fn is_test(file: &SourceFile, name: &str) -> bool {
    let above = defined_at(file, name).and_then(|start| file.text.get(..start)).unwrap_or_default();
    let attributes = above.split('\n').rev().skip(1).take_while(|line| !line.trim().is_empty() && line.trim() != "}");
    let mut attributes = attributes.map(str::trim);
    attributes.any(|line| line.starts_with("#[") && (line.ends_with("test]") || line.contains("test(")))
}

#[test]
fn a_row_without_its_test_is_found() {
    let text =
        "#[test]\nfn it_is_there() {}\n\n#[tokio::test]\nasync fn so_is_this() {}\n\nfn it_is_none() {}\n".to_owned();
    let sources = [SourceFile { path: "tests/a.rs".to_owned(), text }];
    let found = |tests: &str| problem(&format!("| F1 | a class | {tests} |"), &sources);
    assert_eq!(found("tests/a.rs: it_is_there, so_is_this"), None);
    assert_eq!(found("tests/a.rs: it_is_none").as_deref(), Some("`tests/a.rs` has no test `it_is_none`"));
    assert_eq!(
        found("tests/a.rs: it_is_there; tests/a.rs: it_was_there").as_deref(),
        Some("`tests/a.rs` has no test `it_was_there`")
    );
    assert_eq!(found("tests/a.rs: it_is_there (with a case); a remark: otherwise than one may think"), None);
    assert!(found("tests/a.rs: it_was_there (with a case)").is_some());
    assert_eq!(found("tests/b.rs: it_is_there").as_deref(), Some("there is no file `tests/b.rs`"));
    assert!(found("later").is_some());
}
