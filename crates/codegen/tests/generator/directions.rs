//! Types of which requests and responses require different properties.

use serde_json::{Value, json};

use crate::shared::{Run, all, fields, tokens};

/// A document whose one operation sends and receives a `User`.
fn run(user: &str) -> Run {
    Run::document(&format!(
        "openapi: 3.0.3
info: {{ title: T, version: '1' }}
paths:
  /me:
    put:
      operationId: putMe
      requestBody: {{ required: true, content: {{ application/json: {{ schema: {{ $ref: '#/components/schemas/User' }} }} }} }}
      responses: {{ '200': {{ description: OK, content: {{ application/json: {{ schema: {{ $ref: '#/components/schemas/User' }} }} }} }} }}
components:
  schemas:
    User: {user}
    Address: {{ type: object, required: [ref, street], properties: {{ ref: {{ type: integer, readOnly: true }}, street: {{ type: string }} }} }}
"
    ))
}

/// The types of the body of `putMe` and of its response, and the type of the component `User`.
fn used(run: &Run) -> [Value; 3] {
    let client: Value = serde_json::from_str(run.file("client.json")).expect("JSON");
    let operation = &client["operations"][0];
    let schemas = client["schemas"].as_array().expect("a list");
    let user = schemas.iter().find(|schema| schema["origin"] == "/components/schemas/User").expect("the component");
    [
        operation["body"]["contents"][0]["type"].clone(),
        operation["responses"][0]["representations"][0]["type"].clone(),
        user["type"].clone(),
    ]
}

#[test]
fn a_request_asks_for_what_it_requires_and_a_response_has_what_it_always_has() {
    let run = run("
      type: object
      required: [id, name, password]
      properties:
        id: { type: string, readOnly: true }
        name: { type: string }
        password: { type: string, writeOnly: true }
        address: { $ref: '#/components/schemas/Address' }
");
    let named = |name: &str| json!({ "named": name });
    assert_eq!(used(&run), [named("UserRequest"), named("User"), named("User")]);
    assert_eq!(
        fields(run.ty("user_request").structure("UserRequest")),
        all([
            "id: Option<String>",
            "name: String",
            "password: moored_runtime::Secret",
            "address: Option<AddressRequest>",
        ])
    );
    assert_eq!(
        fields(run.ty("user").structure("User")),
        all(["id: String", "name: String", "password: Option<moored_runtime::Secret>", "address: Option<Address>"])
    );
    assert_eq!(
        fields(run.ty("address_request").structure("AddressRequest")),
        all(["ref_: Option<i64>", "street: String"])
    );
    let new = "pub fn new(name: impl Into<String>, password: impl Into<moored_runtime::Secret>) -> Self";
    assert_eq!(run.ty("user_request").signature("new"), tokens(new));
    let new = "pub fn new(id: impl Into<String>, name: impl Into<String>) -> Self";
    assert_eq!(run.ty("user").signature("new"), tokens(new));
}

#[test]
fn one_type_is_enough_where_the_same_properties_are_required() {
    let run = run("
      type: object
      required: [name]
      properties: { id: { type: string, readOnly: true }, name: { type: string }, key: { type: string, writeOnly: true } }
");
    let user = json!({ "named": "User" });
    assert_eq!(used(&run), [user.clone(), user.clone(), user]);
    assert!(!run.files().iter().any(|(path, _)| path.as_str().contains("user_request")));
}
