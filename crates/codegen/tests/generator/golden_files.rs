//! The goldens are what the generator makes of their documents. `UPDATE=1 cargo test -p moored-codegen --test generator
//! golden_files` writes them anew.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{env, fs};

use moored_codegen::{Inputs, Packaging, Runtime};

use crate::shared::Run;

#[test]
fn every_golden_is_up_to_date() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/goldens");
    let entries = fs::read_dir(&root).expect("the folder exists");
    let mut stale = Vec::new();
    for folder in entries.map(|entry| entry.expect("it can be read").path()).filter(|path| path.is_dir()) {
        let expected = generate(&folder);
        let actual: BTreeMap<PathBuf, String> = files(&folder).into_iter().collect();
        if expected == actual {
            continue;
        }
        if env::var_os("UPDATE").is_some() {
            write(&expected, &actual);
        }
        let differs = |path: &&PathBuf| expected.get(*path) != actual.get(*path);
        stale.extend(expected.keys().chain(actual.keys()).filter(differs).cloned());
    }
    assert!(
        stale.is_empty(),
        "UPDATE=1 cargo test -p moored-codegen --test generator golden_files writes them anew: {stale:#?}"
    );
}

/// The types of the document in `folder`, and its findings.
fn generate(folder: &Path) -> BTreeMap<PathBuf, String> {
    let document = fs::read_to_string(folder.join("openapi.yaml")).expect("a golden has a document");
    let run = Run::of(&Inputs {
        provider: "golden".to_owned(),
        display: String::new(),
        specs: BTreeMap::from([("openapi.yaml".to_owned(), document)]),
        packaging: Packaging::of_provider("generated/golden", Runtime::Version("0.1.0".to_owned())),
    });
    let types = run.files().iter().filter_map(|(path, text)| {
        let path = path.as_str().strip_prefix("src/")?;
        path.starts_with("types").then(|| (folder.join(path), text.clone()))
    });
    let mut files: BTreeMap<PathBuf, String> = types.collect();
    files.insert(folder.join("losses.txt"), run.findings().iter().map(|finding| format!("{finding}\n")).collect());
    files
}

/// Every file below `folder` but the document.
fn files(folder: &Path) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("the folder exists") {
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

fn write(expected: &BTreeMap<PathBuf, String>, actual: &BTreeMap<PathBuf, String>) {
    for path in actual.keys().filter(|path| !expected.contains_key(*path)) {
        fs::remove_file(path).expect("it can be removed");
    }
    for (path, text) in expected {
        fs::create_dir_all(path.parent().expect("it is in a folder")).expect("the folder can be created");
        fs::write(path, text).expect("it can be written");
    }
}
