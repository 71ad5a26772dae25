//! `unknown_fields = "keep"`: which structs have a field for undocumented members, and which have not.

use crate::shared::{NONE, Run, all, derives, fields, serde_options, things, tokens};

const KEEP: &str = "unknown_fields = \"keep\"\n";

fn run(schemas: &str, settings: &str) -> Run {
    Run::folder(&[("openapi.yaml", &things(schemas)), ("moored.toml", settings)])
}

/// The fields of the struct `Name`, in `name.rs`, with `unknown_fields = "keep"`.
fn kept(schemas: &str, file: &str, name: &str) -> Vec<String> {
    fields(run(schemas, KEEP).ty(file).structure(name))
}

/// The files of structs, split into those with the field and those without.
fn with_and_without_field(run: &Run) -> (Vec<&str>, Vec<&str>) {
    let types = run.files().iter().filter_map(|(path, text)| {
        let file = path.as_str().strip_prefix("src/types/")?;
        text.contains("pub struct").then_some((file, text.contains("moored_runtime::UnknownFields")))
    });
    let (with, without): (Vec<_>, Vec<_>) = types.partition(|(_, has_field)| *has_field);
    (with.into_iter().map(|(file, _)| file).collect(), without.into_iter().map(|(file, _)| file).collect())
}

const THING: &str = "
    Returned:
      type: object
      required: [zoo]
      properties: { zoo: { type: string }, name: { type: string }, price: { type: number, format: decimal } }
";

#[test]
fn a_response_ends_with_a_field_for_undocumented_members() {
    let run = run(THING, KEEP);
    let ty = run.ty("returned");
    let item = ty.structure("Returned");
    assert_eq!(
        fields(item),
        all([
            "zoo: String",
            "name: Option<String>",
            "price: Option<moored_runtime::Decimal>",
            "unknown_fields: moored_runtime::UnknownFields",
        ])
    );
    let last = item.fields.iter().last().expect("a field");
    assert_eq!(serde_options(&last.attrs), ["flatten", "skip_deserializing"]);
    assert_eq!(serde_options(&item.attrs), all(["remote = \"Self\""]));
    assert!(ty.has_item("moored_runtime::other_members!(Returned, unknown_fields);"), "{:#?}", ty.items());
}

#[test]
fn ignore_is_the_default() {
    let plain = run(THING, "");
    assert_eq!(with_and_without_field(&plain).0, NONE);
    let ignored = run(THING, "unknown_fields = \"ignore\"\n");
    let differing = plain
        .files()
        .iter()
        .filter(|(path, text)| ignored.files().get(path) != Some(text))
        .map(|(path, _)| path.as_str());
    assert_eq!(differing.collect::<Vec<_>>(), ["inputs.lock"], "which holds the digest of moored.toml");
}

#[test]
fn every_struct_of_a_response_has_the_field_and_no_other() {
    let run = run(include_str!("unknown_fields/schemas.yaml"), KEEP);
    let (with, without) = with_and_without_field(&run);
    assert_eq!(
        with,
        [
            "both.rs",
            "cat.rs",
            "failed.rs",
            "returned.rs",
            "returned_child.rs",
            "returned_choice_bark.rs",
            "returned_closed.rs",
            "returned_list.rs",
            "returned_matrix.rs",
            "returned_merged.rs",
            "returned_name.rs",
            "shared.rs",
        ]
    );
    // Each of these belongs to requests, or to nothing. Any other struct here would have been forgotten.
    assert_eq!(without, ["inner.rs", "nobody.rs", "part.rs", "sent.rs"]);
}

#[test]
fn an_object_with_additional_properties_has_a_field_for_them_already() {
    let schema = |additional: &str| {
        let id = "{ type: object, properties: { id: { type: integer } }";
        format!("    Returned: {id}, additionalProperties: {additional} }}\n    Other: {id} }}\n")
    };
    for additional in
        ["true", "{}", "{ type: integer }", "{ $ref: '#/components/schemas/Other' }", "{ type: array, items: {} }"]
    {
        let run = run(&schema(additional), KEEP);
        let ty = run.ty("returned");
        let item = ty.structure("Returned");
        let flattened: Vec<_> =
            item.fields.iter().filter(|field| serde_options(&field.attrs).contains(&"flatten".to_owned())).collect();
        assert_eq!(flattened.len(), 1, "{additional}");
        assert!(!fields(item).iter().any(|field| field.contains("UnknownFields")), "{additional}");
    }
    // `false` has the same effect as no keyword.
    let closed = kept(&schema("false"), "returned", "Returned");
    assert_eq!(closed.last(), Some(&tokens("unknown_fields: moored_runtime::UnknownFields")));
}

