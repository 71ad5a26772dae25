//! The invariants of ARCHITECTURE.md have the tests that they name.

#![expect(clippy::unwrap_used, reason = "a page that cannot be read fails the test")]

#[path = "shared/functions.rs"]
mod functions;
#[path = "shared/sources.rs"]
mod sources;

use functions::{defined_at, is_function};
use sources::source_files;

#[test]
fn the_tests_of_the_invariants_exist() {
    let pages = source_files("md");
    let page = pages.iter().find(|file| file.path == "ARCHITECTURE.md").unwrap();
    let (_, section) = page.text.split_once("## Invariants\n").unwrap();
    let section = section.split_once("\n## ").map_or(section, |(section, _)| section);
    let sources = source_files("rs");
    // Every second part stands between backticks.
    let names: Vec<&str> = section.split('`').skip(1).step_by(2).filter(|code| is_function(code)).collect();
    let defined = |name: &str| sources.iter().any(|file| defined_at(file, name).is_some());
    let missing: Vec<_> = names.iter().filter(|name| !defined(name)).collect();
    assert!(names.len() > 20, "{} tests", names.len());
    assert!(missing.is_empty(), "ARCHITECTURE.md names tests that do not exist: {missing:?}");
}
