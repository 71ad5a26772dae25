//! `stubs.json`: a response for each operation, from the examples of the document or from its schemas.

use serde_json::{Value, json};

use crate::shared::Run;

const HEAD: &str = "
openapi: 3.1.0
info: { title: Pets, version: '1' }
servers: [{ url: 'https://pets.example' }]
";

/// `stubs.json` of a document with these paths and components.
fn stubs(rest: &str) -> Value {
    let run = Run::document(&format!("{HEAD}{rest}"));
    serde_json::from_str(run.file("stubs.json")).expect("JSON")
}

/// The responses of the only operation, whose `responses` are in YAML.
fn responses(text: &str, components: &str) -> Value {
    let paths = format!("paths: {{ /pets: {{ get: {{ operationId: list, responses: {text} }} }} }}\n{components}");
    stubs(&paths)["operations"][0]["responses"].clone()
}

fn ok(media: &str) -> String {
    format!("{{ '200': {{ description: OK, content: {media} }} }}")
}

const PET: &str = "
components:
  schemas:
    Pet:
      type: object
      required: [id, name]
      properties:
        id: { type: integer, examples: [7] }
        name: { type: string }
        born: { type: string, format: date }
        secret: { type: string, writeOnly: true }
        friend: { $ref: '#/components/schemas/Pet' }
";

#[test]
fn an_example_of_the_body_is_the_response() {
    let media = "{ application/json: { schema: { $ref: '#/components/schemas/Pet' }, example: { id: 3, name: Rex } } }";
    let expected = json!([
        { "status": 200, "media_type": "application/json", "source": "example", "json": { "id": 3, "name": "Rex" } }
    ]);
    assert_eq!(responses(&ok(media), PET), expected);
    let several = "{ application/json: { schema: { $ref: '#/components/schemas/Pet' }, examples: \
                   { broken: { value: { id: x } }, one: { $ref: '#/components/examples/Rex' } } } }";
    let components = format!("{PET}  examples: {{ Rex: {{ value: {{ id: 3, name: Rex }} }} }}\n");
    assert_eq!(responses(&ok(several), &components), expected, "the first one that decodes");
    let text =
        r#"{ application/json: { schema: { $ref: '#/components/schemas/Pet' }, example: '{"id":3,"name":"Rex"}' } }"#;
    assert_eq!(responses(&ok(text), PET), expected, "JSON as a text");
}

#[test]
fn an_example_that_does_not_decode_is_replaced_and_the_file_states_why() {
    let media =
        "{ application/json: { schema: { $ref: '#/components/schemas/Pet' }, example: { id: seven, name: Rex } } }";
    let expected = json!([{
        "status": 200, "media_type": "application/json", "source": "examples",
        "unused_example": "`/id` is no integer of 64 bits",
        "json": { "born": "2024-05-10", "friend": { "born": "2024-05-10", "id": 7, "name": "text" }, "id": 7, "name": "text" }
    }]);
    assert_eq!(responses(&ok(media), PET), expected);
    let media = "{ application/json: { schema: { $ref: '#/components/schemas/Pet' }, example: { id: 7 } } }";
    assert_eq!(responses(&ok(media), PET)[0]["unused_example"], "`/name` is missing");
}

#[test]
fn an_example_of_a_member_that_breaks_its_schema_is_not_used() {
    let schema = "{ type: object, properties: { id: { type: integer, example: '7' }, size: { type: integer, maximum: 9, example: 10 }, \
                  state: { type: string, enum: [on, off], example: 'yes' }, tags: { type: array, items: { type: string }, example: [a, b] } } }";
    let found = responses(&ok(&format!("{{ application/json: {{ schema: {schema} }} }}")), "");
    assert_eq!(found[0]["json"], json!({ "id": 42, "size": 9, "state": "on", "tags": ["a", "b"] }));
    assert_eq!(found[0]["source"], "examples");
}

#[test]
fn a_response_has_the_headers_that_the_document_requires() {
    let text = "{ '201': { description: OK, headers: { Location: { required: true, schema: { type: string, format: uri } }, \
                X-Total: { required: true, example: 3, schema: { type: integer } }, X-Other: { schema: { type: string } } } }, \
                '302': { description: Elsewhere } }";
    let expected = json!([{ "status": 201, "headers": { "location": "https://example.com/0", "x-total": "3" } }]);
    assert_eq!(responses(text, ""), expected);
    let redirect = responses("{ '302': { description: Elsewhere } }", "");
    assert_eq!(redirect, json!([{ "status": 302, "headers": { "location": "https://example.com/" } }]));
}

#[test]
fn every_representation_of_the_success_is_there() {
    let media = "{ text/csv: { schema: { type: string }, example: 'id,name' }, application/json: { schema: { type: string } }, \
                 application/x-ndjson: { itemSchema: { $ref: '#/components/schemas/Line' } }, image/png: {}, \
                 text/event-stream: { schema: { $ref: '#/components/schemas/Line' } } }";
    let components =
        "components: { schemas: { Line: { type: object, required: [n], properties: { n: { type: integer } } } } }";
    let expected = json!([
        { "status": 200, "media_type": "application/json", "source": "schema", "json": "text" },
        { "status": 200, "media_type": "text/csv", "source": "example", "text": "id,name" },
        { "status": 200, "media_type": "application/x-ndjson", "source": "schema", "text": "{\"n\":42}\n" },
        { "status": 200, "media_type": "image/png", "source": "schema", "text": "text" },
        { "status": 200, "media_type": "text/event-stream", "source": "schema", "text": "data: {\"n\":42}\n\n" },
    ]);
    assert_eq!(responses(&ok(media), components), expected);
}

