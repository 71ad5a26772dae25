//! A lowered document has nothing that OpenAPI does not have: what it cannot express belongs to the model.
//!
//! The documents are the cases of the passes, those of the tests of the emitter and of the corpus, and the providers'.

#![expect(
    clippy::expect_used,
    reason = "this is test code throughout, and a file that cannot be read is a failed test"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use moored_document::document::Document;
use moored_document::finding::Findings;
use moored_document::grammar::Kind;
use moored_document::source::Source;
use moored_document::{repair, upgrade};
use moored_model::config::Config;
use moored_model::lower;
use serde_json::{Map, Value};

#[test]
fn a_lowered_document_has_only_what_openapi_has() {
    let mut found: BTreeSet<String> = BTreeSet::new();
    let mut lowered = 0;
    for file in documents() {
        // A case of the corpus is no text, others are no documents.
        let Ok(text) = fs::read_to_string(&file) else { continue };
        let Ok(mut document) = Document::parse(&Source::new("openapi.yaml", text)) else { continue };
        let mut findings = Findings::default();
        upgrade::run(&mut document, &mut findings);
        repair::run(&mut document, &mut findings);
        if lower::run(&mut document, &Config::default(), &mut findings).is_some() {
            lowered += 1;
            found.extend(foreign(&mut document).into_iter().map(|key| format!("{key} in {}", file.display())));
        }
    }
    assert!(found.is_empty(), "{found:#?}");
    assert!(lowered > 200, "{lowered} documents were lowered");
}

/// The keys of `document` that are no fields of OpenAPI 3.x, and its components that stand for types of the runtime.
fn foreign(document: &mut Document) -> Vec<String> {
    let mut found = Vec::new();
    document.for_each_object(&mut Findings::default(), &mut |kind, members, site| {
        for key in members.keys() {
            let is_field = kind.form(key).is_some() || (key.starts_with("x-") && !key.starts_with("x-moored"));
            if !is_field {
                found.push(format!("{key} of {}", kind.word()));
            }
            if kind == Kind::Discriminator && !has_texts(members) {
                found.push(format!("{} is no mapping to texts", site.pointer()));
            }
            if matches!(site.path().first(), ["components", "schemas", name, ""] if name.starts_with("Moored")) {
                found.push(site.pointer().to_string());
            }
        }
    });
    found
}

/// Whether the targets of a discriminator are texts.
fn has_texts(discriminator: &Map<String, Value>) -> bool {
    let mapping = discriminator.get("mapping").and_then(Value::as_object).into_iter().flat_map(Map::values);
    mapping.chain(discriminator.get("defaultMapping")).all(Value::is_string)
}

/// Every document in the folders with tests and providers.
fn documents() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut folders: Vec<PathBuf> =
        ["tests/cases", "../codegen/tests", "../../tests", "../../specs"].map(|folder| root.join(folder)).into();
    let mut found = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder can be read") {
            let path = entry.expect("a folder can be read").path();
            let is_document =
                path.extension().is_some_and(|extension| ["yaml", "json"].iter().any(|one| extension == *one));
            if path.is_dir() {
                folders.push(path);
            } else if is_document && !path.ends_with("out.yaml") {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}
