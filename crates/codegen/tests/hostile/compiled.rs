//! One crate of all hostile texts, by the compiler and by rustdoc: what the other tests read off the files is true of what is made of them.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use moored_codegen::{Files, Inputs, Packaging, RelPath, generate};
use moored_document::finding::Color;
use serde_json::{Map, Value, json};

use super::TEXTS;

/// A document that says each of them wherever a document says something, in names as well as in words.
fn document() -> Value {
    let (mut paths, mut schemas) = (Map::new(), Map::new());
    for (index, text) in TEXTS.iter().enumerate() {
        let words = json!({ "description": text, "title": text, "example": text });
        let mut member = words.clone();
        member["type"] = json!("string");
        member["default"] = json!(text);
        member["enum"] = json!([text, "b"]);
        schemas.insert(
            format!("{text} {index}"),
            json!({ "type": "object", "description": text, "title": text, "properties": { *text: member, "other": words } }),
        );
        let reference = schemas.keys().next_back().map(|name| {
            let name = name.replace('%', "%25").replace('~', "~0").replace('/', "~1");
            json!({ "$ref": format!("#/components/schemas/{name}") })
        });
        let answer = json!({ "description": text, "headers": { "X-A": words }, "content": { "application/json": { "schema": reference } } });
        let parameter = json!({ "name": text, "in": "query", "description": text, "schema": { "type": "string", "enum": [text, "b"] } });
        let operation = json!({
            "operationId": format!("{text} {index}"), "summary": text, "description": text, "tags": [text], "deprecated": true,
            "parameters": [parameter], "responses": { "200": answer, "404": { "description": text } },
        });
        paths.insert(format!("/{index}"), json!({ "get": operation }));
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

/// The files of `folder`, by their paths below `root`.
fn files(root: &Path, folder: &Path, found: &mut Files) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            files(root, &path, found);
            continue;
        }
        let name = path.strip_prefix(root).expect("below").display().to_string();
        found.insert(RelPath::new(name).expect("a path"), fs::read_to_string(&path).expect("text"));
    }
}

#[test]
fn a_crate_of_all_of_them_compiles_and_its_one_doc_test_is_ours() {
    let project = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut runtime = Files::default();
    let folder = project.join("crates/runtime");
    files(&folder, &folder.join("src"), &mut runtime);
    runtime.insert(
        RelPath::new("Cargo.toml").expect("a path"),
        fs::read_to_string(folder.join("Cargo.toml")).expect("text"),
    );
    let outcome = generate(&Inputs {
        provider: "hostile".to_owned(),
        display: String::new(),
        specs: BTreeMap::from([("openapi.json".to_owned(), document().to_string())]),
        packaging: Packaging::Standalone {
            document: "openapi.json".to_owned(),
            name: None,
            runtime,
            workspace_manifest: fs::read_to_string(project.join("Cargo.toml")).expect("text"),
        },
    });
    let found = outcome.findings.render(Color::Never);
    let generated = outcome.files.unwrap_or_else(|| panic!("{found}"));
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("hostile");
    let _ = fs::remove_dir_all(&root);
    for (path, text) in &generated {
        let path = root.join(path.as_str());
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder can be made");
        fs::write(path, text).expect("a file can be written");
    }
    fs::copy(project.join("Cargo.lock"), root.join("Cargo.lock")).expect("a lock");
    let cargo = Command::new(env!("CARGO"))
        .args(["test", "--offline", "--doc", "--no-default-features"])
        .current_dir(&root)
        .env("CARGO_TARGET_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).join("hostile-target"))
        .output()
        .expect("cargo");
    let (said, complained) = (String::from_utf8_lossy(&cargo.stdout), String::from_utf8_lossy(&cargo.stderr));
    assert!(cargo.status.success(), "{said}{complained}");
    let tests: Vec<&str> = said.lines().filter(|line| line.starts_with("test ") && line.contains(" - ")).collect();
    assert!(matches!(tests.as_slice(), [readme] if readme.contains("README.md")), "{said}{complained}");
    assert!(!complained.contains("warning"), "{said}{complained}");
}
