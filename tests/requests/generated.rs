//! Checks that the client in the folder of the test is up to date with its `openapi.yaml`.

use std::{collections::BTreeMap, fs, path::Path};

use moored_codegen::{Inputs, Packaging, Runtime};
use moored_document::finding::Color;

use super::FOLDER;

/// The files of the client, by their paths below `src/`.
fn generated(folder: &Path) -> BTreeMap<String, String> {
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
    let sources = files.iter().filter_map(|(path, text)| Some((path.as_str().strip_prefix("src/")?, text)));
    sources.filter(|(path, _)| *path != "lib.rs").map(|(path, text)| (path.to_owned(), text.clone())).collect()
}

#[test]
fn the_client_is_up_to_date() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(FOLDER);
    let mut stale = Vec::new();
    for (path, text) in generated(&folder) {
        if fs::read_to_string(folder.join(&path)).ok().as_ref() != Some(&text) {
            stale.push(path.clone());
        }
        if std::env::var_os("UPDATE").is_some() {
            let file = folder.join(path);
            fs::create_dir_all(file.parent().expect("a folder")).expect("a folder can be created");
            fs::write(file, text).expect("a file can be written");
        }
    }
    assert!(stale.is_empty(), "out of date: {stale:?}; UPDATE=1 writes them");
}
