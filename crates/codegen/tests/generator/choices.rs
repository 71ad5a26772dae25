//! What a user sees of choices: constants, and the names of variants.

use crate::shared::{Run, things, variants};

fn run(schemas: &str) -> Run {
    Run::document(&things(schemas))
}

/// The types of the client, by the names of their files.
fn types(run: &Run) -> Vec<&str> {
    let files = run.files().keys().filter_map(|path| path.as_str().strip_prefix("src/types/"));
    files.filter_map(|file| file.strip_suffix(".rs")).collect()
}

#[test]
fn a_choice_of_constants_is_one_enum() {
    let run = run("    Returned:
      properties:
        level: { $ref: '#/components/schemas/Level' }
        bits: { oneOf: [{ const: 1, title: Read }, { const: 2, title: Write }] }
    Level:
      oneOf:
        - { const: low, title: Quiet, description: Barely heard }
        - { enum: [high, top] }
");
    let level = run.ty("level");
    assert_eq!(variants(level.enumeration("Level")), ["Quiet", "High", "Top", "Unlisted(String)"]);
    assert!(run.file("src/types/level.rs").contains("/// Barely heard\n        Quiet = \"low\","));
    let bits = run.ty("returned_bits");
    assert_eq!(variants(bits.enumeration("ReturnedBits")), ["Read", "Write", "Unlisted(i64)"]);
    assert_eq!(types(&run), ["both", "failed", "level", "returned", "returned_bits", "sent"]);
}

#[test]
fn constants_among_other_variants_are_one_variant() {
    let run = run("    Returned:
      oneOf:
        - { const: auto }
        - { const: none }
        - { type: object, required: [name], properties: { name: { type: string }, size: { type: integer } } }
        - { type: array, items: { type: string }, title: Several names }
");
    let names = ["Listed(ReturnedListed)", "Name(ReturnedName)", "SeveralNames(Vec < String >)"];
    let actual = variants(run.ty("returned").enumeration("Returned"));
    assert_eq!(actual.iter().take(3).map(String::as_str).collect::<Vec<_>>(), names);
    assert_eq!(variants(run.ty("returned_listed").enumeration("ReturnedListed")), ["Auto", "None", "Unlisted(String)"]);
}

#[test]
fn variants_are_named_by_what_the_document_has() {
    for (variants_of_it, expected) in [
        // A member that no other variant has.
        (
            "[{ type: object, required: [id, left], properties: { id: {}, left: { type: string } } },
              { type: object, required: [id, right], properties: { id: {}, right: { type: string } } }]",
            ["Left", "Right"],
        ),
        // A tag, also of another type or in a part.
        (
            "[{ type: object, properties: { deleted: { type: boolean, enum: [true] }, a: { type: string } } },
              { allOf: [{ $ref: '#/components/schemas/Mail' }, { properties: { kind: { enum: [post] } } }] }]",
            ["Deleted", "Post"],
        ),
        // A reference in a part.
        (
            "[{ type: string, enum: [none] }, { allOf: [{ $ref: '#/components/schemas/Mail' }, { required: [to] }] }]",
            ["Listed", "Mail"],
        ),
        // A type.
        (
            "[{ type: string, maxLength: 3 }, { type: object, required: [a, b], properties: { a: {}, b: {} } }]",
            ["String", "Object"],
        ),
    ] {
        let schemas = format!(
            "    Returned: {{ oneOf: {variants_of_it} }}
    Mail: {{ type: object, properties: {{ to: {{ type: string }} }} }}
"
        );
        let run = run(&schemas);
        let item = run.ty("returned");
        let all = item.enumeration("Returned").variants.iter().map(|one| one.ident.to_string());
        // They are in the order in which they are tried.
        let mut names: Vec<String> = all.take(2).collect();
        names.sort_by_key(|name| expected.iter().position(|expected| expected == name));
        assert_eq!(names, expected, "{variants_of_it}");
    }
}

#[test]
fn merged_variants_leave_no_unused_types() {
    let run = run("    Returned:
      type: object
      properties: { id: { type: string } }
      oneOf:
        - { type: object, required: [result], properties: { result: { type: string } } }
        - { type: object, required: [error], properties: { error: { type: string, enum: [a, b] } } }
");
    let actual = variants(run.ty("returned").enumeration("Returned"));
    assert_eq!(actual.get(..2), Some(&["Result(ReturnedResult)", "Error(ReturnedError)"].map(str::to_owned)[..]));
    let expected = ["both", "failed", "returned", "returned_error", "returned_error_error", "returned_result", "sent"];
    assert_eq!(types(&run), expected);
}
