//! Swagger 2.0 documents from one end of the generator to the other: what comes out, where findings point, and what hostile ones do.

#![expect(clippy::expect_used, clippy::panic, reason = "this is test code throughout, and a surprise is a failed test")]

#[path = "hostile/check.rs"]
mod check;
#[path = "shared/inputs.rs"]
mod inputs;

use std::fmt::Write as _;
use std::thread;

use check::check;
use inputs::inputs;
use moored_codegen::{Files, Outcome, RelPath, generate};
use moored_document::finding::Color;
use serde_json::{Value, json};

const PETS: &str = "\
swagger: '2.0'
info: { title: Pets, version: '1' }
host: pets.example
basePath: /v1
consumes: [application/json]
produces: [application/json]
securityDefinitions: { login: { type: basic } }
security: [{ login: [] }]
parameters:
  Body: { name: pet, in: body, required: true, schema: { $ref: '#/definitions/Pet' } }
responses:
  Wrong: { description: Wrong, schema: { $ref: '#/definitions/Error' } }
definitions:
  Error: { type: object, properties: { message: { type: string } } }
  Pet:
    type: object
    required: [name]
    properties:
      name: { type: string, minLength: 1 }
      age: { type: integer, minimum: 0 }
paths:
  /pets:
    post:
      operationId: addPet
      parameters:
        - { $ref: '#/parameters/Body' }
        - { name: limit, in: query, type: integer, maximum: 9 }
        - { name: ids, in: query, type: array, items: { type: integer }, collectionFormat: tsv }
      responses:
        '201': { description: Added, schema: { $ref: '#/definitions/Pet' } }
        default: { $ref: '#/responses/Wrong' }
";

fn run(text: &str) -> Outcome {
    let outcome = generate(&inputs(&[("openapi.yaml", text)]));
    let found = outcome.findings.render(Color::Never);
    assert_eq!(outcome.files.is_none(), outcome.findings.has_errors(), "a crate or an error; found: {found}");
    outcome
}

fn file<'a>(files: &'a Files, path: &str) -> &'a str {
    files.get(&RelPath::new(path).expect("a path")).unwrap_or_else(|| panic!("no {path} among {:?}", files.keys()))
}

/// `rule line:column pointer`, in the order of the text.
fn places(outcome: &Outcome) -> Vec<String> {
    let place = |found: &moored_document::finding::Finding| {
        let position = found.location.position;
        format!("{} {}:{} {}", found.rule.id, position.line, position.column, found.location.pointer)
    };
    outcome.findings.iter().map(place).collect()
}

#[test]
fn a_client_comes_out() {
    let outcome = run(PETS);
    let files = outcome.files.expect("a crate");
    assert_eq!(check(&files), Vec::<String>::new());
    let call = file(&files, "src/operations/add_pet.rs");
    assert!(call.contains("body: &types::Pet") || call.contains("types::Pet"), "{call}");
    assert!(file(&files, "src/types/error.rs").contains("message"), "the shared response");
    let all: String = files.values().map(String::as_str).collect();
    assert!(all.contains("https://pets.example/v1"), "the base address");
    assert!(all.contains("basic"), "the credential");
}

#[test]
fn findings_point_at_the_text_and_not_at_what_was_made_of_it() {
    assert_eq!(
        places(&run(PETS)),
        [
            "unchecked-bound 19:29 /definitions/Pet/properties/name/minLength",
            "unchecked-bound 20:29 /definitions/Pet/properties/age/minimum",
            "unchecked-bound 27:52 /paths/~1pets/post/parameters/1/maximum",
            "lost-in-lift 28:74 /paths/~1pets/post/parameters/2/collectionFormat",
        ]
    );
    let broken = PETS
        .replace(
            "name: { type: string, minLength: 1 }",
            "name: { type: text }\n      owner: { $ref: '#/definitions/Owner' }",
        )
        .replace("type: integer, maximum: 9", "type: integer, items: 7");
    assert_eq!(
        places(&run(&broken)).into_iter().filter(|line| !line.starts_with("lost")).collect::<Vec<_>>(),
        [
            "misspelt-type 19:15 /definitions/Pet/properties/name/type",
            "dangling-reference 20:16 /definitions/Pet/properties/owner/$ref",
            "unchecked-bound 21:29 /definitions/Pet/properties/age/minimum",
            "invalid-document 28:52 /paths/~1pets/post/parameters/1/items",
        ]
    );
}

