//! `unknown_fields = "keep"`: which types have a field for what the document does not name, and which have not.

#![expect(clippy::expect_used, clippy::panic, reason = "this is test code throughout, and a surprise is a failed test")]

#[path = "shared/inputs.rs"]
mod inputs;

use inputs::inputs;
use moored_codegen::{Files, RelPath, generate};
use moored_document::finding::Color;

const KEEP: &str = "unknown_fields = \"keep\"\n";

/// `Answered` is what `GET /thing` answers, `Failed` what it says when it fails, `Sent` what `PUT /thing` sends; `Both` goes both ways.
fn document(schemas: &str) -> String {
    let mut document = format!(
        "
openapi: 3.1.0
info: {{ title: Things, version: '1' }}
servers: [{{ url: 'https://things.example' }}]
paths:
  /thing:
    get:
      operationId: getThing
      responses:
        '200': {{ description: OK, content: {{ application/json: {{ schema: {{ $ref: '#/components/schemas/Answered' }} }} }} }}
        default: {{ description: No, content: {{ application/problem+json: {{ schema: {{ $ref: '#/components/schemas/Failed' }} }} }} }}
    put:
      operationId: putThing
      requestBody: {{ content: {{ application/json: {{ schema: {{ $ref: '#/components/schemas/Sent' }} }} }} }}
      responses: {{ '204': {{ description: Done }} }}
    post:
      operationId: postThing
      requestBody: {{ content: {{ application/json: {{ schema: {{ $ref: '#/components/schemas/Both' }} }} }} }}
      responses:
        '200': {{ description: OK, content: {{ application/json: {{ schema: {{ $ref: '#/components/schemas/Both' }} }} }} }}
components:
  schemas:
{schemas}"
    );
    for name in ["Answered", "Failed", "Sent", "Both"] {
        if !document.contains(&format!("\n    {name}:")) {
            document.push_str(&format!("    {name}: {{ type: string }}\n"));
        }
    }
    document
}

fn files(schemas: &str, settings: &str) -> Files {
    let document = document(schemas);
    let outcome = generate(&inputs(&[("openapi.yaml", &document), ("moored.toml", settings)]));
    outcome.files.unwrap_or_else(|| panic!("{}", outcome.findings.render(Color::Never)))
}

fn text(files: &Files, name: &str) -> String {
    let path = RelPath::new(format!("src/types/{name}.rs")).expect("a path");
    files.get(&path).unwrap_or_else(|| panic!("{path} is not among {:?}", files.keys())).clone()
}

/// The file of the type `name`, with `unknown_fields = "keep"`.
fn kept(schemas: &str, name: &str) -> String {
    text(&files(schemas, KEEP), name)
}

/// The names of the types that have the field.
fn keepers(files: &Files) -> Vec<&str> {
    let types = files.iter().filter_map(|(path, text)| Some((path.as_str().strip_prefix("src/types/")?, text)));
    types.filter(|(_, text)| text.contains("moored_runtime::UnknownFields")).map(|(path, _)| path).collect()
}

const FIELD: &str = "    /// Properties that the document does not list, as received.
    #[serde(flatten)]
    pub unknown_fields: moored_runtime::UnknownFields,
}
";

const USER: &str = "
    Answered:
      type: object
      required: [zoo]
      properties: { zoo: { type: string }, name: { type: string }, price: { type: number, format: decimal } }
";

#[test]
fn an_answer_ends_with_a_field_for_what_the_document_does_not_name() {
    let text = kept(USER, "answered");
    assert!(text.contains(FIELD), "{text}");
    assert!(text.contains("#[derive(Clone, Debug, PartialEq, serde::Deserialize, serde::Serialize)]"), "{text}");
    let places: Vec<_> = ["pub zoo: ", "pub name: Field<", "pub price: Field<", "pub unknown_fields: "]
        .map(|part| text.find(part))
        .into();
    assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{places:?}\n{text}");
    assert_eq!(text.matches("UnknownFields").count(), 1, "{text}");
}

