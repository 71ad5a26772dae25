//! A pass is one new file and one line of the table: an invented one is added to a copy of the crates, and runs.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "this is test code throughout, and a file that cannot be read is a failed test"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use toml::Table;

/// The new file.
const PASS: &str = "\
//! A pass that nobody needs.
//!
//! ```yaml
//! { type: string, x-invented: true }    # before
//! ---
//! { type: string }                      # after
//! ```

use moored_document::{pass::Pass, site::Site};
use serde_json::{Map, Value};

use crate::config::Config;

pub(super) const PASS: Pass<Config> = Pass::schema_objects(rewrite).after(&[\"type_array\"]);

fn rewrite(schema: &mut Map<String, Value>, _: &mut Site<'_>) {
    schema.shift_remove(\"x-invented\");
}
";

/// The pass before it in the table.
const NEIGHBOUR: &str = "        type_array\n";

/// The version of the copies.
const VERSION: &str = "0.0.1-copy";

/// A test of the copy, which sees the pass only if it runs.
const TEST: &str = "\
#[test]
fn the_new_pass_runs() {
    let text = \"openapi: 3.1.0\\ninfo: { title: A, version: '1' }\\npaths: {}\\ncomponents: { schemas: { A: { type: string, x-invented: 1 } } }\";
    let source = moored_document::source::Source::new(\"openapi.yaml\", text);
    let mut document = moored_document::document::Document::parse(&source).ok().unwrap();
    let (config, mut findings) = (Default::default(), Default::default());
    assert!(moored_model::lower::run(&mut document, &config, &mut findings).is_some());
    assert_eq!(document.value[\"components\"][\"schemas\"][\"A\"], serde_json::json!({ \"type\": \"string\" }));
}
";

#[test]
fn a_pass_is_one_file_and_one_line() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let copy = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("new_pass");
    if copy.exists() {
        fs::remove_dir_all(&copy).expect("an old copy can be removed");
    }
    fs::create_dir_all(&copy).expect("a folder");
    fs::write(copy.join("Cargo.toml"), manifest(&root)).expect("a manifest");
    for file in ["Cargo.lock", "rust-toolchain.toml"] {
        fs::copy(root.join(file), copy.join(file)).expect("a file of the workspace");
    }
    for folder in ["document", "model"] {
        for part in ["Cargo.toml", "src"] {
            let path = Path::new("crates").join(folder).join(part);
            copy_all(&root.join(&path), &copy.join(&path));
        }
    }
    let model = copy.join("crates/model");
    let table = fs::read_to_string(model.join("src/lower.rs")).expect("the table");
    assert_eq!(table.matches(NEIGHBOUR).count(), 1, "`{}` is in the table once", NEIGHBOUR.trim());
    let table = table.replace(NEIGHBOUR, &format!("{NEIGHBOUR}        invented\n"));
    fs::write(model.join("src/lower.rs"), table).expect("the table");
    fs::write(model.join("src/lower/invented.rs"), PASS).expect("the pass");
    fs::create_dir(model.join("tests")).expect("a folder");
    fs::write(model.join("tests/invented.rs"), TEST).expect("a test");

    // The dependencies are compiled already.
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().expect("the target folder");
    let output = Command::new(env!("CARGO"))
        .args(["test", "--quiet", "--offline", "--package", "moored-model", "--test", "invented"])
        .current_dir(&copy)
        .env("CARGO_TARGET_DIR", target)
        .output()
        .expect("cargo runs");
    let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success() && out.contains("1 passed"), "{out}{err}");
}

/// The manifest of the workspace with the two crates as its only members, in a version of their own: cargo knows a
/// package by its version and its path within the workspace, which is the same in the copy.
fn manifest(root: &Path) -> String {
    let text = fs::read_to_string(root.join("Cargo.toml")).expect("the manifest of the workspace");
    let mut manifest: Table = text.parse().expect("TOML");
    manifest.retain(|key, _| key == "workspace" || key == "profile");
    manifest["workspace"]["members"] = vec!["crates/document", "crates/model"].into();
    manifest["workspace"]["package"]["version"] = VERSION.into();
    manifest["workspace"]["dependencies"]["moored-document"]["version"] = VERSION.into();
    manifest.to_string()
}

fn copy_all(from: &Path, to: &Path) {
    if from.is_dir() {
        fs::create_dir_all(to).expect("a folder");
        for entry in fs::read_dir(from).expect("a folder") {
            let entry = entry.expect("an entry");
            copy_all(&entry.path(), &to.join(entry.file_name()));
        }
    } else {
        fs::create_dir_all(to.parent().expect("a folder")).expect("a folder");
        fs::copy(from, to).expect("a file");
    }
}