#[test]
fn references_in_a_circle_end() {
    for (from, to) in [
        (
            "  Body: { name: pet",
            "  A: { $ref: '#/parameters/B' }\n  B: { $ref: '#/parameters/A' }\n  Body: { name: pet",
        ),
        ("  Wrong: { description", "  A: { $ref: '#/responses/A' }\n  Wrong: { description"),
    ] {
        let (kind, place) = if from.contains("Body") { ("parameters", "- ") } else { ("responses", "default: ") };
        let text = PETS.replace(from, to).replace(
            &format!("{place}{{ $ref: '#/{kind}/{}' }}", if kind == "parameters" { "Body" } else { "Wrong" }),
            &format!("{place}{{ $ref: '#/{kind}/A' }}"),
        );
        // With media types of its own as well, where the response would be copied.
        for text in [text.clone(), text.replace("operationId", "produces: [text/plain]\n      operationId")] {
            let found = places(&run(&text));
            assert!(found.iter().any(|line| line.starts_with("reference-cycle")), "{found:?}");
        }
    }
}

#[test]
fn little_does_not_become_a_lot() {
    // A path that has the members of a body and of a response, and holds itself many times over.
    let mut text = String::from(
        "swagger: '2.0'\ninfo: { title: Pets, version: '1' }\npaths:\n  /a:\n    in: body\n    schema: {}\n    get:\n      produces: [text/plain]\n      parameters:\n",
    );
    for _ in 0..60 {
        text.push_str("        - { $ref: '#/paths/~1a' }\n");
    }
    text.push_str("      responses:\n");
    for status in 200..260 {
        let _ = writeln!(text, "        '{status}': {{ $ref: '#/paths/~1a' }}");
    }
    assert_writes_less_than(100_000, &run(&text));
    // Each of many responses in each of many media types.
    let media_types: Vec<String> = (0..3000).map(|number| format!("a/b{number}")).collect();
    let mut text = format!(
        "swagger: '2.0'\ninfo: {{ title: Pets, version: '1' }}\nproduces: [{}]\npaths:\n",
        media_types.join(", ")
    );
    for number in 0..300 {
        let _ = writeln!(
            text,
            "  /a{number}: {{ get: {{ responses: {{ '200': {{ description: '', schema: {{ properties: {{ a: {{ type: string }} }} }} }} }} }} }}"
        );
    }
    let outcome = run(&text);
    let found = places(&outcome);
    assert!(
        found.iter().any(|line| line.starts_with("lost-in-lift") && line.ends_with(" /produces")),
        "the list is long"
    );
    // Each call names the list once, in what it accepts.
    let list: usize = media_types.iter().map(|media_type| media_type.len() + 2).sum();
    assert_writes_less_than(300 * (list + 10_000), &outcome);
}

/// What has been multiplied is there in full in what comes out.
fn assert_writes_less_than(most: usize, outcome: &Outcome) {
    let written: usize = outcome.files.iter().flatten().map(|(_, text)| text.len()).sum();
    assert!(written < most, "{written} bytes, {most} at most");
    let found = outcome.findings.iter().count();
    assert!(found < most / 100, "{found} findings");
}

