//! The loss report: what stands in `losses.json`, in which order, and what an acceptance in `moored.toml` does to it.

#![expect(clippy::expect_used, clippy::panic, reason = "this is test code throughout, and a surprise is a failed test")]

#[path = "shared/inputs.rs"]
mod inputs;

use inputs::inputs;
use moored_codegen::{Outcome, Packaging, RelPath, generate};
use moored_document::finding::Color;
use serde_json::{Value, json};

/// A bound that is not checked at line 8, and a keyword that no type has at line 13.
const DOCUMENT: &str = "\
openapi: 3.1.0
info: { title: Pets, version: '1' }
paths:
  /pets:
    get:
      operationId: listPets
      parameters:
        - { name: limit, in: query, schema: { type: integer, maximum: 100 } }
      responses:
        '200':
          description: OK
          content:
            application/json: { schema: { type: array, items: { not: { type: string } } } }
";

const ALLOW: &str =
    "[[allow]]\nrule = \"unchecked-bound\"\npointer = \"/paths/~1pets\"\nreason = \"The server says so itself\"\n";

fn run(document: &str, settings: &str) -> Outcome {
    generate(&inputs(&[("openapi.yaml", document), ("moored.toml", settings)]))
}

fn report(outcome: &Outcome) -> Value {
    let files = outcome.files.as_ref().unwrap_or_else(|| panic!("{}", outcome.findings.render(Color::Never)));
    let text = &files[&RelPath::new("losses.json").expect("a path")];
    assert!(text.ends_with("}\n"), "{text}");
    serde_json::from_str(text).expect("JSON")
}

#[test]
fn says_of_each_loss_what_where_and_what_comes_instead() {
    let report = report(&run(DOCUMENT, ALLOW));
    let wanted = json!({
        "version": 1,
        "document": "specs/pets/openapi.yaml",
        "operations": 1,
        "types": 0,
        "fields": { "typed": 1, "untyped": 0, "lost": 1 },
        "losses": [
            {
                "rule": "unchecked-bound",
                "pointer": "/paths/~1pets/get/parameters/0/schema/maximum",
                "file": "specs/pets/openapi.yaml",
                "line": 8,
                "column": 62,
                "message": "`maximum` is left to the provider to check",
                "instead": "not checked before it is sent",
                "accepted": "The server says so itself",
            },
            {
                "rule": "untyped-keyword",
                "pointer": "/paths/~1pets/get/responses/200/content/application~1json/schema/items/not",
                "file": "specs/pets/openapi.yaml",
                "line": 13,
                "column": 65,
                "message": "`not` is not checked",
                "instead": "not checked, neither in what is sent nor in what comes back",
                "accepted": null,
            },
        ],
    });
    assert_eq!(report, wanted);
}

#[test]
fn is_there_where_nothing_is_lost() {
    let document = "openapi: 3.1.0\ninfo: { title: Pets, version: '1' }\npaths: {}\n";
    assert_eq!(report(&run(document, ""))["losses"], json!([]));
}

#[test]
fn an_accepted_loss_leaves_the_findings_and_stays_in_the_report() {
    let outcome = run(DOCUMENT, ALLOW);
    let found = outcome.findings.render(Color::Never);
    assert!(found.contains("loss[untyped-keyword]") && !found.contains("unchecked-bound"), "{found}");
    assert_eq!(outcome.losses.iter().count(), 2);
    let open: Vec<_> = outcome.losses.open().map(|loss| loss.finding.rule.id).collect();
    assert_eq!(open, ["untyped-keyword"]);
}

#[test]
fn of_two_acceptances_the_nearer_one_gives_the_reason() {
    let nearer = ALLOW.replace("/paths/~1pets", "/paths/~1pets/get").replace("The server", "The list");
    let wider = ALLOW.replace("/paths/~1pets", "");
    for settings in [format!("{nearer}{wider}"), format!("{wider}{nearer}")] {
        let outcome = run(DOCUMENT, &settings);
        let accepted: Vec<_> = outcome.losses.iter().map(|loss| loss.accepted.as_deref()).collect();
        assert_eq!(accepted, [Some("The list says so itself"), None]);
        let found = outcome.findings.render(Color::Never);
        assert!(found.contains("error[unused-allow]"), "the wider one accepts nothing: {found}");
    }
}

#[test]
fn the_table_to_paste_accepts_the_loss_once_it_has_a_reason() {
    let document = DOCUMENT
        .replace("/pets", "/pe\\ts/'\"{a}\"'")
        .replace("name: limit, in: query", "name: a, in: path, required: true");
    let outcome = run(&document, "");
    let tables: String = outcome.losses.open().map(moored_model::losses::Loss::allow_table).collect();
    assert_eq!(tables.matches("[[allow]]").count(), 2, "{tables}");
    let refused = run(&document, &tables).findings.render(Color::Never);
    assert!(refused.contains("error[config]: an allowed finding needs a reason"), "{refused}");
    let outcome = run(&document, &tables.replace("reason = \"\"", "reason = \"Seen\""));
    assert_eq!(outcome.losses.open().count(), 0);
    assert!(outcome.files.is_some(), "{}", outcome.findings.render(Color::Never));
}

#[test]
fn a_crate_of_its_own_does_not_say_from_where_it_was_made() {
    let mut inputs = inputs(&[("openapi.yaml", DOCUMENT)]);
    inputs.display = "../somewhere/else".to_owned();
    inputs.packaging = Packaging::Standalone {
        document: "openapi.yaml".to_owned(),
        name: None,
        runtime: moored_codegen::Files::new(),
        workspace_manifest: include_str!("../../../Cargo.toml").to_owned(),
    };
    let outcome = generate(&inputs);
    let report = report(&outcome);
    assert_eq!(report["document"], "openapi.yaml");
    assert_eq!(report["losses"][0]["file"], "openapi.yaml");
}