#[test]
fn a_property_of_the_same_name_keeps_it() {
    for (properties, ours) in [
        ("unknown_fields: { type: string }", "unknown_fields2"),
        ("unknownFields: { type: string }", "unknown_fields2"),
        ("unknown_fields: { type: string }, 'unknown-fields': { type: string }", "unknown_fields2"),
        ("unknown_fields2: { type: string }, unknown_fields: { type: string }", "unknown_fields3"),
        ("unknown: { type: string }", "unknown_fields"),
    ] {
        let schema = format!("    Returned: {{ type: object, properties: {{ {properties} }} }}\n");
        let run = run(&schema, KEEP);
        let ty = run.ty("returned");
        let item = ty.structure("Returned");
        let expected = tokens(&format!("{ours}: moored_runtime::UnknownFields"));
        assert_eq!(fields(item).last(), Some(&expected), "{properties}");
        let flattened = item.fields.iter().filter(|field| serde_options(&field.attrs).contains(&"flatten".to_owned()));
        assert_eq!(flattened.count(), 1, "{properties}");
    }
}

#[test]
fn a_schema_may_have_the_name_of_the_type_of_the_field() {
    let schemas = "
    Returned:
      type: object
      properties: { flattenIt: { type: string }, own: { $ref: '#/components/schemas/UnknownFields' } }
    UnknownFields: { type: object, required: [flatten], properties: { flatten: { type: string } } }
    Both:
      type: object
      required: [own]
      properties: { flattenIt: { type: string }, own: { $ref: '#/components/schemas/UnknownFields' } }
";
    let run = run(schemas, KEEP);
    let ours = tokens("unknown_fields: moored_runtime::UnknownFields");
    for (file, name) in [("returned", "Returned"), ("unknown_fields", "UnknownFields"), ("both", "Both")] {
        assert!(fields(run.ty(file).structure(name)).contains(&ours), "{name}");
    }
    let both = run.ty("both");
    assert!(fields(both.structure("Both")).contains(&tokens("own: UnknownFields")));
    assert_eq!(both.signature("new"), tokens("pub fn new(own: UnknownFields) -> Self"));
}

#[test]
fn a_constructor_starts_without_undocumented_members() {
    let schema = "    Both:
      type: object
      required: [name]
      properties: { note: { type: string }, name: { type: string } }
";
    let both = run(schema, KEEP).ty("both");
    assert_eq!(both.signature("new"), tokens("pub fn new(name: impl Into<String>) -> Self"));
    assert_eq!(both.functions(), ["new", "with_note", "with_unknown_fields"]);

    let optional = run("    Both: { type: object, properties: { name: { type: string } } }\n", KEEP).ty("both");
    assert!(derives(&optional.structure("Both").attrs).contains(&"Default".to_owned()));
    assert_eq!(optional.functions(), ["with_name", "with_unknown_fields"]);
}

#[test]
fn any_other_value_is_an_error_at_its_location() {
    for (settings, location, message) in [
        ("title = \"Things\"\nunknown_fields = \"kept\"\n", "2:18", "`kept` is not valid; expected `keep` or `ignore`"),
        ("unknown_fields = \"Keep\"\n", "1:18", "`Keep` is not valid; expected `keep` or `ignore`"),
        ("unknown_fields = true\n", "1:18", "boolean `true`, expected a string"),
        ("unknown_fields = [\"keep\"]\n", "1:18", "expected a string"),
        ("unknown_fields = { keep = {} }\n", "1:18", "expected a string"),
        ("[unknown_fields]\nkeep = 1\n", "1:1", "expected a string"),
        ("unknown-fields = \"keep\"\n", "1:1", "`unknown_fields`"),
        ("unknown_fields = \"keep\"\nunknown_fields = \"keep\"\n", "2:1", "duplicate"),
    ] {
        let run = run(THING, settings);
        assert!(run.outcome.files.is_none(), "{settings}");
        assert_eq!(run.findings()[0], format!("config moored.toml:{location}"));
        assert!(run.rendered().contains(message), "{}", run.rendered());
    }
}
