//! Checks that the clients in `examples/clients` are up to date with `examples/documents`, and that of
//! `tests/conformance` with its document.
//!
//! `UPDATE=1 cargo test --test examples` writes them.

#![expect(clippy::expect_used, reason = "a file that cannot be read or written fails the test")]

use std::{collections::BTreeMap, fs, path::Path};

use moored_codegen::{Inputs, Packaging, Runtime};
use moored_document::finding::Color;

/// The folder of each document, and that of its client.
const CLIENTS: [(&str, &str); 4] = [
    ("examples/documents/builds", "examples/clients/builds"),
    ("examples/documents/tracker", "examples/clients/tracker"),
    ("examples/documents/vault", "examples/clients/vault"),
    ("tests/conformance", "tests/conformance/client"),
];

/// The files of the client, by their paths in its crate.
fn generated(root: &Path, document: &str) -> BTreeMap<String, String> {
    let folder = root.join(document);
    let name = document.rsplit('/').next().unwrap_or(document);
    let read = |file: &str| (file.to_owned(), fs::read_to_string(folder.join(file)).expect("a file of a document"));
    let runtime =
        Runtime::Path { runtime: "../../../crates/runtime".to_owned(), gate: Some("../../../crates/gate".to_owned()) };
    let mut packaging = Packaging::of_provider(&format!("generated/{name}"), runtime);
    packaging.package.insert("license".to_owned(), "MIT OR Apache-2.0".into());
    let inputs = Inputs {
        provider: name.to_owned(),
        display: document.to_owned(),
        specs: ["openapi.yaml", "moored.toml"].map(read).into(),
        packaging,
    };
    let outcome = moored_codegen::generate(&inputs);
    assert_eq!(outcome.findings.render(Color::Never), "", "{name}: the document has findings");
    let files = outcome.files.expect("a crate");
    files.iter().map(|(path, text)| (path.as_str().to_owned(), text.clone())).collect()
}

#[test]
fn the_clients_are_up_to_date() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut stale = Vec::new();
    for (document, client) in CLIENTS {
        let folder = root.join(client);
        let files = generated(root, document);
        if files.iter().all(|(path, text)| fs::read_to_string(folder.join(path)).ok().as_ref() == Some(text)) {
            continue;
        }
        stale.push(client);
        if std::env::var_os("UPDATE").is_some() {
            if folder.exists() {
                fs::remove_dir_all(&folder).expect("an old client can be removed");
            }
            for (path, text) in files {
                let file = folder.join(path);
                fs::create_dir_all(file.parent().expect("a folder")).expect("a folder can be created");
                fs::write(file, text).expect("a file can be written");
            }
        }
    }
    assert!(stale.is_empty(), "out of date: {stale:?}; UPDATE=1 writes them");
}
