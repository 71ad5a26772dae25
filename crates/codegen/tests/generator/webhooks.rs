//! What the provider sends by itself.

use serde_json::Value;

use crate::shared::Run;

/// The path item is a reference, and so are the callback, its path item and the body.
const REFERENCES: &str = "
openapi: 3.1.0
info: { title: Pets, version: '1' }
paths:
  /pets: { $ref: '#/components/pathItems/Pets' }
components:
  pathItems:
    Pets:
      post:
        operationId: subscribe
        callbacks: { petBorn: { $ref: '#/components/callbacks/Born' } }
        responses: { '204': { description: Subscribed } }
    Born:
      post:
        summary: A pet was born.
        parameters: [{ $ref: '#/components/parameters/Event' }]
        requestBody: { $ref: '#/components/requestBodies/Pet' }
        responses: { '204': { description: Noted } }
  callbacks: { Born: { '{$request.query.url}': { $ref: '#/components/pathItems/Born' } } }
  parameters: { Event: { name: X-Event, in: header, description: Which event., schema: { type: string } } }
  requestBodies: { Pet: { content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } } }
  schemas: { Pet: { type: object, properties: { name: { type: string } } } }
";

#[test]
fn a_callback_is_found_behind_references() {
    let run = Run::document(REFERENCES);
    let client: Value = serde_json::from_str(run.file("client.json")).expect("JSON");
    let callbacks = client["webhooks"].as_array().expect("a list");
    assert_eq!(callbacks.len(), 1, "{callbacks:#?}");
    assert_eq!(callbacks[0]["kind"], "callback");
    assert_eq!(callbacks[0]["name"], "pet_born");
    assert!(run.has_file("src/types/pet.rs"));
    assert_eq!(callbacks[0]["origin"], "/components/requestBodies/Pet/content/application~1json");
    let docs = run.file("src/callbacks.rs");
    for line in [
        "A pet was born.",
        "`POST`: the callback `petBorn` of `subscribe`, sent to `{$request.query.url}`.",
        "- the header `X-Event`: Which event.",
    ] {
        assert!(docs.contains(line), "{line}\n{docs}");
    }
}
