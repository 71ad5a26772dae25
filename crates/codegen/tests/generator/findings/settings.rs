//! `moored.toml`: settings that nothing needs, and accepted losses.

use super::{accepted, rejected};

const DOCUMENT: &str = "\
openapi: 3.1.0
info: { title: Pets, version: '1' }
webhooks: { a: {}, b: {} }
paths:
  /pets: { get: { responses: {} } }
";

/// The findings with these settings, which have to be an error.
fn findings(settings: &str) -> Vec<String> {
    rejected(&[("openapi.yaml", DOCUMENT), ("moored.toml", settings)]).findings()
}

/// An `[[allow]]` table.
fn allow(rule: &str, pointer: &str, reason: &str) -> String {
    format!("[[allow]]\nrule = \"{rule}\"\npointer = \"{pointer}\"\nreason = \"{reason}\"\n")
}

#[test]
fn a_key_that_is_not_known_is_an_error() {
    assert_eq!(findings("title = \"Pets\"\ntitel = \"Pets\"\n"), ["config moored.toml:2:1"]);
    assert_eq!(findings("[[allow]]\nrule = \"webhook\"\npointer = \"\"\n"), ["config moored.toml:1:1"]);
    assert_eq!(findings("title = \n"), ["config moored.toml:1:9"]);
}

#[test]
fn a_method_that_no_operation_has_is_an_error() {
    assert_eq!(findings("[methods]\n\"get /toys\" = \"toys\"\n")[0], "unused-setting moored.toml:2:15");
}

#[test]
fn a_type_that_no_schema_has_is_an_error() {
    let settings = "[types]\n\"/components/schemas/Toy\" = \"Plaything\"\n";
    assert_eq!(findings(settings)[0], "unused-setting moored.toml:2:29");
}

#[test]
fn a_wide_integer_that_the_document_does_not_have_is_an_error_at_its_location() {
    let settings = "wide_integers = [\n  \"/components/schemas/Toy/properties/price\",\n]\n";
    assert_eq!(findings(settings)[0], "unused-setting moored.toml:2:3");
    assert_eq!(findings("wide_integers = 5\n")[0], "config moored.toml:1:17");
}

#[test]
fn an_acceptance_applies_to_what_is_below_its_pointer_and_to_nothing_else() {
    let left = |pointer: &str| {
        accepted(&[("openapi.yaml", DOCUMENT), ("moored.toml", &allow("webhook", pointer, "Not ours"))])
    };
    assert_eq!(
        left("/webhooks/a"),
        ["missing-operation-id openapi.yaml:5:12 /paths/~1pets/get", "webhook openapi.yaml:3:20 /webhooks/b"]
    );
    assert_eq!(left("/webhooks"), ["missing-operation-id openapi.yaml:5:12 /paths/~1pets/get"]);
}

#[test]
fn an_acceptance_that_nothing_needs_is_an_error() {
    assert_eq!(findings(&allow("tuple", "/webhooks", "None"))[0], "unused-allow moored.toml:2:8");
}

#[test]
fn an_acceptance_needs_a_known_rule_and_a_reason() {
    assert_eq!(findings(&allow("tupel", "", "None")), ["config moored.toml:2:8"]);
    assert_eq!(findings(&allow("webhook", "", " ")), ["config moored.toml:2:8"]);
}

#[test]
fn an_error_cannot_be_accepted() {
    assert_eq!(findings(&allow("unreadable", "/paths", "Not ours")), ["config moored.toml:2:8"]);
}
