//! Pairs of small documents, each with the findings that a comparison has to give: `pairs/<rule>/<name>.yaml`.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a pair that cannot be read fails the test"
)]

#[path = "versions/deep.rs"]
mod deep;
#[path = "versions/random.rs"]
mod random;

use std::{collections::BTreeMap, fs, path::Path};

use moored_codegen::{Inputs, Model, Packaging, Runtime};
use moored_document::finding::{Color, Findings};
use moored_drift::{Drift, Side};
use serde::Deserialize;
use serde_json::{Value, json};

/// A file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Pair {
    about: String,
    verdict: String,
    findings: Vec<Finding>,
    old: Value,
    new: Value,
    /// The `overlay.yaml` of both.
    overlay: Option<Value>,
}

/// What a comparison has to report.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, PartialOrd, Ord)]
#[serde(deny_unknown_fields)]
struct Finding {
    class: String,
    rule: String,
    element: String,
}

/// All files, by their path below `pairs/`.
fn pairs() -> BTreeMap<String, Pair> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pairs");
    let mut found = BTreeMap::new();
    for rule in fs::read_dir(&folder).unwrap() {
        let rule = rule.unwrap().path();
        for file in fs::read_dir(&rule).unwrap() {
            let file = file.unwrap().path();
            let name = file.strip_prefix(&folder).unwrap().display().to_string();
            let pair = serde_yaml::from_str(&fs::read_to_string(&file).unwrap());
            found.insert(name.clone(), pair.unwrap_or_else(|error| panic!("{name}: {error}")));
        }
    }
    found
}

/// The model of a document, which needs no `openapi`, `info` and `servers`. `names` is the `names.lock` of the version
/// before it.
fn model(document: &Value, overlay: Option<&Value>, names: Option<String>) -> Model {
    read(document, overlay, names).unwrap_or_else(|findings| panic!("{}", findings.render(Color::Never)))
}

/// The same; an error if the document has no client.
fn read(document: &Value, overlay: Option<&Value>, names: Option<String>) -> Result<Model, Findings> {
    let mut whole = json!({
        "openapi": "3.1.0",
        "info": { "title": "Shop", "version": "1.0.0" },
        "servers": [{ "url": "https://shop.example" }],
    });
    for (key, value) in document.as_object().unwrap() {
        whole.as_object_mut().unwrap().insert(key.clone(), value.clone());
    }
    if whole.get("swagger").is_some() {
        whole.as_object_mut().unwrap().retain(|key, _| key != "openapi" && key != "servers");
    }
    let mut specs = BTreeMap::from([("openapi.json".to_owned(), serde_json::to_string_pretty(&whole).unwrap())]);
    specs.extend(overlay.map(|overlay| ("overlay.yaml".to_owned(), overlay.to_string())));
    specs.extend(names.map(|names| ("names.lock".to_owned(), names)));
    let inputs = Inputs {
        provider: "shop".to_owned(),
        display: "specs/shop".to_owned(),
        specs,
        packaging: Packaging::of_provider("generated/shop", Runtime::Version("0.1.0".to_owned())),
    };
    moored_codegen::model(&inputs)
}

fn side(model: &Model) -> Side<'_> {
    Side { document: &model.document, published: &model.published, api: &model.api, names: &model.names }
}

fn compare(old: &Value, new: &Value, overlay: Option<&Value>) -> Drift {
    let old = model(old, overlay, None);
    let document = new;
    let mut new = model(document, overlay, Some(old.names.render()));
    if let Some(names) = moored_drift::kept_names(&side(&old), &side(&new)) {
        new = model(document, overlay, Some(names));
    }
    moored_drift::compare(&side(&old), &side(&new))
}

fn findings(drift: &Drift) -> Vec<Finding> {
    let finding = |change: &moored_drift::Change| Finding {
        class: change.class.to_string(),
        rule: change.rule.id.to_owned(),
        element: change.element.clone(),
    };
    let mut found: Vec<Finding> = drift.changes.iter().map(finding).collect();
    found.sort();
    found
}

