//! Overlays: what they change, and their mistakes.

use moored_document::finding::Color;
use moored_document::{overlay::Overlay, source::Source};
use serde_json::{Value, json};

use super::rejected;
use crate::shared::{NONE, Run};

const DOCUMENT: &str = "openapi: 3.1.0\ninfo: { title: Pets, version: '1' }\npaths: {}\n";

/// An overlay with these actions, one to a line.
fn overlay(actions: &[&str]) -> String {
    let actions: String = actions.iter().map(|action| format!("  - {action}\n")).collect();
    format!("overlay: 1.0.0\ninfo: {{ title: Ours, version: '1' }}\nactions:\n{actions}")
}

/// `document` with `actions` applied.
fn apply(actions: &[&str], mut document: Value) -> Value {
    let text = overlay(actions);
    let overlay = Overlay::parse(&Source::new("overlay.yaml", &text)).expect("an overlay");
    let findings = overlay.apply(&mut document);
    assert!(findings.is_empty(), "{}", findings.render(Color::Never));
    document
}

#[test]
fn an_action_that_matches_nothing_is_an_error_at_its_line() {
    let overlay = overlay(&[
        "{ target: $.info, description: It has a title, update: { title: Dogs } }",
        "target: $.paths['/pets']\n    description: Gone\n    remove: true",
    ]);
    let run = rejected(&[("document.yaml", DOCUMENT), ("overlay.yaml", &overlay)]);
    assert_eq!(run.findings(), ["dead-overlay-action overlay.yaml:5:5 /actions/1/target"]);
    assert!(run.rendered().contains("`$.paths['/pets']` matches nothing"), "{}", run.rendered());
}

#[test]
fn every_mistake_of_an_overlay_is_shown() {
    let overlay = overlay(&[
        "{ target: $.info, update: { title: Dogs } }",
        "{ target: $.info, description: \" \", remove: true }",
        "{ target: '$.[', description: Why, remove: true }",
        "{ target: $.info, description: Why, remove: true, update: {} }",
        "{ target: $.info, description: Why }",
    ]);
    let run = rejected(&[("document.yaml", DOCUMENT), ("overlay.yaml", &overlay)]);
    assert_eq!(
        run.findings(),
        [
            "missing-reason overlay.yaml:4:5 /actions/0",
            "missing-reason overlay.yaml:5:5 /actions/1",
            "overlay overlay.yaml:6:7 /actions/2/target",
            "overlay overlay.yaml:7:5 /actions/3",
            "overlay overlay.yaml:8:5 /actions/4",
        ]
    );
    let text = run.rendered();
    for message in
        ["is not a valid JSONPath", "both `update` and `remove: true`", "neither `update` nor `remove: true`"]
    {
        assert!(text.contains(message), "{message} is not in\n{text}");
    }
}

#[test]
fn a_text_that_is_not_an_overlay_is_an_error() {
    for (text, finding) in [
        ("overlay: 2.0.0\ninfo: {}\nactions: []\n", "overlay overlay.yaml:1:1 /overlay"),
        ("overlay: 1.0.0\ninfo: {}\n", "overlay overlay.yaml:1:1"),
        ("overlay: 1.0.0\ninfo: {}\nactions: [{ target: 3 }]\n", "overlay overlay.yaml:3:13 /actions/0/target"),
        (
            "overlay: 1.0.0\ninfo: {}\nactions: [{ target: $, descripton: a }]\n",
            "overlay overlay.yaml:3:24 /actions/0/descripton",
        ),
        ("- 1\n", "unreadable overlay.yaml:1:1"),
    ] {
        let run = rejected(&[("document.yaml", DOCUMENT), ("overlay.yaml", text)]);
        assert_eq!(run.findings(), [finding], "{}", run.rendered());
        let is_misspelt = text.contains("descripton");
        assert_eq!(run.rendered().contains("= help: did you mean `description`?\n"), is_misspelt, "{}", run.rendered());
    }
}

#[test]
fn objects_are_merged_and_lists_are_extended() {
    let action = "{ target: $, description: Why, update: { a: { c: 2 }, list: [3, 4], same: [5], text: new } }";
    let document = json!({ "a": { "b": 1 }, "list": [1, 2], "text": "old" });
    let merged = json!({ "a": { "b": 1, "c": 2 }, "list": [1, 2, 3, 4], "text": "new", "same": [5] });
    assert_eq!(apply(&[action], document), merged);
}

#[test]
fn an_update_of_a_list_appends_an_item() {
    let action = "{ target: $.list, description: Why, update: { name: b } }";
    assert_eq!(
        apply(&[action], json!({ "list": [{ "name": "a" }] })),
        json!({ "list": [{ "name": "a" }, { "name": "b" }] })
    );
}

#[test]
fn a_list_is_replaced_by_removing_it_first() {
    let actions = [
        "{ target: $.list, description: Why, remove: true }",
        "{ target: $, description: Why, update: { list: [9] } }",
    ];
    assert_eq!(apply(&actions, json!({ "list": [1, 2] })), json!({ "list": [9] }));
}

#[test]
fn all_matching_items_are_removed_whatever_their_indices() {
    let action = "{ target: '$.list[?@ != 2]', description: Why, remove: true }";
    let list: Vec<u32> = (0..12).collect();
    assert_eq!(apply(&[action], json!({ "list": list })), json!({ "list": [2] }));
}

#[test]
fn an_action_applies_to_the_result_of_the_one_before() {
    let actions = [
        "{ target: $.a, description: Why, update: { b: { c: 1 } } }",
        "{ target: $.a.b, description: Why, update: { d: 2 } }",
    ];
    assert_eq!(apply(&actions, json!({ "a": {} })), json!({ "a": { "b": { "c": 1, "d": 2 } } }));
}

#[test]
fn the_derived_document_has_the_corrections() {
    let overlay = overlay(&["{ target: $.info, description: Its name, update: { title: Dogs } }"]);
    let run = Run::folder(&[("document.yaml", DOCUMENT), ("overlay.yaml", &overlay)]);
    assert_eq!(run.findings(), NONE);
    let derived = run.outcome.openapi.expect("a derived document").text;
    assert!(derived.starts_with("# Derived from document.yaml and overlay.yaml by "), "{derived}");
    let value: Value = serde_yaml::from_str(&derived).expect("YAML");
    assert_eq!(value, json!({ "openapi": "3.1.0", "info": { "title": "Dogs", "version": "1" }, "paths": {} }));
}
