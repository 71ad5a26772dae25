//! The public items that are compared are those of emitted clients, and each that breaks code is in a finding.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a document that cannot be read fails the test")]

#[path = "surface/documents.rs"]
mod documents;
#[path = "surface/emitted.rs"]
mod emitted;
#[path = "surface/random.rs"]
mod random;

use std::{collections::BTreeSet, fs, path::Path};

use documents::{Client, documents, pairs};
use emitted::{items_of, resolved};
use moored_drift::{Class, Side};
use serde_json::Value;

#[test]
fn the_items_are_those_of_the_emitted_client() {
    let (mut failures, mut compared) = (Vec::new(), 0);
    for (name, document) in documents() {
        let Some(client) = Client::of(&document, None) else { continue };
        let (expected, found) = (items_of(&client.json), client.items());
        compared += expected.len();
        failures.extend(expected.symmetric_difference(&found).map(|item| {
            let side = if found.contains(item) { "only compared" } else { "only emitted" };
            format!("{name}: {side}: {item:?}")
        }));
        failures.extend(client.wrong_exports().into_iter().map(|item| format!("{name}: {item}")));
    }
    assert!(failures.is_empty(), "{} items:\n{}", failures.len(), failures.join("\n"));
    assert!(compared > 5_000, "{compared} items");
}

/// What differs between the two emitted clients and what the comparison reports.
fn check(name: &str, old: &Value, new: &Value, failures: &mut Vec<String>) -> usize {
    let Some(old) = Client::of(old, None) else { return 0 };
    let document = new;
    let Some(mut new) = Client::of(document, Some(&old.names)) else { return 0 };
    // What moved keeps its names, as in the command.
    if let Some(names) = moored_drift::kept_names(&side(&old), &side(&new)) {
        let Some(again) = Client::of(document, Some(&names)) else { return 0 };
        new = again;
    }
    let drift = moored_drift::compare(&side(&old), &side(&new));
    let (before, after) = (resolved(&items_of(&old.json)), resolved(&items_of(&new.json)));
    let gone: BTreeSet<&str> = before.difference(&after).map(|item| item.path.as_str()).collect();
    let reported: BTreeSet<&str> = drift.changes.iter().flat_map(|change| &change.items).map(String::as_str).collect();
    // Traits that are implemented now, and what is not exhaustive any more for the better, break nothing.
    let is_better = |path: &str| {
        let all = |items: &BTreeSet<emitted::Item>| -> Vec<emitted::Item> {
            items.iter().filter(|item| item.path == path).cloned().collect()
        };
        let (before, after) = (all(&before), all(&after));
        before.len() == after.len() && before.iter().zip(&after).all(|(one, other)| other.offers(one))
    };
    // What has another name is one finding: it can be kept by lines of `names.lock`, with everything that it is in.
    let is_renamed =
        drift.changes.iter().any(|change| ["-renamed", "-moved"].iter().any(|end| change.rule.id.ends_with(end)));
    for path in gone.iter().filter(|_| !is_renamed) {
        if !reported.contains(path) && !is_better(path) {
            failures.push(format!("{name}: `{path}` is gone or differs, and no finding has it"));
        }
    }
    // What is only in the findings of this family has to differ.
    let rust = drift.changes.iter().filter(|change| change.rule.id.starts_with("item-"));
    for change in rust {
        for item in &change.items {
            let is_same =
                before.iter().filter(|one| one.path == *item).eq(after.iter().filter(|one| one.path == *item));
            if is_same {
                failures.push(format!("{name}: {}: `{item}` does not differ", change.rule.id));
            }
        }
    }
    if !gone.is_empty() && gone.iter().any(|path| !is_better(path)) && drift.verdict() > Some(Class::Source) {
        failures.push(format!("{name}: the verdict is {:?}", drift.verdict()));
    }
    gone.len()
}

fn side(client: &Client) -> Side<'_> {
    Side {
        document: &client.model.document,
        published: &client.model.published,
        api: &client.model.api,
        names: &client.model.names,
    }
}

/// docs/changes.md states for each of these pairs whether code of a caller still compiles.
#[test]
fn code_breaks_by_the_table_of_changes() {
    let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/changes"));
    let expected: toml::Table = fs::read_to_string(root.join("expected.toml")).unwrap().parse().unwrap();
    let mut failures = Vec::new();
    let pairs = pairs().into_iter().filter(|(name, ..)| Path::new(name).starts_with(root));
    let mut seen = BTreeSet::new();
    for (name, old, new) in pairs {
        let name = Path::new(&name).file_name().unwrap().to_str().unwrap().to_owned();
        let old = Client::of(&old, None).unwrap();
        let new = Client::of(&new, Some(&old.names)).unwrap();
        let drift = moored_drift::compare(&side(&old), &side(&new));
        let of_code = drift.changes.iter().filter(|change| change.class == Class::Source);
        let breaks = drift.verdict().is_some_and(|class| class <= Class::Source);
        let breaking = expected[&name]["breaking"].as_bool().unwrap();
        if breaks != breaking && (breaking || of_code.count() > 0) {
            failures.push(format!("{name}: {:?}, expected breaking = {breaking}", drift.verdict()));
        }
        seen.insert(name);
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
    assert_eq!(seen, expected.keys().cloned().collect());
}

#[test]
fn what_differs_between_emitted_clients_is_in_a_finding() {
    let (mut failures, mut differing) = (Vec::new(), 0);
    for (name, old, new) in pairs() {
        differing += check(&name, &old, &new, &mut failures);
    }
    assert!(failures.is_empty(), "{} items:\n{}", failures.len(), failures.join("\n"));
    assert!(differing > 10, "{differing} items differ");
}

#[test]
fn what_differs_between_random_versions_is_in_a_finding() {
    let (mut failures, mut differing) = (Vec::new(), 0);
    for (name, document) in documents().into_iter().filter(|(_, document)| document.to_string().len() < 6_000) {
        let next = random::changed(&document, 1);
        differing += check(&name, &document, &next, &mut failures);
    }
    assert!(failures.is_empty(), "{} items:\n{}", failures.len(), failures.join("\n"));
    assert!(differing > 200, "{differing} items differ");
}
