//! The goldens are what the generator makes of their documents today.

#![expect(clippy::expect_used, clippy::panic, reason = "this is test code throughout, and a surprise is a failed test")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use moored_codegen::{Inputs, Packaging, generate};
use moored_document::finding::Color;

#[test]
fn every_golden_is_what_the_generator_makes_of_its_document() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/goldens");
    let entries = fs::read_dir(&root).expect("the folder is there");
    let mut stale = Vec::new();
    for folder in entries.map(|entry| entry.expect("it can be read").path()).filter(|path| path.is_dir()) {
        let made = made(&folder);
        let there: BTreeMap<PathBuf, String> = files(&folder).into_iter().collect();
        if made == there {
            continue;
        }
        if std::env::var_os("UPDATE").is_some() {
            write(&made, &there);
        }
        let differs = |path: &&PathBuf| made.get(*path) != there.get(*path);
        stale.extend(made.keys().chain(there.keys()).filter(differs).cloned());
    }
    assert!(
        stale.is_empty(),
        "UPDATE=1 cargo test -p moored-codegen --test fresh_goldens writes them anew: {stale:#?}"
    );
}

/// The types that the generator makes of the document in `folder`.
fn made(folder: &Path) -> BTreeMap<PathBuf, String> {
    let document = fs::read_to_string(folder.join("openapi.yaml")).expect("a golden has a document");
    let inputs = Inputs {
        provider: "golden".to_owned(),
        display: String::new(),
        specs: BTreeMap::from([("openapi.yaml".to_owned(), document)]),
        packaging: Packaging::Member,
    };
    let outcome = generate(&inputs);
    let found = outcome.findings.render(Color::Never);
    let made = outcome.files.unwrap_or_else(|| panic!("{found}"));
    let types = made.iter().filter_map(|(path, text)| {
        let path = path.as_str().strip_prefix("src/")?;
        path.starts_with("types").then(|| (folder.join(path), text.clone()))
    });
    let mut types: BTreeMap<PathBuf, String> = types.collect();
    let losses: String =
        outcome.findings.iter().map(|found| format!("{} {}\n", found.rule.id, found.location.pointer)).collect();
    types.insert(folder.join("losses.txt"), losses);
    types
}

/// Every file below `folder` but the document.
fn files(folder: &Path) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("the folder is there") {
        let path = entry.expect("it can be read").path();
        if path.is_dir() {
            found.extend(files(&path));
        } else if path.file_name().is_some_and(|name| name != "openapi.yaml") {
            let text = fs::read_to_string(&path).expect("it can be read");
            found.push((path, text));
        }
    }
    found
}

fn write(made: &BTreeMap<PathBuf, String>, there: &BTreeMap<PathBuf, String>) {
    for path in there.keys().filter(|path| !made.contains_key(*path)) {
        fs::remove_file(path).expect("it can be removed");
    }
    for (path, text) in made {
        fs::create_dir_all(path.parent().expect("it is in a folder")).expect("the folder can be made");
        fs::write(path, text).expect("it can be written");
    }
}
