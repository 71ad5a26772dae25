//! Documents that are too deep, too large, or would become so: they end without a time limit.

use std::fmt::Write as _;

use serde_json::json;

use super::{document, generate, schemas, with};
use crate::check::check;
use crate::shared::{NONE, Run};

fn assert_depth_is_an_error(levels: usize) {
    let head = "openapi: 3.1.0\nx-deep: ";
    for (what, text) in [
        ("flow lists", format!("{head}{}{}", "[".repeat(levels), "]".repeat(levels))),
        ("flow mappings", format!("{head}{}1{}", "{a: ".repeat(levels), "}".repeat(levels))),
        ("JSON lists", format!("{{\"openapi\":\"3.1.0\",\"x\":{}{}}}", "[".repeat(levels), "]".repeat(levels))),
        (
            "JSON objects",
            format!("{{\"openapi\":\"3.1.0\",\"x\":{}1{}}}", "{\"a\":".repeat(levels), "}".repeat(levels)),
        ),
        ("open lists", format!("{head}{}", "[".repeat(levels))),
        ("compact lists", format!("openapi: 3.1.0\nx:\n {}a\n", "- ".repeat(levels))),
    ] {
        assert!(generate(&text).is_none(), "{levels} {what}");
    }
}

#[test]
fn a_thousand_levels_are_an_error() {
    assert_depth_is_an_error(1_000);
}

#[test]
fn a_hundred_thousand_levels_are_an_error() {
    assert_depth_is_an_error(100_000);
}

#[test]
fn a_schema_may_be_as_deep_as_a_document() {
    let mut schema = json!({ "type": "string", "enum": ["a"] });
    for _ in 0..40 {
        schema = json!({ "type": "object", "properties": { "a": schema } });
    }
    let files = generate(&with("/components/schemas/Pet", schema).to_string()).expect("a crate");
    assert_eq!(check(&files), NONE);
}

#[test]
fn brackets_in_a_text_are_no_depth() {
    let mut document = document();
    for number in 0..2_000 {
        document["components"]["schemas"]["Pet"]["properties"][format!("p{number}")] =
            json!({ "type": "integer", "description": "from [ on" });
    }
    let text = serde_yaml::to_string(&document).expect("YAML");
    assert!(generate(&text).is_some() && generate(&document.to_string()).is_some());
}

#[test]
fn aliases_of_aliases_are_an_error() {
    let mut text = String::from("openapi: 3.1.0\nx-0: &x0 [a, a, a, a, a, a, a, a, a]\n");
    for level in 1..=12 {
        let _ = writeln!(text, "x-{level}: &x{level} [{}]", vec![format!("*x{}", level - 1); 9].join(", "));
    }
    assert!(generate(&text).is_none());
}

#[test]
fn references_to_what_contains_them_are_not_copied_again_and_again() {
    // Responses that contain the paths, or the document, that contain them.
    for target in ["#", "#/paths", "#/paths/~1p", "#/components"] {
        let responses: Vec<String> = (200..260).map(|status| format!("'{status}': {{ $ref: '{target}' }}")).collect();
        let responses = responses.join(", ");
        generate(&format!("openapi: 3.1.0\npaths:\n  /p: {{ get: {{ responses: {{ {responses} }} }} }}\n"));
    }
    // Each path contains the one before ten times.
    let mut paths = String::from("openapi: 3.1.0\npaths:\n  /p0: { get: { responses: {} } }\n");
    for level in 1..=20 {
        let responses: Vec<String> =
            (200..210).map(|status| format!("'{status}': {{ $ref: '#/paths/~1p{}' }}", level - 1)).collect();
        let _ = writeln!(paths, "  /p{level}: {{ get: {{ responses: {{ {} }} }} }}", responses.join(", "));
    }
    generate(&paths);
    // One pointer in sixty-four spellings, to the object that contains them all.
    let properties: Vec<String> = (0..64_u32)
        .map(|number| format!("p{number}: {{ $ref: '#/components/{}s' }}", spelling("schema", number)))
        .collect();
    generate(&schemas(&format!("    A: {{ properties: {{ {} }} }}\n", properties.join(", "))));
}

/// `text` with those characters percent-encoded whose bit is set in `bits`.
fn spelling(text: &str, bits: u32) -> String {
    let character = |(index, character): (usize, char)| match bits >> index & 1 {
        1 => format!("%{:02x}", u32::from(character)),
        _ => character.to_string(),
    };
    text.chars().enumerate().map(character).collect()
}

#[test]
fn a_text_that_is_too_large_is_an_error_at_its_location() {
    let head = "openapi: 3.1.0\n";
    let long = |length: usize| "a".repeat(length);
    let nested: String = (1..400).map(|level| format!("{}a:\n", " ".repeat(level))).collect();
    for (what, text, location) in [
        // Each of 20,000 aliases stands for 20,000 strings, or for 100,000 bytes. The 102nd, or the 671st, is more
        // than 64 MiB.
        ("lists", format!("{head}x: &x [{}]\ny:\n{}", vec!["a"; 20_000].join(", "), "- *x\n".repeat(20_000)), "105:3"),
        ("strings", format!("{head}x: &x {}\ny:\n{}", long(100_000), "- *x\n".repeat(20_000)), "674:3"),
        ("a description", format!("{head}info:\n  description: {}\n", long(20_000_000)), "3:16"),
        ("a description in JSON", format!("{{\"openapi\": \"3.1.0\",\n \"x\": \"{}\"}}", long(20_000_000)), "2:7"),
        ("a key", format!("{{\"openapi\": \"3.1.0\",\n \"paths\": {{ \"/{}\": {{}} }} }}", long(100_000)), "2:13"),
        ("blocks", format!("{head}x:\n{nested}"), "12"),
        ("a second document", format!("{head}paths: {{}}\n---\n{head}"), "3:1"),
    ] {
        let run = Run::document(&text);
        let shown = run.rendered();
        assert!(run.outcome.files.is_none() && shown.contains("error[unreadable]"), "{what}: {shown}");
        assert!(shown.contains(&format!("openapi.yaml:{location}")), "{what}: {shown}");
        assert!(shown.len() < 4_000, "{what}: {} bytes of findings", shown.len());
    }
}