#[test]
fn without_the_setting_nothing_is_kept_and_saying_so_changes_nothing() {
    let plain = files(USER, "");
    assert_eq!(keepers(&plain), Vec::<&str>::new());
    let ignored = files(USER, "unknown_fields = \"ignore\"\n");
    let differing = plain.iter().filter(|(path, text)| ignored.get(path) != Some(text)).map(|(path, _)| path.as_str());
    assert_eq!(differing.collect::<Vec<_>>(), ["inputs.lock"], "which knows moored.toml by its digest");
}

#[test]
fn whatever_an_answer_holds_has_the_field_and_nothing_else() {
    let schemas = "
    Answered:
      type: object
      properties:
        child: { type: object, properties: { id: { type: integer } } }
        list: { type: array, items: { type: object, properties: { id: { type: integer } } } }
        matrix: { type: array, items: { type: array, items: { type: object, properties: { id: { type: integer } } } } }
        names: { type: object, additionalProperties: { type: object, properties: { id: { type: integer } } } }
        choice: { anyOf: [{ $ref: '#/components/schemas/Cat' }, { type: object, required: [bark], properties: { bark: { type: boolean } } }, { type: string }] }
        merged: { allOf: [{ $ref: '#/components/schemas/Part' }, { type: object, properties: { own: { type: string } } }] }
        maybe: { oneOf: [{ $ref: '#/components/schemas/Cat' }, { type: 'null' }] }
        closed: { type: object, additionalProperties: false, properties: { id: { type: integer } } }
        kind: { type: string, enum: [a, b] }
        free: { type: object }
    Cat: { type: object, required: [meow], properties: { meow: { type: boolean }, parent: { $ref: '#/components/schemas/Cat' } } }
    Part: { type: object, properties: { id: { type: integer } } }
    Failed: { type: object, properties: { message: { type: string } } }
    Sent: { type: object, properties: { inner: { $ref: '#/components/schemas/Inner' }, shared: { $ref: '#/components/schemas/Shared' } } }
    Inner: { type: object, properties: { id: { type: integer } } }
    Both: { type: object, properties: { shared: { $ref: '#/components/schemas/Shared' } } }
    Shared: { type: object, properties: { id: { type: integer } } }
    Nobody: { type: object, properties: { id: { type: integer } } }
";
    let files = files(schemas, KEEP);
    assert_eq!(
        keepers(&files),
        [
            "answered.rs",
            "answered_child.rs",
            "answered_choice_variant2.rs",
            "answered_closed.rs",
            "answered_list.rs",
            "answered_matrix.rs",
            "answered_merged.rs",
            "answered_name.rs",
            "both.rs",
            "cat.rs",
            "failed.rs",
            "shared.rs",
        ]
    );
    // Every other struct is one of a request, or of nothing: were there one more, it would have been forgotten.
    let other = files.iter().filter(|(path, text)| {
        path.as_str().starts_with("src/types/") && text.contains("pub struct") && !text.contains("UnknownFields")
    });
    let other: Vec<&str> = other.map(|(path, _)| path.as_str()).collect();
    assert_eq!(other, ["src/types/inner.rs", "src/types/nobody.rs", "src/types/part.rs", "src/types/sent.rs"]);
}

#[test]
fn an_object_whose_other_members_have_a_schema_has_a_place_for_them_already() {
    let schema = |open: &str| {
        let id = "{ type: object, properties: { id: { type: integer } }";
        format!("    Answered: {id}, additionalProperties: {open} }}\n    Other: {id} }}\n")
    };
    for other in
        ["true", "{}", "{ type: integer }", "{ $ref: '#/components/schemas/Other' }", "{ type: array, items: {} }"]
    {
        let text = kept(&schema(other), "answered");
        assert!(text.contains("flatten") && !text.contains("UnknownFields"), "{other}\n{text}");
    }
    // What the client makes of `false` is what it makes of nothing.
    assert!(kept(&schema("false"), "answered").contains(FIELD));
}

