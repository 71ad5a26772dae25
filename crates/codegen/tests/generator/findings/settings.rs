//! `moored.toml`: settings that nothing needs, and accepted losses.

use super::{accepted, rejected};
use crate::shared::NONE;

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

/// The same, as a user sees them.
fn rendered(settings: &str) -> String {
    rejected(&[("openapi.yaml", DOCUMENT), ("moored.toml", settings)]).rendered()
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
    let text = rendered("titel = \"Pets\"\n");
    assert!(text.contains("unknown field `titel`, expected one of `crate`, `title`, "), "{text}");
    assert!(text.contains("= help: did you mean `title`?\n"), "{text}");
}

#[test]
fn a_method_that_no_operation_has_is_an_error() {
    assert_eq!(findings("[methods]\n\"get /toys\" = \"toys\"\n")[0], "unused-setting moored.toml:2:1");
    let text = rendered("[methods]\n\"get /pest\" = \"pets\"\n");
    assert!(
        text.contains("the operation `get /pest` does not exist")
            && text.contains("= help: did you mean `get /pets`?\n"),
        "{text}"
    );
}

#[test]
fn a_type_that_no_schema_has_is_an_error() {
    let settings = "[types]\n\"/components/schemas/Toy\" = \"Plaything\"\n";
    assert_eq!(findings(settings)[0], "unused-setting moored.toml:2:1");
}

/// A document with three schemas, whose types have the names of their components.
const SCHEMAS: &str = "\
openapi: 3.1.0
info: { title: Pets, version: '1' }
paths: {}
components:
  schemas:
    CollectionSchema: { type: object, properties: { name: { type: string } } }
    CollectionResponse: { type: object, properties: { id: { type: string } } }
    pet: { type: object, properties: { age: { type: integer } } }
";

#[test]
fn the_key_of_a_type_is_a_pointer_and_the_error_shows_it() {
    for (key, message, help) in [
        (
            "CollectionSchema",
            "`CollectionSchema` is not the JSON pointer of a schema",
            "did you mean `/components/schemas/CollectionSchema`?",
        ),
        (
            "/components/schemas/ColectionSchema",
            "no type is generated for `/components/schemas/ColectionSchema`",
            "did you mean `/components/schemas/CollectionSchema`?",
        ),
        (
            "#/components/schemas/pet",
            "`#/components/schemas/pet` is not the JSON pointer of a schema",
            "did you mean `/components/schemas/pet`?",
        ),
        (
            "Elephant",
            "`Elephant` is not the JSON pointer of a schema",
            "a key is a JSON pointer, such as `/components/schemas/CollectionSchema`",
        ),
    ] {
        let settings = format!("[types]\n\"{key}\" = \"Thing\"\n");
        let run = rejected(&[("openapi.yaml", SCHEMAS), ("moored.toml", &settings)]);
        assert_eq!(run.findings(), ["unused-setting moored.toml:2:1"]);
        let text = run.rendered();
        assert!(text.contains(message) && text.contains(&format!("= help: {help}\n")), "{text}");
    }
}

#[test]
fn a_type_name_that_is_taken_is_an_error() {
    for (settings, expected) in [
        // A component, the natural name of one, and another setting.
        ("\"/components/schemas/CollectionSchema\" = \"CollectionResponse\"", &["taken-name moored.toml:2:42"][..]),
        ("\"/components/schemas/CollectionSchema\" = \"Pet\"", &["taken-name moored.toml:2:42"]),
        (
            "\"/components/schemas/CollectionSchema\" = \"Same\"\n\"/components/schemas/pet\" = \"same\"",
            &["taken-name moored.toml:2:42", "taken-name moored.toml:3:29"],
        ),
    ] {
        let settings = format!("[types]\n{settings}\n");
        let run = rejected(&[("openapi.yaml", SCHEMAS), ("moored.toml", &settings)]);
        assert_eq!(run.findings(), expected, "{}", run.rendered());
    }
    let settings = "[types]\n\"/components/schemas/CollectionSchema\" = \"CollectionResponse\"\n";
    let text = rejected(&[("openapi.yaml", SCHEMAS), ("moored.toml", settings)]).rendered();
    for part in [
        "error[taken-name]: `CollectionResponse` is the name of another type\n",
        "= note: it is made of the schema at specs/pets/openapi.yaml:7:5\n",
        "give the other type one as well: \"/components/schemas/CollectionResponse\" = \"…\"\n",
    ] {
        assert!(text.contains(part), "{part} is not in\n{text}");
    }
    // Two settings may exchange the names of two types.
    let swapped = "[types]\n\"/components/schemas/CollectionSchema\" = \"CollectionResponse\"\n\
                   \"/components/schemas/CollectionResponse\" = \"CollectionSchema\"\n";
    assert_eq!(accepted(&[("openapi.yaml", SCHEMAS), ("moored.toml", swapped)]), NONE);
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
    let text = rendered(&allow("tupel", "", "None"));
    assert!(
        text.contains("the rule `tupel` does not exist") && text.contains("= help: did you mean `tuple`?\n"),
        "{text}"
    );
    assert_eq!(findings(&allow("webhook", "", " ")), ["config moored.toml:2:8"]);
}

#[test]
fn an_error_cannot_be_accepted() {
    assert_eq!(findings(&allow("unreadable", "/paths", "Not ours")), ["config moored.toml:2:8"]);
}
