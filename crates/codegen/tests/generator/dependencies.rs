//! Generated crates depend on nothing outside of the workspace's dependency table, and on all of it as the table
//! requires.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use moored_codegen::{Files, Inputs, Packaging, RelPath, Runtime, generate};
use toml::{Table, Value};

use crate::shared::inputs;

/// The sections of a manifest that name other crates.
const SECTIONS: [&str; 3] = ["dependencies", "dev-dependencies", "build-dependencies"];

#[test]
fn the_crates_of_the_providers_require_what_the_workspace_requires() {
    let folders =
        fs::read_dir(root().join("generated")).expect("a folder").map(|entry| entry.expect("an entry").path());
    let manifests: Vec<PathBuf> =
        folders.map(|folder| folder.join("Cargo.toml")).filter(|path| path.exists()).collect();
    assert!(!manifests.is_empty());
    for path in &manifests {
        check(&path.display().to_string(), &table(&read(path)), Some("../../crates/runtime"));
    }
    check("the runtime", &manifest(&runtime(), "Cargo.toml"), None);
}

#[test]
fn so_does_the_client_of_every_document_of_the_corpus() {
    let mut count = 0;
    for (name, document) in corpus() {
        let Some(files) = generate(&standalone(&document)).files else { continue };
        check(&name, &manifest(&files, "Cargo.toml"), Some("runtime"));
        let others = files.keys().filter(|path| path.as_str().ends_with("Cargo.toml"));
        assert_eq!(others.count(), 2, "{name}: a manifest that nobody has checked");
        count += 1;
    }
    assert!(count > 20, "{count} documents of the corpus give a client");
}

#[test]
fn what_the_runtime_and_its_clients_share_has_one_requirement() {
    let runtime = manifest(&runtime(), "Cargo.toml");
    let client = manifest(&generate(&standalone(&corpus()[0].1)).files.expect("a crate"), "Cargo.toml");
    for key in ["edition", "rust-version"] {
        assert_eq!(client["package"][key], runtime["package"][key], "{key}");
        assert_eq!(runtime["package"][key], project()["workspace"]["package"][key], "{key}");
    }
    for (dependency, value) in dependencies(&client).iter().filter(|(name, _)| name != "moored-runtime") {
        assert_eq!(Some(value), runtime["dependencies"].get(dependency), "{dependency}");
    }
    assert_eq!(runtime["package"]["version"], project()["workspace"]["package"]["version"]);
}

/// Each dependency requires what the workspace requires, and that on the runtime is the given path.
fn check(name: &str, manifest: &Table, runtime: Option<&str>) {
    let workspace = workspace();
    for (dependency, value) in dependencies(manifest) {
        let wanted = workspace.get(&dependency);
        let wanted = wanted.unwrap_or_else(|| panic!("{name}: the workspace has no `{dependency}`"));
        if dependency.starts_with("moored-") {
            let value = value.as_table().cloned().unwrap_or_default();
            let gate = Some("../../crates/gate");
            let wanted_version = wanted.get("version");
            let wanted = if dependency == "moored-gate" { gate } else { runtime };
            assert_eq!(value.get("path").and_then(Value::as_str), wanted, "{name}: `{dependency}`");
            // A package that can be published needs the version of what it finds by a path.
            let is_published = manifest["package"]["publish"].as_bool().unwrap_or(true);
            let version = wanted_version.filter(|_| is_published);
            assert_eq!(value.get("version"), version, "{name}: `{dependency}`");
            let known = ["path", "features", "version", "default-features"];
            assert!(value.keys().all(|key| known.contains(&key.as_str())), "{name}: `{dependency}` is {value:?}");
            continue;
        }
        let (value, wanted) = (whole(&value), whole(wanted));
        for key in ["version", "path", "git", "package", "registry", "default-features"] {
            assert_eq!(value.get(key), wanted.get(key), "{name}: `{key}` of `{dependency}`");
        }
        // It would be in the build of everybody who uses a client. The generator needs it for the order of a document.
        let generator_only = "preserve_order".to_owned();
        let (features, mut wanted) = (features(&value), features(&wanted));
        wanted.remove(&generator_only);
        assert!(features.is_superset(&wanted), "{name}: features of `{dependency}`");
        assert!(!features.contains(&generator_only), "{name}: `{generator_only}` of `{dependency}`");
    }
}

fn dependencies(manifest: &Table) -> Vec<(String, Value)> {
    let targets = manifest.get("target").and_then(Value::as_table).into_iter().flat_map(Table::values);
    let holders = targets.filter_map(Value::as_table).chain([manifest]);
    let sections = holders.flat_map(|holder| SECTIONS.iter().filter_map(|section| holder.get(*section)?.as_table()));
    sections.flatten().map(|(name, value)| (name.clone(), value.clone())).collect()
}

/// A dependency as a table, where it may be a version alone.
fn whole(dependency: &Value) -> Table {
    match dependency {
        Value::Table(table) => table.clone(),
        version => Table::from_iter([("version".to_owned(), version.clone())]),
    }
}

fn features(dependency: &Table) -> BTreeSet<String> {
    let features = dependency.get("features").and_then(Value::as_array).into_iter().flatten();
    features.filter_map(Value::as_str).map(str::to_owned).collect()
}

fn workspace() -> Table {
    project()["workspace"]["dependencies"].as_table().expect("a table").clone()
}

fn project() -> Table {
    table(&read(&root().join("Cargo.toml")))
}

fn manifest(files: &Files, path: &str) -> Table {
    table(&files[&RelPath::new(path).expect("a path")])
}

fn table(text: &str) -> Table {
    text.parse().expect("a manifest is TOML")
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn runtime() -> Files {
    let files = moored_runtime::source::files().into_iter();
    files.map(|(path, text)| (RelPath::new(path).expect("a path"), text)).collect()
}

fn standalone(document: &str) -> Inputs {
    Inputs {
        packaging: Packaging::of_document("openapi.yaml", Runtime::Copied(runtime())),
        ..inputs(&[("openapi.yaml", document)])
    }
}

/// Name → text of every document below `tests/corpus`, but for those that the command has to decode first.
fn corpus() -> Vec<(String, String)> {
    let folders =
        fs::read_dir(root().join("tests/corpus")).expect("a folder").map(|entry| entry.expect("an entry").path());
    let files = folders.filter(|path| path.is_dir()).flat_map(|folder| fs::read_dir(folder).expect("a folder"));
    let files = files.map(|entry| entry.expect("an entry").path());
    files.filter_map(|path| Some((path.display().to_string(), fs::read_to_string(&path).ok()?))).collect()
}
