//! `drift --observed`: what clients have reported of real responses, and the corrections that follow.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "an unexpected result fails the test")]

#[path = "shared/folder.rs"]
#[expect(dead_code, reason = "no test here lists files")]
mod folder;

use folder::Folder;
use serde_json::{Value, json};

const SETTINGS: &str = "[workspace]\ngenerator = \"0.1.0\"\n";

const PETS: &str = "openapi: 3.1.0
info: { title: Pets, version: 1.0.0 }
servers: [{ url: https://pets.example }]
paths:
  /pets/{id}:
    get:
      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
      responses:
        '200': { description: OK, content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } }
  /pets:
    get:
      responses:
        '200':
          description: OK
          content:
            application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Pet' } } }
components:
  schemas:
    Pet:
      type: object
      required: [id, name]
      properties:
        id: { type: integer }
        name: { type: string }
        born: { type: string, format: date }
        kind: { $ref: '#/components/schemas/Kind' }
    Kind: { type: string, enum: [cat, dog] }
";

const PET: &str = "/components/schemas/Pet";
const GET_PET: &str = "/paths/~1pets~1{id}/get/responses";

/// A report of a client.
fn report(path: &str, kind: &str, pointer: &str, origin: &str, found: &str) -> Value {
    json!({
        "version": 1,
        "document": "specs/pets/openapi.yaml",
        "operation": "anything",
        "method": "GET",
        "path": path,
        "status": 200,
        "media_type": "application/json",
        "kind": kind,
        "pointer": pointer,
        "origin": origin,
        "expected": "something",
        "found": found,
        "count": 3,
        "first_seen": "2026-11-26T20:00:00Z",
        "last_seen": "2026-11-27T20:00:00Z",
    })
}

fn lines(reports: &[Value]) -> String {
    reports.iter().map(|report| format!("{report}\n")).collect()
}

fn workspace(reports: &[Value]) -> Folder {
    let lines = lines(reports);
    Folder::new(&[("moored.toml", SETTINGS), ("specs/pets/openapi.yaml", PETS), ("drift.jsonl", &lines)])
}

/// One report of each kind.
fn each_kind() -> Vec<Value> {
    let mut unknown_status = report("/pets/{id}", "undocumented-status", "", GET_PET, "404");
    unknown_status["status"] = 404.into();
    let mut later = report("/pets/{id}", "missing-member", "/name", PET, "absent");
    later["first_seen"] = "2026-11-25T20:00:00Z".into();
    vec![
        report("/pets", "missing-member", "/*/name", PET, "absent"),
        later,
        report("/pets/{id}", "undocumented-member", "/color", PET, "string"),
        report("/pets/{id}", "undocumented-member", "/color", PET, "null"),
        report("/pets/{id}", "undocumented-member", "/toys", PET, "array of object"),
        report("/pets/{id}", "other-type", "/id", &format!("{PET}/properties/id"), "null"),
        report("/pets/{id}", "other-format", "/born", &format!("{PET}/properties/born"), "string"),
        report("/pets/{id}", "unlisted-value", "/kind", "/components/schemas/Kind", "string"),
        unknown_status,
        report("/pets/{id}", "undocumented-media-type", "", &format!("{GET_PET}/200"), "text/plain"),
    ]
}

fn observed(folder: &Folder) -> (i32, Value) {
    let (exit, printed, error) = folder.moored("drift --observed drift.jsonl --format json");
    assert_eq!(error, "");
    let mut printed: Value = serde_json::from_str(&printed).unwrap();
    (exit, printed["observed"][0].take())
}

#[test]
fn reports_of_one_cause_are_one_difference_of_the_provider() {
    let (exit, observed) = observed(&workspace(&each_kind()));
    assert_eq!((exit, &observed["name"], &observed["corrected"]), (1, &json!("pets"), &json!(0)));
    let differences = observed["differences"].as_array().unwrap();
    assert_eq!(differences.len(), 9);
    let missing = differences.iter().find(|one| one["kind"] == "missing-member").unwrap();
    assert_eq!(missing["count"], 6);
    assert_eq!(missing["responses"], json!(["GET /pets 200", "GET /pets/{id} 200"]));
    assert_eq!(missing["pointers"], json!(["/*/name", "/name"]));
    assert_eq!([&missing["first_seen"], &missing["last_seen"]], ["2026-11-25T20:00:00Z", "2026-11-27T20:00:00Z"]);
    let line = PETS.lines().position(|line| line == "    Pet:").unwrap() + 1;
    assert_eq!((&missing["file"], &missing["line"]), (&json!("specs/pets/openapi.yaml"), &json!(line)));
}

#[test]
fn the_actions_correct_the_document() {
    let folder = workspace(&each_kind());
    let (exit, printed, _) = folder.moored("drift --observed drift.jsonl");
    assert_eq!(exit, 1);
    let (_, draft) = printed.split_once("write this to specs/pets/overlay.yaml\n\n").unwrap();
    let (overlay, open) = draft.split_once("\nWithout a draft:\n").unwrap();
    // The report does not have the value.
    assert_eq!(open.lines().count(), 1, "{open}");
    assert!(open.contains("/components/schemas/Kind: add the value to `enum`"), "{open}");
    folder.put("specs/pets/overlay.yaml", overlay);

    let (exit, corrected, error) = folder.moored("codegen --print repaired pets");
    assert_eq!((exit, error.as_str()), (0, ""), "{overlay}");
    let corrected: Value = serde_yaml::from_str(&corrected).unwrap();
    let pet = &corrected["components"]["schemas"]["Pet"];
    assert_eq!(pet["required"], json!(["id"]));
    assert_eq!(pet["properties"]["color"], json!({ "type": ["string", "null"] }));
    assert_eq!(pet["properties"]["toys"], json!({ "type": "array", "items": { "type": "object" } }));
    assert_eq!(pet["properties"]["id"], json!({ "type": ["integer", "null"] }));
    assert_eq!(pet["properties"]["born"], json!({ "type": "string" }));
    let responses = &corrected["paths"]["/pets/{id}"]["get"]["responses"];
    assert!(responses["404"]["content"]["application/json"].is_object(), "{responses}");
    assert!(responses["200"]["content"]["text/plain"].is_object(), "{responses}");

    let (exit, observed) = observed(&folder);
    assert_eq!((exit, &observed["corrected"]), (1, &json!(8)), "{observed:#}");
    assert_eq!(observed["differences"].as_array().unwrap().len(), 1);
    folder.put("drift.jsonl", &lines(&each_kind()[..7]));
    let (exit, printed, _) = folder.moored("drift --observed drift.jsonl");
    assert_eq!(exit, 0, "{printed}");
    assert!(printed.starts_with("pets: 0 differences between real responses and the document; 6 others"), "{printed}");
}

#[test]
fn lines_that_are_no_reports_are_errors_at_their_location() {
    let folder = workspace(&[report("/pets", "missing-member", "/*/name", PET, "absent")]);
    let good = folder.text("drift.jsonl");
    let newer = good.replace("\"version\":1", "\"version\":2");
    folder.put("drift.jsonl", &format!("{good}{{\"version\": nothing}}\n\n{newer}{{\"version\":1}}\n"));
    let (exit, printed, error) = folder.moored("drift --observed drift.jsonl");
    assert_eq!((exit, printed.as_str()), (3, ""));
    let expected = [
        "error: drift.jsonl:2:14: this is no report of drift: expected ident",
        "error: drift.jsonl:4:1: the report has version 2, and this version of moored reads 1",
        "error: drift.jsonl:5:13: this is no report of drift: missing field `document`",
    ];
    assert_eq!(error.lines().collect::<Vec<_>>(), expected);
}

#[test]
fn a_document_of_no_provider_is_an_error_and_can_be_given() {
    let mut other = report("/pets", "missing-member", "/*/name", PET, "absent");
    other["document"] = "pets.yaml".into();
    let folder = workspace(&[other]);
    let (exit, _, error) = folder.moored("drift --observed drift.jsonl");
    let expected =
        "error: drift.jsonl:1:1: no provider has the document `pets.yaml`; pass the document with `--from`\n";
    assert_eq!((exit, error.as_str()), (3, expected));
    let (exit, printed, _) = folder.moored("drift --observed drift.jsonl --from specs/pets/openapi.yaml");
    assert_eq!(exit, 1);
    assert!(printed.contains("specs/pets/openapi.yaml: 1 difference between"), "{printed}");
    assert!(printed.contains("- target: $.components.schemas.Pet.required[?@ == 'name']"), "{printed}");
}

#[test]
fn options_that_exclude_each_other_are_usage_errors() {
    let folder = workspace(&[]);
    assert_eq!(folder.moored("drift --observed drift.jsonl --against main").0, 2);
    assert_eq!(folder.moored("drift --observed drift.jsonl --format sarif").0, 2);
    assert_eq!(folder.moored("drift").0, 2);
    assert_eq!(folder.moored("drift cats --observed drift.jsonl").0, 2);
    let (exit, _, error) = folder.moored("drift --observed gone.jsonl");
    assert_eq!(exit, 3);
    assert!(error.contains("gone.jsonl"), "{error}");
}
