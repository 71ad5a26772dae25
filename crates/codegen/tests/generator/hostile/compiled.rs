//! One crate of all hostile texts, read by the compiler and by rustdoc: what the other tests conclude from the files is
//! true of the compiled crate.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use moored_codegen::{Inputs, Packaging, RelPath, Runtime};
use serde_json::{Map, Value, json};

use super::texts::TEXTS;
use crate::shared::Run;

/// A document with each of the texts in every description and in every name.
fn document() -> Value {
    let (mut paths, mut schemas) = (Map::new(), Map::new());
    for (index, text) in TEXTS.iter().enumerate() {
        let name = format!("{text} {index}");
        schemas.insert(name.clone(), schema(text));
        paths.insert(format!("/{index}"), json!({ "get": operation(text, &name) }));
    }
    let all = TEXTS.join("\n\n");
    json!({
        "openapi": "3.1.0",
        "info": { "title": all, "version": all, "description": all },
        "servers": [{ "url": "https://pets.example", "description": all }],
        "paths": paths,
        "components": { "schemas": schemas },
    })
}

fn documented(text: &str) -> Value {
    json!({ "description": text, "title": text, "example": text })
}

fn schema(text: &str) -> Value {
    let mut property = documented(text);
    property["type"] = json!("string");
    property["default"] = json!(text);
    property["enum"] = json!([text, "b"]);
    json!({
        "type": "object",
        "description": text,
        "title": text,
        "properties": { text: property, "other": documented(text) },
    })
}

fn operation(text: &str, id: &str) -> Value {
    let schema = id.replace('%', "%25").replace('~', "~0").replace('/', "~1");
    json!({
        "operationId": id,
        "summary": text,
        "description": text,
        "tags": [text],
        "deprecated": true,
        "parameters": [{
            "name": text,
            "in": "query",
            "description": text,
            "schema": { "type": "string", "enum": [text, "b"] },
        }],
        "responses": {
            "200": {
                "description": text,
                "headers": { "X-A": documented(text) },
                "content": {
                    "application/json": { "schema": { "$ref": format!("#/components/schemas/{schema}") } },
                },
            },
            "404": { "description": text },
        },
    })
}

/// Writes the crate of all texts, and gives its folder.
fn write(project: &Path) -> PathBuf {
    let files = moored_runtime::source::files().into_iter();
    let runtime = files.map(|(path, text)| (RelPath::new(path).expect("a path"), text)).collect();
    let run = Run::of(&Inputs {
        provider: "hostile".to_owned(),
        display: String::new(),
        specs: BTreeMap::from([("openapi.json".to_owned(), document().to_string())]),
        packaging: Packaging::of_document("openapi.json", Runtime::Copied(runtime)),
    });
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("hostile");
    let _ = fs::remove_dir_all(&root);
    for (path, text) in run.files() {
        let path = root.join(path.as_str());
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder can be created");
        fs::write(path, text).expect("a file can be written");
    }
    fs::copy(project.join("Cargo.lock"), root.join("Cargo.lock")).expect("a lock file");
    root
}

#[test]
fn a_crate_of_all_texts_compiles_and_its_one_doc_test_is_ours() {
    let root = write(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../.."));
    let cargo = Command::new(env!("CARGO"))
        .args(["test", "--offline", "--doc", "--no-default-features"])
        .current_dir(&root)
        // The dependencies are compiled already.
        .env("CARGO_TARGET_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).parent().expect("the target folder"))
        .output()
        .expect("cargo");
    let (stdout, stderr) = (String::from_utf8_lossy(&cargo.stdout), String::from_utf8_lossy(&cargo.stderr));
    assert!(cargo.status.success(), "{stdout}{stderr}");
    let tests: Vec<&str> = stdout.lines().filter(|line| line.starts_with("test ") && line.contains(" - ")).collect();
    assert!(matches!(tests.as_slice(), [readme] if readme.contains("README.md")), "{stdout}{stderr}");
    assert!(!stderr.contains("warning"), "{stdout}{stderr}");
}
