//! The pipeline as a whole: a lowered document that is lowered again is unchanged, and nothing new is reported.
//!
//! The documents are those of `tests/cases`: each `in.yaml` is upgraded, repaired and lowered, and lowered again.

#![expect(
    clippy::expect_used,
    reason = "this is test code throughout, and a file that cannot be read is a failed test"
)]

use std::fs;
use std::path::{Path, PathBuf};

use moored_document::document::Document;
use moored_document::finding::{Color, Findings};
use moored_document::source::Source;
use moored_document::{repair, upgrade};
use moored_model::config::Config;
use moored_model::lower;
use serde_json::Value;

#[test]
fn a_lowered_document_is_left_alone() {
    let mut failures = String::new();
    let (mut all, mut lowered) = (0, 0);
    for folder in cases() {
        let name = folder.display();
        all += 1;
        let mut document = document(&folder);
        let config = config(&folder);
        let mut before = Findings::default();
        upgrade::run(&mut document, &mut before);
        repair::run(&mut document, &mut before);
        let mut first = Findings::default();
        // What cannot be made flat is not lowered.
        if lower::run(&mut document, &config, &mut first).is_none() {
            continue;
        }
        lowered += 1;
        let once = document.value.clone();
        let mut second = Findings::default();
        let is_flat = lower::run(&mut document, &config, &mut second).is_some();
        let known = lines(&first);
        let new: Vec<String> = lines(&second).into_iter().filter(|line| !known.contains(line)).collect();
        if document.value != once {
            failures.push_str(&format!("=== {name}\n{}\n", difference(&once, &document.value)));
        }
        if !is_flat || !new.is_empty() {
            failures.push_str(&format!("=== {name}: reported by the second run alone: {new:#?}\n"));
        }
    }
    assert!(failures.is_empty(), "\n{failures}");
    assert!(lowered * 10 > all * 9, "{lowered} of {all} cases can be lowered");
}

/// The folder of each case that has a document.
fn cases() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let cases: Vec<PathBuf> =
        folders(&root).iter().flat_map(|stage| folders(stage)).flat_map(|pass| folders(&pass)).collect();
    assert!(!cases.is_empty());
    cases
}

/// The folders in `folder`, in the order of their names.
fn folders(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder can be read");
    let mut found: Vec<PathBuf> = entries.map(|entry| entry.expect("a folder can be read").path()).collect();
    found.retain(|path| path.is_dir());
    found.sort();
    found
}

fn document(folder: &Path) -> Document {
    let source = Source::new("in.yaml", read(&folder.join("in.yaml")));
    Document::parse(&source).map_err(|found| found.render(Color::Never)).expect("a case is an OpenAPI document")
}

/// The settings of a case; those of a provider without any where it has none.
fn config(folder: &Path) -> Config {
    let file = folder.join("moored.toml");
    if !file.exists() {
        return Config::default();
    }
    let config = Config::parse(&Source::new("moored.toml", read(&file)));
    config.map_err(|found| found.render(Color::Never)).expect("a case has settings that can be read")
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display())).expect("a case is complete")
}

/// `rule pointer` of each finding.
fn lines(found: &Findings) -> Vec<String> {
    found.iter().map(|found| format!("{} {}", found.rule.id, found.location.pointer)).collect()
}

/// The two as YAML, line by line.
fn difference(wanted: &Value, got: &Value) -> String {
    let yaml = |value: &Value| serde_yaml::to_string(value).expect("JSON is YAML");
    let (wanted, got) = (yaml(wanted), yaml(got));
    let diff = similar::TextDiff::from_lines(&wanted, &got);
    format!("--- lowered once\n+++ lowered twice\n{}", diff.unified_diff().context_radius(3))
}
