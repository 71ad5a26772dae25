//! Which fields, parameters and bodies count as typed, as untyped because their schema is unconstrained, and as lost.

use moored_codegen::Fields;

use crate::shared::Run;

/// The counts of a document with these properties of its one schema, and nothing else.
fn properties(properties: &str) -> Fields {
    count(&format!("components:\n  schemas:\n    Pet:\n      type: object\n      properties:\n{properties}"))
}

fn count(rest: &str) -> Fields {
    let paths = if rest.starts_with("paths:") { "" } else { "paths: {}\n" };
    let run = Run::document(&format!("openapi: 3.1.0\ninfo: {{ title: Pets, version: '1' }}\n{paths}{rest}"));
    assert!(run.outcome.files.is_some(), "{}", run.rendered());
    run.outcome.summary.fields
}

const fn fields(typed: usize, untyped: usize, lost: usize) -> Fields {
    Fields { typed, untyped, lost }
}

#[test]
fn a_property_with_a_type_is_typed() {
    for property in [
        "{ type: string }",
        "{ type: [integer, 'null'] }",
        "{ type: array, items: { type: boolean } }",
        "{ type: object, additionalProperties: { type: string } }",
        "{ type: string, format: binary }",
        "{ type: number }",
        "{ type: array, items: { type: number, format: double } }",
    ] {
        assert_eq!(properties(&format!("        a: {property}\n")), fields(1, 0, 0), "{property}");
    }
}

#[test]
fn an_unconstrained_property_is_untyped_and_not_lost() {
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
fn an_unconstrained_component_counts_once_and_fields_of_its_type_are_typed() {
    let open = "        a: { $ref: '#/components/schemas/Open' }\n    Open: { type: object }\n";
    assert_eq!(properties(open), fields(1, 1, 0));
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
fn the_percentage_is_that_of_typed_ones_among_all() {
    assert!((fields(3, 1, 0).percent() - 75.0).abs() < f64::EPSILON);
    assert!((fields(0, 0, 0).percent() - 100.0).abs() < f64::EPSILON);
}
