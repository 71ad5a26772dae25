//! From a text to a document: syntax, duplicate keys, escapes, and the locations of all of them.

use super::{accepted, rejected};
use crate::shared::Run;

#[test]
fn a_text_that_is_not_yaml_is_an_error_where_the_parser_stops() {
    for (text, location) in [
        ("openapi: 3.1.0\ninfo:\n  title: a: b\n", "3:11"),
        ("openapi: 3.1.0\npaths: {\n", "3:1"),
        ("openapi: 3.1.0\rinfo:\r  title: a: b\r", "3:11"),
        ("openapi: 3.1.0\r\ninfo:\r  title: a: b\r", "3:11"),
        ("openapi: 3.1.0\ninfo: \"\u{85}\u{2028}\"\npaths: {\n", "4:1"),
        ("openapi: 3.1.0\n---\nopenapi: 3.1.0\n", "2:1"),
        ("{\"openapi\": \"3.1.0\",\n \"paths\": ]\n", "2:11"),
        ("", "1:1"),
        ("null\n", "1:1"),
        ("- openapi: 3.1.0\n", "1:1"),
        ("just a text\n", "1:1"),
    ] {
        let run = rejected(&[("openapi.yaml", text)]);
        assert_eq!(run.findings(), [format!("unreadable openapi.yaml:{location}")], "{text:?}: {}", run.rendered());
    }
}

#[test]
fn a_duplicate_key_is_a_loss_with_two_locations_and_the_last_value_is_used() {
    let yaml = "\
openapi: 3.1.0
info: { title: a, version: '1' }
paths:
  /a: { get: { operationId: one, responses: {} } }
  /b: {}
  /a: { get: { operationId: two, responses: {} } }
";
    let json = r#"{"openapi": "3.1.0", "info": {"title": "a", "version": "1"},
 "paths": {
  "/a": {"get": {"operationId": "one", "responses": {}}},

  "/a": {"get": {"operationId": "two", "responses": {}}}}}
"#;
    for (text, first, second) in [(yaml, "4:3", "6:3"), (json, "3:3", "5:3")] {
        let run = Run::document(text);
        let shown = run.rendered();
        assert!(shown.contains("loss[duplicate-key]: the key `/a` occurs twice"), "{shown}");
        assert!(shown.contains(&format!("openapi.yaml:{second}")), "{shown}");
        assert!(shown.contains(&format!("first occurrence at specs/pets/openapi.yaml:{first}")), "{shown}");
        assert!(run.has_file("src/operations/two.rs") && !run.has_file("src/operations/one.rs"), "{shown}");
    }
}

#[test]
fn surrogate_pairs_do_not_move_the_locations_behind_them() {
    let text = "{\"openapi\": \"3.1.0\", \"info\": {\"title\": \"\\ud83d\\uDE00 \\\\ud83d\", \"version\": \"1\"},\n \"webhooks\": {\n  \"a\": {}}}\n";
    assert_eq!(accepted(&[("openapi.yaml", text)]), ["webhook openapi.yaml:3:3 /webhooks/a"]);
}

#[test]
fn a_duplicate_key_is_a_loss_even_where_the_text_has_no_locations() {
    // Control characters, and a tab, which the reader of locations does not accept.
    for text in [
        "{\"openapi\": \"3.1.0\",\n \"x\": \"\u{b}\u{7f}\",\n \"webhooks\": {\"a\": {}, \"a\": {}}}\n",
        "{\"openapi\": \"3.1.0\",\n \"x\": 1, \"webhooks\": {\"a\": {},\n\t\"a\": {}}}\n",
    ] {
        let text = Run::document(text).rendered();
        assert!(
            text.contains("[unreadable]") || text.contains("loss[duplicate-key]: the key `a` occurs twice"),
            "{text}"
        );
    }
}

#[test]
fn json_with_tabs_and_escapes_is_read() {
    let document = "{\n\t\"openapi\": \"3.1.0\",\n\t\"info\": {\n\t\t\"title\": \"P\\u00e9ts \\/ Toys\",\n\t\t\"version\": \"1\"\n\t},\n\t\"webhooks\": {\n\t\t\"a\": {}\n\t}\n}\n";
    let run = Run::document(document);
    assert_eq!(run.findings(), ["webhook openapi.yaml:8:3 /webhooks/a"]);
    let readme = run.file("README.md");
    assert!(readme.contains("A typed client for Péts / Toys"), "{readme}");
}
