//! `losses.json`: what it has of each loss, in which order, and how an acceptance in `moored.toml` changes it.

use moored_codegen::{Files, Packaging, Runtime};
use moored_model::losses::allow_table;
use serde_json::{Value, json};

use crate::shared::{Run, inputs};

/// A bound of bytes that is not checked at line 8, and a keyword that no type expresses at line 13.
const DOCUMENT: &str = "\
openapi: 3.1.0
info: { title: Pets, version: '1' }
paths:
  /pets:
    post:
      operationId: addPets
      requestBody:
        content: { text/csv: { schema: { type: string, maxLength: 100 } } }
      responses:
        '200':
          description: OK
          content:
            application/json: { schema: { type: array, items: { not: { type: string } } } }
";

/// Accepts the loss of the bound.
fn allow(pointer: &str, reason: &str) -> String {
    format!("[[allow]]\nrule = \"unchecked-bound\"\npointer = \"{pointer}\"\nreason = \"{reason}\"\n")
}

fn run(document: &str, settings: &str) -> Run {
    Run::folder(&[("openapi.yaml", document), ("moored.toml", settings)])
}

fn report(run: &Run) -> Value {
    let text = run.file("losses.json");
    assert!(text.ends_with("}\n"), "{text}");
    serde_json::from_str(text).expect("JSON")
}

#[test]
fn a_loss_has_its_rule_location_and_substitute() {
    let report = report(&run(DOCUMENT, &allow("/paths/~1pets", "The server checks it")));
    let expected = json!({
        "version": 1,
        "document": "specs/pets/openapi.yaml",
        "operations": 1,
        "types": 0,
        "fields": { "typed": 1, "untyped": 0, "lost": 1 },
        "losses": [
            {
                "rule": "unchecked-bound",
                "pointer": "/paths/~1pets/post/requestBody/content/text~1csv/schema/maxLength",
                "file": "specs/pets/openapi.yaml",
                "line": 8,
                "column": 56,
                "message": "`maxLength` is not checked before the request is sent",
                "instead": "not checked before the request is sent",
                "accepted": "The server checks it",
            },
            {
                "rule": "untyped-keyword",
                "pointer": "/paths/~1pets/post/responses/200/content/application~1json/schema/items/not",
                "file": "specs/pets/openapi.yaml",
                "line": 13,
                "column": 65,
                "message": "`not` is not checked",
                "instead": "not checked, neither in requests nor in responses",
                "accepted": null,
            },
        ],
    });
    assert_eq!(report, expected);
}

#[test]
fn a_client_without_losses_has_the_file_too() {
    let document = "openapi: 3.1.0\ninfo: { title: Pets, version: '1' }\npaths: {}\n";
    assert_eq!(report(&run(document, ""))["losses"], json!([]));
}

#[test]
fn an_accepted_loss_is_no_finding_and_stays_in_the_file() {
    let run = run(DOCUMENT, &allow("/paths/~1pets", "The server checks it"));
    let not = "/paths/~1pets/post/responses/200/content/application~1json/schema/items/not";
    assert_eq!(run.findings(), [format!("untyped-keyword openapi.yaml:13:65 {not}")]);
    assert_eq!(run.outcome.losses.iter().count(), 2);
    let open: Vec<_> = run.outcome.losses.open().map(|loss| loss.finding.rule.id).collect();
    assert_eq!(open, ["untyped-keyword"]);
}

#[test]
fn the_acceptance_with_the_longer_pointer_gives_the_reason() {
    let nearer = allow("/paths/~1pets/post", "The list");
    let wider = allow("", "The server");
    for settings in [format!("{nearer}{wider}"), format!("{wider}{nearer}")] {
        let run = run(DOCUMENT, &settings);
        let accepted: Vec<_> = run.outcome.losses.iter().map(|loss| loss.accepted.as_deref()).collect();
        assert_eq!(accepted, [Some("The list"), None]);
        let is_unused = |finding: &String| finding.starts_with("unused-allow ");
        assert!(run.findings().iter().any(is_unused), "the other one accepts nothing: {:?}", run.findings());
    }
}

#[test]
fn the_suggested_table_accepts_the_loss_once_it_has_a_reason() {
    let document = DOCUMENT.replace("/pets", "/pe\\ts/'\"{a}\"'").replace(
        "      requestBody:",
        "      parameters: [{ name: a, in: path, required: true, schema: { type: string } }]\n      requestBody:",
    );
    let tables: String = run(&document, "").outcome.losses.open().map(|loss| allow_table(&[loss])).collect();
    assert_eq!(tables.matches("[[allow]]").count(), 2, "{tables}");
    let without_reason = run(&document, &tables).rendered();
    assert!(without_reason.contains("error[config]: the `reason` of the allowed finding is empty"), "{without_reason}");
    let with_reason = run(&document, &tables.replace("reason = \"\"", "reason = \"Seen\""));
    assert_eq!(with_reason.outcome.losses.open().count(), 0);
    assert!(with_reason.outcome.files.is_some(), "{}", with_reason.rendered());
}

#[test]
fn a_standalone_crate_does_not_name_the_folder_of_its_document() {
    let mut inputs = inputs(&[("openapi.yaml", DOCUMENT)]);
    inputs.display = "../somewhere/else".to_owned();
    inputs.packaging = Packaging::of_document("openapi.yaml", Runtime::Copied(Files::new()));
    let report = report(&Run::of(&inputs));
    assert_eq!(report["document"], "openapi.yaml");
    assert_eq!(report["losses"][0]["file"], "openapi.yaml");
}

#[test]
fn bytes_are_the_type_of_a_binary_body_and_no_loss() {
    let document = DOCUMENT
        .replace("{ type: array, items: { not: { type: string } } }", "{ type: string, format: binary }")
        .replace(", maxLength: 100", "");
    let run = run(&document, "");
    assert!(run.findings().iter().any(|finding| finding.starts_with("binary-json ")), "{:?}", run.findings());
    let report = report(&run);
    assert_eq!(report["fields"], json!({ "typed": 2, "untyped": 0, "lost": 0 }));
    assert_eq!(report["losses"], json!([]));
}