/// Where the lift looks, and more than it asks for.
const POINTERS: &[&str] = &[
    "/host",
    "/basePath",
    "/schemes",
    "/schemes/0",
    "/consumes",
    "/produces",
    "/produces/0",
    "/components",
    "/servers",
    "/definitions",
    "/definitions/Pet",
    "/definitions/Pet/discriminator",
    "/definitions/Pet/x-nullable",
    "/definitions/Pet/$ref",
    "/parameters",
    "/parameters/Body",
    "/parameters/Body/name",
    "/parameters/Body/in",
    "/parameters/Body/schema",
    "/parameters/Body/required",
    "/responses",
    "/responses/Wrong",
    "/responses/Wrong/schema",
    "/responses/Wrong/headers",
    "/responses/Wrong/headers/X-A",
    "/responses/Wrong/examples",
    "/responses/Wrong/content",
    "/securityDefinitions",
    "/securityDefinitions/login",
    "/securityDefinitions/login/type",
    "/securityDefinitions/oauth",
    "/security",
    "/paths",
    "/paths/~1pets",
    "/paths/~1pets/parameters",
    "/paths/~1pets/parameters/0",
    "/paths/~1pets/post",
    "/paths/~1pets/post/consumes",
    "/paths/~1pets/post/produces",
    "/paths/~1pets/post/schemes",
    "/paths/~1pets/post/requestBody",
    "/paths/~1pets/post/parameters",
    "/paths/~1pets/post/parameters/0",
    "/paths/~1pets/post/parameters/0/$ref",
    "/paths/~1pets/post/parameters/1/in",
    "/paths/~1pets/post/parameters/1/name",
    "/paths/~1pets/post/parameters/1/type",
    "/paths/~1pets/post/parameters/1/schema",
    "/paths/~1pets/post/parameters/2/items",
    "/paths/~1pets/post/parameters/2/items/items",
    "/paths/~1pets/post/parameters/2/collectionFormat",
    "/paths/~1pets/post/responses",
    "/paths/~1pets/post/responses/201",
    "/paths/~1pets/post/responses/201/schema",
    "/paths/~1pets/post/responses/201/schema/$ref",
    "/paths/~1pets/post/responses/default/$ref",
    "/swagger",
];

/// What somebody writes who means no good, or nothing.
fn values() -> Vec<Value> {
    vec![
        json!(null),
        json!(true),
        json!(-1),
        json!(1e300),
        json!("a"),
        json!(""),
        json!("\") ]\n#[path = \"/etc/passwd\"] mod evil; //"),
        json!("{a}?b#c d\u{202e}\u{0}"),
        json!("body"),
        json!("formData"),
        json!("file"),
        json!("oauth2"),
        json!("#"),
        json!("#/"),
        json!("#/definitions"),
        json!("#/parameters"),
        json!("#/paths/~1pets/post/parameters/0"),
        json!("#/responses/Wrong"),
        json!([]),
        json!([[]]),
        json!([{}]),
        json!(["a", "*/*", "", "multipart/form-data", "\n"]),
        json!([{ "$ref": "#/parameters/Body" }, { "in": "body" }, { "in": "formData", "name": "a", "type": "file" }]),
        json!({}),
        json!({ "a": null }),
        json!({ "type": "file" }),
        json!({ "type": "array", "items": { "type": "array", "items": [] } }),
        json!({ "name": "\") ]", "in": "formData", "type": "array", "collectionFormat": "multi" }),
        json!({ "type": "oauth2", "flow": "implicit", "scopes": 1 }),
        json!({ "$ref": "#/paths/~1pets/post" }),
        json!({ "$ref": "#" }),
    ]
}

/// Puts `value` at the pointer `at`, if there is something to hold it.
fn put(document: &mut Value, at: &str, value: Value) {
    let (parent, key) = at.rsplit_once('/').expect("a pointer");
    match document.pointer_mut(parent) {
        Some(Value::Object(members)) => {
            members.insert(key.replace("~1", "/"), value);
        }
        Some(Value::Array(items)) => match key.parse().ok().and_then(|index: usize| items.get_mut(index)) {
            Some(item) => *item = value,
            None => items.push(value),
        },
        _ => {}
    }
}

#[test]
fn values_of_the_wrong_kind_are_findings_or_nothing() {
    let document: Value = serde_yaml::from_str(PETS).expect("YAML");
    let failures = &|pointers: Vec<&str>| {
        let mut failures = String::new();
        for (at, value) in pointers.iter().flat_map(|at| values().into_iter().map(move |value| (at, value))) {
            let mut document = document.clone();
            put(&mut document, at, value.clone());
            for problem in run(&document.to_string()).files.iter().flat_map(check) {
                let _ = writeln!(failures, "{at} {value}: {problem}");
            }
        }
        failures
    };
    // Each of four threads takes every fourth place.
    let failures: String = thread::scope(|scope| {
        let part = |first: usize| POINTERS.iter().copied().skip(first).step_by(4).collect();
        let threads: Vec<_> = (0..4).map(|first| scope.spawn(move || failures(part(first)))).collect();
        threads.into_iter().map(|thread| thread.join().expect("no run panics")).collect()
    });
    assert!(failures.is_empty(), "\n{failures}");
}
