//! The same inputs give the same bytes: on every run, and on several threads at once.

#[path = "shared/inputs.rs"]
mod inputs;

use std::thread;

use inputs::inputs;
use moored_codegen::{Files, generate};
use moored_document::finding::Color;

/// Everything that is kept in a set or map on the way: components, formats, findings, answers, credentials.
const DOCUMENT: &str = "
openapi: 3.1.0
info: { title: Pets, version: '1' }
servers: [{ url: 'https://pets.example' }]
security: [{ key: [], token: [] }]
webhooks: { b: {}, a: {} }
paths:
  /pets:
    get:
      operationId: listPets
      parameters: [{ name: order, in: query, schema: { enum: [z, a, m] } }]
      responses:
        '200': { description: OK, content: { application/json: { schema: { $ref: '#/components/schemas/Pets' } } } }
        '404': { description: None, content: { application/json: { schema: { properties: { why: { type: string } } } } } }
        default: { description: Other }
    post:
      requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } }, application/xml: {} } }
      responses: { '201': { description: Made } }
components:
  securitySchemes: { token: { type: http, scheme: bearer }, key: { type: apiKey, in: header, name: X-Key } }
  schemas:
    Pets: { type: array, items: { $ref: '#/components/schemas/Pet' } }
    Pet:
      type: object
      required: [name]
      properties:
        zoo: { type: object, additionalProperties: { properties: { at: { type: string, format: date-time } } } }
        name: { type: string }
        born: { type: [string, 'null'], format: date }
        kind: { enum: [dog, cat] }
        pair: { prefixItems: [{ type: string }] }
";

fn run(document: &str) -> (Files, String) {
    let outcome = generate(&inputs(&[("openapi.yaml", document)]));
    let found = outcome.findings.render(Color::Never);
    assert!(!outcome.findings.has_errors(), "{found}");
    (outcome.files.unwrap_or_default(), found)
}

#[test]
fn two_runs_give_the_same_bytes() {
    let (files, found) = run(DOCUMENT);
    assert!(files.keys().any(|path| path.as_str() == "src/types/pet.rs"));
    assert!(found.contains("webhook") && found.contains("tuple"), "{found}");
    assert_eq!(run(DOCUMENT), (files, found));
}

#[test]
fn threads_do_not_meet() {
    let alone = run(DOCUMENT);
    let together: Vec<_> = thread::scope(|scope| {
        let threads: Vec<_> = (0..4).map(|_| scope.spawn(|| run(DOCUMENT))).collect();
        threads.into_iter().map(|thread| thread.join().expect("a run does not panic")).collect()
    });
    assert_eq!(together.len(), 4);
    for run in together {
        assert_eq!(run, alone);
    }
}

/// The files that say where something stands in the text, or what the text was.
const ABOUT_THE_TEXT: [&str; 2] = ["inputs.lock", "losses.json"];

/// Generates from two texts of one document, and compares all but these files, which have to differ.
fn assert_same_client(one: &str, other: &str) {
    let ((mut one, _), (mut other, _)) = (run(one), run(other));
    let taken = |files: &mut Files| -> Files {
        files.extract_if(.., |path, _| ABOUT_THE_TEXT.contains(&path.as_str())).collect()
    };
    for (of_one, of_other) in taken(&mut one).iter().zip(&taken(&mut other)) {
        assert_ne!(of_one, of_other);
    }
    assert!(one == other, "the clients differ");
}

#[test]
fn a_comment_changes_nothing_of_the_client() {
    assert_same_client(DOCUMENT, &format!("# A comment.\n{DOCUMENT}"));
}

#[test]
fn json_and_yaml_of_one_document_give_one_client() {
    let value: serde_yaml::Value = serde_yaml::from_str(DOCUMENT).expect("YAML");
    assert_same_client(DOCUMENT, &serde_json::to_string_pretty(&value).expect("JSON"));
}
