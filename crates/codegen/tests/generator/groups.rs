//! A large document: its operations are in the modules of their tags, and README has a section for each.

use serde_json::Value;

use crate::{check::check, shared::Run};

/// A document with `count` operations in two groups, and one that has no tag.
fn document(count: usize) -> String {
    let tags =
        "tags:\n  - { name: even, description: \"# Even\\n\\nDivisible | by two.\\n\\nReally.\" }\n  - { name: odd }\n";
    let mut text = format!("openapi: 3.1.0\ninfo: {{ title: Numbers, version: '1' }}\n{tags}paths:\n");
    for index in 1..count {
        let (tag, summary) = if index % 2 == 0 { ("even", "summary: Gets it, ") } else { ("odd", "") };
        text.push_str(&format!(
            "  /{index}: {{ get: {{ operationId: {tag}/get-{index}n, {summary}tags: [{tag}], responses: {{ '204': {{ description: OK }} }} }} }}\n"
        ));
    }
    text + "  /ping: { get: { operationId: ping, responses: { '204': { description: OK } } } }\n"
}

#[test]
fn a_large_document_is_grouped_and_a_small_one_is_not() {
    let (small, large) = (Run::document(&document(30)), Run::document(&document(31)));
    assert!(small.has_file("src/operations/even_get_2n.rs") && !small.has_file("src/operations/even.rs"));
    assert!(large.has_file("src/operations/even/get_2n.rs") && large.has_file("src/operations/odd/get_1n.rs"));
    assert!(large.has_file("src/operations/ping.rs"));
    for run in [&small, &large] {
        assert_eq!(check(run.files()), [""; 0]);
        assert_eq!(run.findings(), [""; 0]);
    }
    assert!(large.file("src/client.rs").contains("pub fn even(&self) -> crate::operations::even::Even"));
}

#[test]
fn readme_has_a_section_for_each_group() {
    let run = Run::document(&document(31));
    let readme = run.file("README.md");
    for part in [
        "### even\n\nDivisible \\| by two.\n\n[`client.even()`](Client::even) returns [`Even`](operations::even::Even).\n",
        "| [`get_2n`](operations::even::Even::get_2n) | `GET /2` | Gets it |\n",
        // No operation of this group has a description.
        "| Method | Request |\n| --- | --- |\n| [`get_1n`](operations::odd::Odd::get_1n) | `GET /1` |\n",
        "### Without a tag\n",
        "| [`ping`](Client::ping) | `GET /ping` |\n",
    ] {
        assert!(readme.contains(part), "{part}\n{readme}");
    }
}

#[test]
fn the_module_of_a_group_has_the_documentation_of_its_tag() {
    let run = Run::document(&document(31));
    let text = run.file("src/operations/even.rs");
    assert!(text.contains("//! # Even\n//!\n//! Divisible | by two.\n"), "{text}");
    assert!(text.contains("[`Client::even`](crate::Client::even)"), "{text}");
}

#[test]
fn client_json_has_the_groups() {
    let run = Run::document(&document(31));
    let client: Value = serde_json::from_str(run.file("client.json")).expect("JSON");
    let group = serde_json::json!({ "tag": "even", "module": "even", "handle": "Even" });
    assert_eq!(client["groups"][0], group);
    let operation = |id: &str| {
        let mut operations = client["operations"].as_array().expect("a list").iter();
        operations.find(|operation| operation["id"] == id).cloned().expect("an operation")
    };
    let grouped = operation("even/get-2n");
    assert_eq!([&grouped["group"], &grouped["method"], &grouped["call"]], ["even", "get_2n", "Get2nCall"]);
    assert_eq!([&operation("ping")["group"], &operation("ping")["method"]], [&Value::Null, &"ping".into()]);
    let item = |module: &str, name: &str| {
        client["items"].as_array().expect("a list").iter().any(|item| item["module"] == module && item["name"] == name)
    };
    assert!(
        item("operations::even", "Even") && item("operations::even", "Get2nCall") && item("operations", "PingCall")
    );
}
