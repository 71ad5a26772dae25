//! What a user sees of enums, and of strings whose length is bounded, which are plain strings.

use crate::shared::{Run, all, code, fields, things, variants};

const KIND: &str = "
      type: object
      required: [kind]
      properties: { kind: { type: string, enum: [cat-fish, Dog, '', '+1', unlisted] } }
";

const NAME: &str = "
      type: object
      required: [name]
      properties: { name: { type: string, minLength: 2, maxLength: 1000 } }
";

fn run(schema: &str, text: &str) -> Run {
    Run::document(&things(&format!("    {schema}:{text}")))
}

#[test]
fn an_enum_of_a_response_keeps_unknown_values() {
    let run = run("Returned", KIND);
    let ty = run.ty("returned_kind");
    let item = ty.enumeration("ReturnedKind");
    assert_eq!(
        variants(item),
        ["CatFish", "Dog", "Empty", "Plus1", "Unlisted", "UnlistedValue(String)"].map(|variant| {
            let variant: syn::Variant = syn::parse_str(variant).expect("a variant");
            format!("{}{}", variant.ident, code(&variant.fields))
        })
    );
    let text = r#"
moored_runtime::open_enum! {
    pub enum ReturnedKind {
        CatFish = "cat-fish",
        Dog = "Dog",
        Empty = "",
        Plus1 = "+1",
        Unlisted = "unlisted",
        _ = UnlistedValue,
    }
}
"#;
    assert!(run.file("src/types/returned_kind.rs").ends_with(text));
}

#[test]
fn values_that_differ_in_signs_have_names_that_state_them() {
    let unit = "
      type: object
      required: [unit]
      properties: { unit: { type: string, enum: [m, m², m³, '-1', '1', '1.2', '12', '<=', '='] } }
";
    let ty = run("Sent", unit).ty("sent_unit");
    let names = ["M", "M2", "M3", "Minus1", "X1", "X1_2", "X12", "LessOrEqual", "Equal"];
    assert_eq!(variants(ty.enumeration("SentUnit")), names);
}

#[test]
fn an_enum_of_a_request_has_no_other_values() {
    let ty = run("Sent", KIND).ty("sent_kind");
    assert_eq!(variants(ty.enumeration("SentKind")), ["CatFish", "Dog", "Empty", "Plus1", "Unlisted"]);
    let item = r#"moored_runtime::closed_enum! {
        pub enum SentKind { CatFish = "cat-fish", Dog = "Dog", Empty = "", Plus1 = "+1", Unlisted = "unlisted", }
    }"#;
    assert!(ty.has_item(item), "{:#?}", ty.items());
}

#[test]
fn a_bounded_string_is_a_string_everywhere() {
    for name in ["Sent", "Returned"] {
        let ty = run(name, NAME).ty(&name.to_lowercase());
        assert_eq!(fields(ty.structure(name)), all(["name: String"]));
    }
}

#[test]
fn a_bounded_password_is_a_secret() {
    let schema = "
      type: object
      required: [pass]
      properties: { pass: { type: string, format: password, minLength: 12 } }
";
    let ty = run("Sent", schema).ty("sent");
    assert_eq!(fields(ty.structure("Sent")), all(["pass: moored_runtime::Secret"]));
}

#[test]
fn an_enum_of_integers_has_the_names_of_the_document_or_of_its_values() {
    let kind = "
      type: object
      required: [kind, level]
      properties:
        kind: { type: integer, enum: [0, 1, -1], x-enum-varnames: [Legacy, Modern] }
        level: { type: integer, enum: ['10', 20], x-ms-enum: { values: [{ value: 20, name: High, description: Loud }] } }
";
    let returned = run("Returned", kind);
    let item = r#"moored_runtime::open_integer_enum! {
        pub enum ReturnedKind: i64 { Legacy = 0, Modern = 1, ValueMinus1 = -1, _ = Unlisted, }
    }"#;
    assert!(returned.ty("returned_kind").has_item(item), "{:#?}", returned.ty("returned_kind").items());
    let level = returned.ty("returned_level");
    assert_eq!(variants(level.enumeration("ReturnedLevel")), ["Value10", "High", "Unlisted(i64)"]);
    assert!(returned.file("src/types/returned_level.rs").contains("/// Loud\n        High = 20,"));
    let sent = run("Sent", kind).ty("sent_kind");
    assert_eq!(variants(sent.enumeration("SentKind")), ["Legacy", "Modern", "ValueMinus1"]);
}

#[test]
fn numbers_of_a_schema_of_strings_are_texts_as_they_are_written() {
    let version = "
      type: object
      properties: { version: { type: string, enum: [1, 1.1, 1.10] } }
";
    let ty = run("Sent", version).ty("sent_version");
    assert_eq!(ty.values("SentVersion"), [r#"X1 = "1""#, r#"X1_1 = "1.1""#, r#"X1_10 = "1.10""#]);
}