#[test]
fn each_pair_has_its_findings() {
    let mut wrong = Vec::new();
    for (name, pair) in pairs() {
        let mut drift = compare(&pair.old, &pair.new, pair.overlay.as_ref());
        // Only the pairs of the rules about texts are about texts.
        if !TEXTS.iter().any(|rule| name.starts_with(rule)) {
            drift.changes.retain(|change| !TEXTS.contains(&change.rule.id));
        }
        let verdict = drift.verdict().map_or("none", |class| class.word());
        let mut expected = pair.findings.clone();
        expected.sort();
        let found = findings(&drift);
        if (verdict, &found) != (pair.verdict.as_str(), &expected) {
            wrong.push(format!(
                "{name}: {}\n  expected {} {expected:?}\n  found {verdict} {found:?}",
                pair.about, pair.verdict
            ));
        }
    }
    assert!(wrong.is_empty(), "{} pairs:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn a_document_does_not_differ_from_itself() {
    for (name, pair) in pairs() {
        for document in [&pair.old, &pair.new] {
            assert_eq!(findings(&compare(document, document, pair.overlay.as_ref())), [], "{name}");
        }
    }
}

/// The rules about texts.
const TEXTS: [&str; 3] = ["description-changed", "example-changed", "info-changed"];

/// The lines of all suggestions for `names.lock`.
fn suggested(drift: &Drift) -> String {
    let helps = drift.changes.iter().filter_map(|change| change.help.as_deref()?.split_once("to names.lock:\n"));
    helps.map(|(_, lines)| format!("\n{lines}\n")).collect()
}

#[test]
fn suggested_lines_of_names_lock_have_an_effect() {
    let mut rules = BTreeMap::new();
    for (name, pair) in pairs() {
        let overlay = pair.overlay.as_ref();
        let drift = compare(&pair.old, &pair.new, overlay);
        let lines = suggested(&drift);
        if lines.is_empty() {
            continue;
        }
        let old = model(&pair.old, overlay, None);
        let new = model(&pair.new, overlay, Some(format!("{}{lines}", old.names.render())));
        let again = moored_drift::compare(&side(&old), &side(&new));
        assert_eq!(suggested(&again), "", "{name}: the names are not kept by{lines}");
        let is_source = |change: &&moored_drift::Change| change.class == moored_drift::Class::Source;
        let left: Vec<&str> = again.changes.iter().filter(is_source).map(|change| change.rule.id).collect();
        for change in drift.changes.iter().filter(is_source) {
            assert!(!left.contains(&change.rule.id), "{name}: {} with{lines}", change.message);
            rules.insert(change.rule.id, ());
        }
    }
    let expected = ["schema-renamed", "security-scheme-renamed", "type-renamed"];
    assert_eq!(rules.keys().copied().filter(|rule| expected.contains(rule)).collect::<Vec<_>>(), expected);
}

#[test]
fn each_rule_has_a_pair_and_a_mirror() {
    let pairs = pairs();
    let mut missing = Vec::new();
    // Those of the family "Rust" are for what no other rule explains.
    let families = moored_drift::rules().filter(|(title, _)| *title != "Rust");
    for rule in families.flat_map(|(_, rules)| rules) {
        let triggers = |pair: &Pair| pair.findings.iter().any(|finding| finding.rule == rule.id);
        let own = format!("{}/", rule.id);
        let mut own = pairs.iter().filter(|(name, _)| name.starts_with(&own)).map(|(_, pair)| triggers(pair));
        // One of the two can be in the folder of another rule.
        let is_triggered = pairs.values().any(triggers);
        if !is_triggered || own.all(|triggers| triggers) {
            missing.push(rule.id);
        }
    }
    assert!(missing.is_empty(), "rules without a pair that triggers them, or without one that does not: {missing:?}");
}