#[test]
fn a_documented_member_of_that_name_keeps_it() {
    for (properties, ours) in [
        ("unknown_fields: { type: string }", "unknown_fields2"),
        ("unknownFields: { type: string }", "unknown_fields2"),
        ("unknown_fields: { type: string }, 'unknown-fields': { type: string }", "unknown_fields3"),
        ("unknown_fields2: { type: string }, unknown_fields: { type: string }", "unknown_fields3"),
        ("unknown: { type: string }", "unknown_fields"),
    ] {
        let schema = format!("    Answered: {{ type: object, properties: {{ {properties} }} }}\n");
        let text = kept(&schema, "answered");
        assert!(text.contains(&format!("pub {ours}: moored_runtime::UnknownFields,\n}}\n")), "{properties}\n{text}");
        assert_eq!(text.matches("flatten").count(), 1, "{text}");
    }
}

#[test]
fn names_of_the_document_do_not_look_like_ours() {
    let schemas = "
    Answered: { type: object, properties: { flattenIt: { type: string }, own: { $ref: '#/components/schemas/UnknownFields' } } }
    UnknownFields: { type: object, required: [flatten], properties: { flatten: { type: string } } }
    Both: { type: object, required: [own], properties: { flattenIt: { type: string }, own: { $ref: '#/components/schemas/UnknownFields' } } }
";
    let files = files(schemas, KEEP);
    for name in ["answered", "unknown_fields", "both"] {
        assert!(text(&files, name).contains("pub unknown_fields: moored_runtime::UnknownFields,"), "{name}");
    }
    let both = text(&files, "both");
    assert!(both.contains("pub own: UnknownFields,"), "{both}");
    assert!(both.contains("pub fn new(own: UnknownFields) -> Self {"), "{both}");
}

#[test]
fn a_constructor_starts_without_unknown_members() {
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let schema = "    Both: { type: object, required: [name], properties: { note: { type: string }, name: { type: string } } }\n";
    let both = words(&kept(schema, "both"));
    assert!(both.contains("pub fn new(name: impl Into<String>) -> Self {"), "{both}");
    let all = "note: Default::default(), name: name.into(), unknown_fields: Default::default(), }";
    assert!(both.contains(all), "{both}");
    // Without it a struct whose members are all required is as easily written out.
    let schema = "    Both: { type: object, required: [name], properties: { name: { type: string } } }\n";
    assert!(!text(&files(schema, ""), "both").contains("fn new"));
    assert!(words(&kept(schema, "both")).contains("Self { name: name.into(), unknown_fields: Default::default(), }"));
    let optional = kept("    Both: { type: object, properties: { name: { type: string } } }\n", "both");
    assert!(optional.contains("Default") && !optional.contains("fn new"), "{optional}");
}

#[test]
fn another_value_is_refused_where_it_stands() {
    let document = document(USER);
    for (settings, place, words) in [
        ("title = \"Things\"\nunknown_fields = \"kept\"\n", "2:18", "`kept` is neither `keep` nor `ignore`"),
        ("unknown_fields = \"Keep\"\n", "1:18", "`Keep` is neither `keep` nor `ignore`"),
        ("unknown_fields = true\n", "1:18", "boolean `true`, expected a string"),
        ("unknown_fields = [\"keep\"]\n", "1:18", "expected a string"),
        ("unknown_fields = { keep = {} }\n", "1:18", "expected a string"),
        ("[unknown_fields]\nkeep = 1\n", "1:1", "expected a string"),
        ("unknown-fields = \"keep\"\n", "1:1", "`unknown_fields`"),
        ("unknown_fields = \"keep\"\nunknown_fields = \"keep\"\n", "2:1", "duplicate"),
    ] {
        let outcome = generate(&inputs(&[("openapi.yaml", &document), ("moored.toml", settings)]));
        let found = outcome.findings.render(Color::Never);
        assert!(outcome.files.is_none(), "{settings}");
        assert!(found.starts_with("error[config]: "), "{found}");
        assert!(found.contains(&format!("specs/pets/moored.toml:{place}\n")) && found.contains(words), "{found}");
    }
}
