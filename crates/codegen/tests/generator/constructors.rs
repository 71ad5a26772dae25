//! The constructors and setters of generated structs.

use crate::shared::{NONE, Run, Rust, derives, things, tokens};

/// The run of a document with these schemas; see [`things`].
fn run(schemas: &str) -> Run {
    Run::document(&things(schemas))
}

fn is_non_exhaustive(ty: &Rust, name: &str) -> bool {
    ty.structure(name).attrs.iter().any(|attribute| attribute.path().is_ident("non_exhaustive"))
}

#[test]
fn a_constructor_asks_for_what_is_required_and_setters_take_the_rest() {
    let run = run("
    Sent:
      type: object
      required: [name, age, boss]
      properties:
        note: { type: string }
        name: { type: string }
        age: { type: integer }
        boss: { type: [string, 'null'] }
        type: { type: [string, 'null'], deprecated: true }
        born: { type: string, format: date }
    Returned: { type: object, required: [born], properties: { born: { type: string, format: date }, note: { type: string } } }
    Both: { type: object, properties: { note: { type: string } } }
");
    let sent = run.ty("sent");
    assert_eq!(sent.functions(), ["new", "with_note", "with_type", "with_born"]);
    let new = "pub fn new(name: impl Into<String>, age: i64, boss: Option<String>) -> Self";
    assert_eq!(sent.signature("new"), tokens(new));
    let setter = |name: &str, ty: &str| tokens(&format!("pub fn {name}(self, value: impl Into<{ty}>) -> Self"));
    assert_eq!(sent.signature("with_note"), setter("with_note", "String"));
    assert_eq!(sent.signature("with_type"), setter("with_type", "Field<String>"));
    assert_eq!(sent.signature("with_born"), setter("with_born", "moored_runtime::Date"));

    let returned = run.ty("returned");
    assert_eq!(returned.signature("new"), tokens("pub fn new(born: moored_runtime::Date) -> Self"));
    let both = run.ty("both");
    assert_eq!(both.functions(), ["with_note"], "everything is optional: there is a `Default`");
    assert!(derives(&both.structure("Both").attrs).contains(&"Default".to_owned()));
}

#[test]
fn only_what_the_provider_makes_is_non_exhaustive() {
    let run = run("
    Sent: { type: object, properties: { a: { type: string } } }
    Returned: { type: object, properties: { a: { type: string } } }
    Both: { type: object, properties: { a: { type: string } } }
");
    let found = [("sent", "Sent"), ("returned", "Returned"), ("both", "Both")]
        .map(|(file, name)| is_non_exhaustive(&run.ty(file), name));
    assert_eq!(found, [false, true, false]);
}

#[test]
fn the_names_of_more_than_seven_required_members_are_fields() {
    let names: Vec<String> = (1..=8).map(|number| format!("a{number}")).collect();
    let properties: Vec<String> = names.iter().map(|name| format!("{name}: {{ type: string }}")).collect();
    let sent = |required: usize, others: &str| {
        let required = names[..required].join(", ");
        let properties = properties.join(", ");
        let schema = format!(
            "    Sent: {{ type: object, required: [{required}], properties: {{ {properties}, last: {{}} }} }}\n{others}"
        );
        run(&schema)
    };
    let arguments: Vec<String> = names.iter().take(7).map(|name| format!("{name}: impl Into<String>")).collect();
    let seven = format!("pub fn new({}) -> Self", arguments.join(", "));
    assert_eq!(sent(7, "").ty("sent").signature("new"), tokens(&seven));

    let eight = sent(8, "");
    assert_eq!(eight.ty("sent").signature("new"), tokens("pub fn new(required: SentRequired) -> Self"));
    let fields: Vec<String> = names.iter().map(|name| format!("{name}: String")).collect();
    let expected = format!("pub struct SentRequired {{ {} }}", fields.join(", "));
    assert_eq!(eight.ty("sent").signature("SentRequired"), tokens(&expected));
    assert!(eight.file("src/types.rs").contains("pub use sent::{Sent, SentRequired};"));

    let taken = sent(8, "    SentRequired: { type: object, properties: { a: { type: string } } }\n");
    assert_eq!(taken.ty("sent").signature("new"), tokens("pub fn new(required: SentRequiredFields) -> Self"));
}

#[test]
fn a_constant_member_fills_itself_in() {
    let run = run("
    Sent:
      type: object
      required: [kind, version, name]
      properties:
        kind: { const: user }
        version: { type: integer, enum: [2] }
        name: { type: string }
    Both: { type: object, required: [kind], properties: { kind: { type: string, enum: [only] }, note: { type: string } } }
");
    let sent = run.ty("sent");
    assert_eq!(sent.signature("new"), tokens("pub fn new(name: impl Into<String>) -> Self"));
    sent.assert_has(&["kind = SentKind::User, version = SentVersion::Value2"]);
    let both = run.ty("both");
    assert_eq!(both.functions(), ["with_note"], "it has a `Default`");
    both.assert_has(&["kind = BothKind::Only"]);
}

#[test]
fn the_constructor_takes_what_a_union_is_made_of() {
    let schemas = "    Sent:
      type: object
      required: [id, tags, level]
      properties:
        id: { oneOf: [{ type: string }, { type: integer }] }
        tags: { $ref: '#/components/schemas/Tags' }
        level: { type: string, enum: [a, b] }
        note: { type: string }
    Tags: { type: array, items: { type: string } }
";
    let sent = run(schemas).ty("sent");
    let expected = "pub fn new(id: impl Into<SentId>, tags: Tags, level: SentLevel) -> Self";
    assert_eq!(sent.signature("new"), tokens(expected));
}

#[test]
fn a_type_without_members_of_its_own_has_no_constructor() {
    let schema = "    Both: { type: object, additionalProperties: { type: string } }\n";
    assert_eq!(run(schema).ty("both").functions(), NONE);
}