#[test]
fn an_event_has_all_its_fields() {
    let media = "{ text/event-stream: { itemSchema: { type: object, required: [event, data], properties: { event: { const: born }, \
                 id: { type: string }, data: { type: string, contentMediaType: application/json, \
                 contentSchema: { type: object, required: [n], properties: { n: { type: integer } } } } } } } }";
    let found = responses(&ok(media), "");
    assert_eq!(found[0]["text"], "event: born\nid: text\ndata: {\"n\":42}\n\n");
}

#[test]
fn error_responses_with_an_example_are_there() {
    let text = "{ '204': { description: Done }, '404': { description: No, content: { application/json: { schema: { type: object }, \
                example: { message: gone } } } }, '409': { description: No, content: { application/json: { schema: { type: object } } } }, \
                default: { description: No, content: { text/plain: { example: oops } } } }";
    let expected = json!([
        { "status": 204 },
        { "status": 404, "media_type": "application/json", "source": "example", "json": { "message": "gone" } },
        { "status": 500, "media_type": "text/plain", "source": "example", "text": "oops" },
    ]);
    assert_eq!(responses(text, ""), expected);
}

#[test]
fn a_body_of_several_responses_is_written_once() {
    let name = "x".repeat(120);
    let response = format!(
        "{{ '200': {{ description: OK, content: {{ application/json: {{ schema: {{ type: object }}, example: {{ name: {name} }} }} }} }} }}"
    );
    let found = stubs(&format!(
        "paths: {{ /a: {{ get: {{ operationId: first, responses: {response} }}, put: {{ operationId: second, responses: {response} }} }} }}"
    ));
    assert_eq!(found["operations"][0]["responses"][0]["json"], json!({ "name": name }));
    assert_eq!(found["operations"][1]["responses"][0]["json_of"], json!({ "id": "first", "status": 200 }));
}

#[test]
fn the_examples_of_swagger_2_are_by_media_type() {
    let run = Run::document(
        "{ swagger: '2.0', info: { title: Pets, version: '1' }, host: pets.example, produces: [application/json], paths: { /pets: \
         { get: { responses: { '200': { description: OK, schema: { type: object, properties: { id: { type: integer } } }, \
         examples: { application/json: { id: 3 } } } } } } } }",
    );
    let found: Value = serde_json::from_str(run.file("stubs.json")).expect("JSON");
    assert_eq!(found["operations"][0]["responses"][0]["json"], json!({ "id": 3 }));
}

#[test]
fn secrets_are_named_wherever_they_are() {
    let found = stubs(
        "paths:
  /users/{token}:
    post:
      operationId: add
      parameters:
        - { name: token, in: path, required: true, schema: { type: string, format: password } }
        - { name: id, in: query, schema: { type: string } }
      requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/User' } } } }
      responses: { '200': { description: OK, content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/User' } } } } } }
  /keys: { get: { operationId: keys, responses: { '200': { description: OK, content: { application/json: { schema: { type: array, items: { type: string, format: password } } } } } } } }
  /plain: { get: { operationId: plain, responses: { '204': { description: OK } } } }
components:
  schemas:
    User:
      type: object
      properties:
        name: { type: string }
        login: { type: object, properties: { pass: { type: string, writeOnly: true, format: password } } }
        keys: { type: object, additionalProperties: { type: array, items: { type: string, format: password } } }
        friends: { type: array, items: { $ref: '#/components/schemas/User' } }
",
    );
    let secrets: Vec<&Value> = (0..3).map(|index| &found["operations"][index]["secrets"]).collect();
    assert_eq!(secrets, [&json!(["keys", "pass", "token"]), &json!([""]), &Value::Null]);
}

#[test]
fn the_response_of_a_list_in_pages_is_its_last_page() {
    let list = |parameters: &str, media: &str, headers: &str| {
        let responses = format!(
            "{{ '200': {{ description: OK, headers: {{ {headers} }}, content: {{ application/json: {media} }} }} }}"
        );
        let found = stubs(&format!(
            "paths: {{ /pets: {{ get: {{ operationId: list, parameters: [{parameters}], responses: {responses} }} }} }}"
        ));
        found["operations"][0].clone()
    };
    let query = |name: &str| format!("{{ name: {name}, in: query, schema: {{ type: integer, default: 0 }} }}");
    let media = "{ schema: { type: object, properties: { total: { type: integer }, data: { type: array, items: { type: string } } } }, \
                 example: { total: 250, data: [a, b] } }";
    let offset = list(&format!("{}, {}", query("offset"), query("limit")), media, "");
    assert_eq!(offset["responses"][0]["json"], json!({ "total": 2, "data": ["a", "b"] }), "{offset}");
    assert_eq!(offset["empty_pages"], json!({ "target": { "query": "offset" }, "from": 1, "items": "/data" }));

    let cursor = |next: &str| {
        let media = format!(
            "{{ schema: {{ type: object, required: [next_cursor], properties: {{ next_cursor: {next}, data: {{ type: array, items: {{ type: string }} }} }} }} }}"
        );
        let found = list("{ name: cursor, in: query, schema: { type: string } }", &media, "");
        assert_eq!(found.get("empty_pages"), None, "{found}");
        found["responses"][0]["json"]["next_cursor"].clone()
    };
    assert_eq!(cursor("{ type: string, example: c2 }"), "");
    assert_eq!(cursor("{ type: [string, 'null'], example: c2 }"), Value::Null);
}
