//! Which bounds of a document a client checks, what it needs for that, and which are warnings or losses.

use crate::check::check;
use crate::shared::{NONE, Run};

/// A document with this parameter, and this schema of a request body that is also one of a response.
fn run(parameter: &str, schema: &str) -> Run {
    Run::document(&format!(
        "
openapi: 3.1.0
info: {{ title: Things, version: '1' }}
servers: [{{ url: 'https://things.example' }}]
paths:
  /a:
    post:
      operationId: addA
      parameters: [{{ name: p, in: query, schema: {parameter} }}]
      requestBody: {{ content: {{ application/json: {{ schema: {{ $ref: '#/components/schemas/A' }} }} }} }}
      responses: {{ '200': {{ description: A, content: {{ application/json: {{ schema: {{ $ref: '#/components/schemas/A' }} }} }} }} }}
components: {{ schemas: {{ A: {schema} }} }}
"
    ))
}

fn manifest(run: &Run) -> toml::Table {
    run.file("Cargo.toml").parse().expect("TOML")
}

#[test]
fn bounds_are_no_losses_whatever_else_the_type_is_used_for() {
    let run = run(
        "{ type: integer, minimum: 1, maximum: 5, multipleOf: 2 }",
        "{ type: object, minProperties: 1, properties: { a: { type: string, maxLength: 5 }, b: { type: number, exclusiveMinimum: 0 }, c: { type: array, uniqueItems: true, items: { type: string, format: uuid, minLength: 36 } } } }",
    );
    assert_eq!(run.findings(), NONE);
    assert_eq!(check(run.files()), NONE);
    assert!(run.file("src/bounds.rs").contains("bounds::Bound::MinProperties(1)"));
    assert!(run.file("src/operations/add_a.rs").contains(".check(\"p\", &p, &P_BOUNDS)"));
}

#[test]
fn only_a_client_with_patterns_depends_on_regex() {
    let without = run("{ type: string, maxLength: 5 }", "{ type: string, pattern: '(?=a)' }");
    assert_eq!(without.findings(), ["unchecked-pattern openapi.yaml:12:45 /components/schemas/A/pattern"]);
    assert_eq!(without.messages(), ["the pattern is not checked: it looks ahead or behind"]);
    let plain = "a = { default-features = false, version = \"0.1.0\" }".parse::<toml::Table>().expect("TOML");
    assert_eq!(manifest(&without)["dependencies"]["moored-runtime"], plain["a"]);
    // What only responses contain is not checked.
    let with = run("{ type: string, pattern: '^a' }", "{ type: string }");
    let features = "a = { default-features = false, version = \"0.1.0\", features = [\"patterns\"] }"
        .parse::<toml::Table>()
        .expect("TOML");
    assert_eq!(manifest(&with)["dependencies"]["moored-runtime"], features["a"]);
    assert_eq!(check(with.files()), NONE);
}

#[test]
fn components_that_contain_themselves_have_tables() {
    let run = run(
        "{ $ref: '#/components/schemas/A' }",
        "{ type: object, properties: { a: { type: array, maxItems: 5, items: { $ref: '#/components/schemas/A' } } } }",
    );
    let tables = run.file("src/bounds.rs");
    assert!(tables.contains("pub(crate) static A: bounds::Bounds"), "{tables}");
    assert!(tables.contains("bounds::Bound::All(&crate::bounds::A)"), "{tables}");
}

#[test]
fn a_client_without_bounds_has_no_tables() {
    let run = run("{ type: string, minLength: 0 }", "{ type: array, uniqueItems: false, items: { type: string } }");
    assert!(!run.files().iter().any(|(path, _)| path.as_str() == "src/bounds.rs"));
    assert!(!run.file("src/operations/add_a.rs").contains("check"));
}
