//! Documents, and the clients that are emitted from them.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use moored_codegen::{Inputs, Model, Packaging, RelPath, Runtime};
use serde_json::{Value, json};

use super::emitted::{self, Item};

/// From so many bytes on, a document is large.
const LARGE: usize = 25_000;

/// A client, emitted and as a model.
pub(crate) struct Client {
    pub(crate) model: Model,
    pub(crate) json: Value,
    pub(crate) names: String,
    root: String,
}

impl Client {
    /// `None` if there is no client of the document.
    pub(crate) fn of(document: &Value, names: Option<&str>) -> Option<Self> {
        let mut specs = BTreeMap::from([("openapi.json".to_owned(), serde_json::to_string_pretty(document).unwrap())]);
        specs.extend(names.map(|names| ("names.lock".to_owned(), names.to_owned())));
        let inputs = Inputs {
            provider: "shop".to_owned(),
            display: "specs/shop".to_owned(),
            specs,
            packaging: Packaging::of_provider("generated/shop", Runtime::Version("0.1.0".to_owned())),
        };
        let outcome = moored_codegen::generate(&inputs);
        let files = outcome.files?;
        let file = |path: &str| files.get(&RelPath::new(path).unwrap()).cloned();
        Some(Self {
            model: moored_codegen::model(&inputs).ok()?,
            json: serde_json::from_str(&file("client.json")?).unwrap(),
            names: outcome.names?,
            root: file("src/lib.rs")?,
        })
    }

    /// The items that are compared.
    pub(crate) fn items(&self) -> BTreeSet<Item> {
        let found = moored_drift::items(&self.model.api);
        let found = found.into_iter().filter(|item| item.kind != moored_drift::Kind::Export);
        found.map(|item| emitted::compared(&item)).collect()
    }

    /// Items of the runtime that are exported and not compared, or the other way round.
    pub(crate) fn wrong_exports(&self) -> Vec<String> {
        let compared = moored_drift::items(&self.model.api);
        let compared = compared.into_iter().filter(|item| item.kind == moored_drift::Kind::Export);
        let compared: BTreeSet<String> = compared.map(|item| item.path).collect();
        let exported = self.root.split("pub use moored_runtime::{").nth(1).and_then(|rest| rest.split('}').next());
        let always = ["BuildError", "CallOptions", "Error", "Field", "Response", "Retries", "Secret", "StatusCode"];
        let exported = exported.unwrap_or_default().split(',').map(|name| name.trim().to_owned());
        let exported: BTreeSet<String> =
            exported.filter(|name| !name.is_empty() && !always.contains(&name.as_str())).collect();
        exported.symmetric_difference(&compared).map(|name| format!("the export `{name}`")).collect()
    }
}

/// A document of a test, in which `openapi`, `info` and `servers` are filled in.
fn whole(document: &Value) -> Value {
    let mut whole = json!({ "openapi": "3.1.0", "info": { "title": "Shop", "version": "1" } });
    if document.get("swagger").is_some() {
        whole = json!({ "info": { "title": "Shop", "version": "1" } });
    } else if document.get("servers").is_none() {
        whole["servers"] = json!([{ "url": "https://shop.example" }]);
    }
    for (key, value) in document.as_object().unwrap() {
        whole[key] = value.clone();
    }
    whole
}

fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
}

fn read(path: &Path) -> Option<Value> {
    parsed(&fs::read_to_string(path).ok()?)
}

fn parsed(text: &str) -> Option<Value> {
    serde_yaml::from_str(text).ok().filter(Value::is_object)
}

/// All YAML and JSON files below `folder`, in order.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|extension| extension == "yaml" || extension == "json") {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// The pairs of `tests/pairs` and of `tests/changes` of the workspace.
pub(crate) fn pairs() -> Vec<(String, Value, Value)> {
    let mut found = Vec::new();
    for path in files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pairs")) {
        let pair = read(&path).unwrap();
        found.push((path.display().to_string(), whole(&pair["old"]), whole(&pair["new"])));
    }
    for entry in fs::read_dir(root().join("tests/changes")).unwrap() {
        let folder = entry.unwrap().path();
        if let (Some(old), Some(new)) = (read(&folder.join("old.yaml")), read(&folder.join("new.yaml"))) {
            found.push((folder.display().to_string(), old, new));
        }
    }
    assert!(found.len() > 15, "{} pairs", found.len());
    found
}

/// The documents of the pairs, the corpus, the cases of passes, the examples, the providers, and those below the folder
/// in the variable `DRIFT_DOCUMENTS`, for runs by hand.
pub(crate) fn documents() -> Vec<(String, Value)> {
    let mut found: Vec<(String, Value)> = Vec::new();
    for (name, old, new) in pairs() {
        found.push((format!("{name}, old"), old));
        found.push((format!("{name}, new"), new));
    }
    let mut folders: Vec<PathBuf> =
        ["tests/corpus", "crates/codegen/tests", "crates/model/tests/cases", "examples/documents", "specs"]
            .map(|folder| root().join(folder))
            .into();
    let by_hand = std::env::var_os("DRIFT_DOCUMENTS").map(PathBuf::from);
    folders.extend(by_hand.clone());
    for path in folders.iter().flat_map(|folder| files(folder)) {
        let Ok(text) = fs::read_to_string(&path) else { continue };
        // Large ones take most of the time and add little.
        if by_hand.is_none() && text.len() >= LARGE {
            continue;
        }
        let document = parsed(&text).filter(|document| document.get("paths").is_some());
        // What is lowered in part already has marks of passes.
        let document = document.filter(|document| !document.to_string().contains("x-moored"));
        found.extend(document.map(|document| (path.display().to_string(), document)));
    }
    found
}
