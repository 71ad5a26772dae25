//! Which places of a client count as typed, as untyped because the document says nothing, and as lost.

#[path = "shared/inputs.rs"]
mod inputs;

use inputs::inputs;
use moored_codegen::{Fields, generate};
use moored_document::finding::Color;

/// Counts in a document with these properties of its one schema, beside which there is nothing.
fn properties(properties: &str) -> Fields {
    count(&format!("components:\n  schemas:\n    Pet:\n      type: object\n      properties:\n{properties}"))
}

fn count(rest: &str) -> Fields {
    let paths = if rest.starts_with("paths:") { "" } else { "paths: {}\n" };
    let document = format!("openapi: 3.1.0\ninfo: {{ title: Pets, version: '1' }}\n{paths}{rest}");
    let outcome = generate(&inputs(&[("openapi.yaml", &document)]));
    assert!(outcome.files.is_some(), "{}", outcome.findings.render(Color::Never));
    outcome.summary.fields
}

const fn fields(typed: usize, untyped: usize, lost: usize) -> Fields {
    Fields { typed, untyped, lost }
}

#[test]
fn a_field_with_a_type_is_typed() {
    for property in [
        "{ type: string }",
        "{ type: [integer, 'null'] }",
        "{ type: array, items: { type: boolean } }",
        "{ type: object, additionalProperties: { type: string } }",
        "{ type: string, format: binary }",
    ] {
        assert_eq!(properties(&format!("        a: {property}\n")), fields(1, 0, 0), "{property}");
    }
}

#[test]
fn what_the_document_leaves_open_is_untyped_and_no_loss() {
    for property in [
        "{}",
        "true",
        "{ description: Anything, example: 1 }",
        "{ type: object }",
        "{ type: array }",
        "{ type: array, items: {} }",
        "{ type: object, additionalProperties: true }",
        "{ type: object, additionalProperties: { type: array, items: { type: object } } }",
    ] {
        assert_eq!(properties(&format!("        a: {property}\n")), fields(0, 1, 0), "{property}");
    }
}

#[test]
fn what_lies_in_several_parts_is_lost_only_where_the_document_says_it() {
    let open = "        a: { $ref: '#/components/schemas/Open' }\n    Open: { type: object }\n";
    assert_eq!(properties(open), fields(1, 1, 0), "a type of any object, and a field of this type");
}

#[test]
fn parameters_and_bodies_count() {
    let paths = "\
paths:
  /pets/{id}:
    post:
      parameters: [{ name: id, in: path, required: true, schema: { type: integer } }]
      requestBody: { content: { application/json: { schema: { type: object } } } }
      responses:
        '200': { description: OK, content: { application/json: { schema: { type: array, items: { type: string } } } } }
        '202': { description: Later, content: { application/json: {} } }
        '204': { description: Nothing }
";
    assert_eq!(count(paths), fields(2, 2, 0));
}

#[test]
fn percent_is_of_all_places() {
    assert!((fields(3, 1, 0).percent() - 75.0).abs() < f64::EPSILON);
    assert!((fields(0, 0, 0).percent() - 100.0).abs() < f64::EPSILON);
}
