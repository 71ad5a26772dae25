//! Checks that the client in the folder of the test is up to date with its `openapi.yaml`.

use std::{collections::BTreeMap, fs, path::Path};

use moored_codegen::{Inputs, Packaging, Runtime};
use moored_document::finding::Color;

use super::FOLDER;

/// The files of the crate, by their paths.
pub(super) fn files() -> BTreeMap<String, String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(FOLDER);
    let document = fs::read_to_string(folder.join("openapi.yaml")).expect("a document");
    let settings = fs::read_to_string(folder.join("moored.toml")).ok();
    let settings = settings.map(|text| ("moored.toml".to_owned(), text));
    let inputs = Inputs {
        provider: FOLDER.to_owned(),
        display: format!("tests/{FOLDER}"),
        specs: settings.into_iter().chain([("openapi.yaml".to_owned(), document)]).collect(),
        packaging: Packaging::of_provider(&format!("tests/{FOLDER}"), Runtime::Version("0.1.0".to_owned())),
    };
    let outcome = moored_codegen::generate(&inputs);
    assert_eq!(outcome.findings.render(Color::Never), "", "the document has findings");
    let files = outcome.files.expect("a crate");
    files.iter().map(|(path, text)| (path.as_str().to_owned(), text.clone())).collect()
}

#[test]
fn the_client_is_up_to_date() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(FOLDER);
    let mut stale = Vec::new();
    for (path, text) in files() {
        let Some(path) = path.strip_prefix("src/").filter(|path| *path != "lib.rs") else { continue };
        if fs::read_to_string(folder.join(path)).ok().as_ref() != Some(&text) {
            stale.push(path.to_owned());
        }
        if std::env::var_os("UPDATE").is_some() {
            let file = folder.join(path);
            fs::create_dir_all(file.parent().expect("a folder")).expect("a folder can be created");
            fs::write(file, text).expect("a file can be written");
        }
    }
    assert!(stale.is_empty(), "out of date: {stale:?}; UPDATE=1 writes them");
}
