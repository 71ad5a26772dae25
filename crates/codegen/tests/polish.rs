//! From a small document to the text of a type: what each field is, in which order, how it is described, what the type can do.

#![expect(clippy::expect_used, clippy::panic, reason = "this is test code throughout, and a surprise is a failed test")]

#[path = "shared/inputs.rs"]
mod inputs;

use inputs::inputs;
use moored_codegen::{RelPath, generate};
use moored_document::finding::Color;
use quote::ToTokens as _;
use syn::{Item, ItemEnum, ItemStruct};

/// `Answered` is what `GET /thing` answers, `Sent` what `PUT /thing` sends, `Both` goes both ways.
fn with(schemas: &str) -> impl Fn(&str) -> String {
    let document = format!(
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
    let mut document = document;
    for name in ["Answered", "Sent", "Both"] {
        if !document.contains(&format!("\n    {name}:")) {
            document.push_str(&format!("    {name}: {{ type: string }}\n"));
        }
    }
    let outcome = generate(&inputs(&[("openapi.yaml", &document)]));
    let found = outcome.findings.render(Color::Never);
    let files = outcome.files.unwrap_or_else(|| panic!("{found}"));
    move |name: &str| {
        let path = RelPath::new(format!("src/types/{name}.rs")).expect("a path");
        files.get(&path).unwrap_or_else(|| panic!("{path} is not among {:?}", files.keys())).clone()
    }
}

fn structure(text: &str) -> ItemStruct {
    let file = syn::parse_file(text).expect("Rust");
    let found = file.items.into_iter().find_map(|item| if let Item::Struct(item) = item { Some(item) } else { None });
    found.unwrap_or_else(|| panic!("no struct in\n{text}"))
}

fn enumeration(text: &str) -> ItemEnum {
    let file = syn::parse_file(text).expect("Rust");
    let found = file.items.into_iter().find_map(|item| if let Item::Enum(item) = item { Some(item) } else { None });
    found.unwrap_or_else(|| panic!("no enum in\n{text}"))
}

/// `name: type` of each field, in order.
fn fields(text: &str) -> Vec<String> {
    let field = |field: &syn::Field| {
        let name = field.ident.as_ref().map(ToString::to_string).unwrap_or_default();
        format!("{name}: {}", field.ty.to_token_stream().to_string().replace(' ', ""))
    };
    structure(text).fields.iter().map(field).collect()
}

/// The names in `#[derive(…)]`, sorted.
fn derives(attributes: &[syn::Attribute]) -> Vec<String> {
    let lists = attributes.iter().filter(|attribute| attribute.path().is_ident("derive"));
    let text: String = lists.map(|attribute| attribute.to_token_stream().to_string()).collect();
    let inner = text.split_once('(').and_then(|(_, rest)| rest.rsplit_once(')')).map_or("", |(inner, _)| inner);
    let mut names: Vec<String> =
        inner.split(',').map(|path| path.rsplit("::").next().unwrap_or_default().trim().to_owned()).collect();
    names.retain(|name| !name.is_empty());
    names.sort();
    names
}

/// The lines of a doc comment.
fn docs(attributes: &[syn::Attribute]) -> Vec<String> {
    let mut lines = Vec::new();
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("doc")) {
        if let syn::Meta::NameValue(syn::MetaNameValue {
            value: syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(text), .. }),
            ..
        }) = &attribute.meta
        {
            lines.push(text.value().trim().to_owned());
        }
    }
    lines
}

const OPTIONAL: &str = "
      type: object
      required: [always, perhaps_null]
      properties:
        always: { type: string }
        perhaps_null: { type: [string, 'null'] }
        missing: { type: string }
        missing_or_null: { type: [string, 'null'] }
        list: { type: array, items: { type: string } }
        owner: { oneOf: [{ $ref: '#/components/schemas/Owner' }, { type: 'null' }] }
    Owner: { type: object, properties: { id: { type: integer } } }
";

#[test]
fn an_answer_tells_absent_from_null_whatever_the_document_says() {
    let text = with(&format!("    Answered:{OPTIONAL}"))("answered");
    assert_eq!(
        fields(&text),
        [
            "always: String",
            "perhaps_null: Option<String>",
            "missing: Field<String>",
            "missing_or_null: Field<String>",
            "list: Field<Vec<String>>",
            "owner: Field<Owner>",
        ]
    );
    assert!(
        text.contains("#[serde(default, skip_serializing_if = \"Field::is_absent\")]\n    pub missing: "),
        "{text}"
    );
}

#[test]
fn a_request_cannot_say_null_where_the_document_does_not_allow_it() {
    let text = with(&format!("    Sent:{OPTIONAL}"))("sent");
    assert_eq!(
        fields(&text),
        [
            "always: String",
            "perhaps_null: Option<String>",
            "missing: Option<String>",
            "missing_or_null: Field<String>",
            "list: Option<Vec<String>>",
            "owner: Field<Owner>",
        ]
    );
    assert!(text.contains("#[serde(default, skip_serializing_if = \"Option::is_none\")]\n    pub missing: "), "{text}");
    assert!(
        text.contains("#[serde(default, skip_serializing_if = \"Field::is_absent\")]\n    pub missing_or_null: "),
        "{text}"
    );
}

#[test]
fn what_holds_itself_and_may_be_null_tells_absent_from_null() {
    let text = with(
        "    Answered:
      type: [object, 'null']
      properties: { parent: { $ref: '#/components/schemas/Answered' } }
    Sent:
      type: object
      properties:
        next: { anyOf: [{ $ref: '#/components/schemas/Sent' }, { type: 'null' }] }
",
    );
    assert_eq!(fields(&text("answered")), ["parent: Field<Box<Answered>>"]);
    assert_eq!(fields(&text("sent")), ["next: Field<Box<Sent>>"]);
}

#[test]
fn what_goes_both_ways_is_read_as_an_answer() {
    let text = with(&format!("    Both:{OPTIONAL}"))("both");
    assert!(fields(&text).contains(&"missing: Field<String>".to_owned()), "{text}");
}

#[test]
fn fields_stand_in_the_order_of_the_document_with_their_names_on_the_wire() {
    let schema = "    Answered: { type: object, properties: { zoo: { type: string }, fullName: { type: string }, type: { type: string }, a: { type: string } } }\n";
    let text = with(schema)("answered");
    assert_eq!(
        fields(&text),
        ["zoo: Field<String>", "full_name: Field<String>", "type_: Field<String>", "a: Field<String>"]
    );
    for rename in ["rename = \"fullName\"", "rename = \"type\""] {
        assert_eq!(text.matches(rename).count(), 1, "{text}");
    }
    assert!(!text.contains("rename = \"zoo\""), "{text}");
}

#[test]
fn a_merge_has_the_members_of_its_parts_in_order() {
    let schemas = "
    Answered:
      allOf: [{ $ref: '#/components/schemas/Base' }, { type: object, required: [b], properties: { b: { type: integer } } }]
      properties: { a: { type: boolean } }
    Base: { type: object, required: [z], properties: { z: { type: string } } }
";
    assert_eq!(fields(&with(schemas)("answered")), ["z: String", "b: i64", "a: Field<bool>"]);
}

#[test]
fn types_and_fields_are_described_in_the_words_of_the_document() {
    let schemas = "
    Answered:
      type: object
      description: \"A thing.\\n\\n```\\nlet x = panic!();\\n```\"
      properties:
        own: { $ref: '#/components/schemas/Owner', description: Its owner }
        theirs: { $ref: '#/components/schemas/Owner' }
        none: { type: string }
        old: { type: string, deprecated: true, default: a, description: Long ago }
    Owner: { type: object, description: Whoever pays, properties: { id: { type: integer } } }
";
    let structure = structure(&with(schemas)("answered"));
    assert_eq!(docs(&structure.attrs), ["A thing.", "", "```text", "let x = panic!();", "```"]);
    let described: Vec<Vec<String>> = structure.fields.iter().map(|field| docs(&field.attrs)).collect();
    assert_eq!(
        described,
        [
            vec!["Its owner"],
            vec!["Whoever pays"],
            vec!["`none`"],
            vec!["Long ago", "", "Default: `\"a\"`.", "Deprecated."]
        ]
    );
}

#[test]
fn every_type_can_be_compared_and_sent() {
    let schemas = "
    Answered: { type: object, required: [a], properties: { a: { type: string } } }
    Sent: { oneOf: [{ type: object, required: [b], properties: { b: { type: string } } }, { type: string }] }
    Both: { type: array, items: { type: string } }
";
    let text = with(schemas);
    let all = ["Clone", "Debug", "Deserialize", "PartialEq", "Serialize"];
    assert_eq!(derives(&structure(&text("answered")).attrs), all);
    // A union is read and written by hand.
    assert_eq!(derives(&enumeration(&text("sent")).attrs), ["Clone", "Debug", "PartialEq"]);
    for by_hand in ["impl serde::Serialize for Sent", "impl<'de> serde::Deserialize<'de> for Sent"] {
        assert!(text("sent").contains(by_hand), "{by_hand}");
    }
    assert_eq!(derives(&structure(&text("both")).attrs), all);
}

#[test]
fn formats_are_types_of_the_runtime() {
    let schemas = "
    Answered:
      type: object
      required: [at, on, id, cost, price, weight, secret, count, flag]
      properties:
        at: { type: string, format: date-time }
        on: { type: string, format: date }
        id: { type: string, format: uuid }
        cost: { type: string, format: decimal }
        price: { type: number, format: decimal }
        weight: { type: number }
        secret: { type: string, format: password }
        count: { type: integer, format: int32 }
        flag: { type: boolean }
";
    assert_eq!(
        fields(&with(schemas)("answered")),
        [
            "at: moored_runtime::DateTime",
            "on: moored_runtime::Date",
            "id: moored_runtime::Uuid",
            "cost: moored_runtime::Decimal",
            "price: moored_runtime::Decimal",
            "weight: serde_json::Number",
            "secret: moored_runtime::Secret",
            "count: i64",
            "flag: bool",
        ]
    );
}

#[test]
fn a_request_with_required_members_has_a_constructor() {
    let schemas = "
    Sent:
      type: object
      required: [name, age]
      properties: { note: { type: string }, name: { type: string }, age: { type: integer } }
    Answered: { type: object, required: [name], properties: { name: { type: string }, note: { type: string } } }
    Both: { type: object, properties: { note: { type: string } } }
";
    let text = with(schemas);
    let sent = text("sent");
    assert!(sent.contains("pub fn new(name: impl Into<String>, age: i64) -> Self {"), "{sent}");
    let body = sent.split_once("-> Self {").map_or("", |(_, body)| body);
    for set in ["note: Default::default()", "name: name.into()", " age "] {
        assert!(
            body.replace(['\n', ','], " ").split_whitespace().collect::<Vec<_>>().join(" ").contains(set.trim()),
            "{set}: {body}"
        );
    }
    assert!(!text("answered").contains("fn new"), "an answer is not made by hand");
    assert!(!text("both").contains("fn new"), "everything is optional: there is a `Default`");
    assert!(derives(&structure(&text("both")).attrs).contains(&"Default".to_owned()));
}

#[test]
fn a_constructor_of_eight_arguments_is_no_help() {
    let names: Vec<String> = (1..=8).map(|number| format!("a{number}")).collect();
    let properties: Vec<String> = names.iter().map(|name| format!("{name}: {{ type: string }}")).collect();
    let schema = |required: usize| {
        let required: Vec<&str> = names.iter().take(required).map(String::as_str).collect();
        format!(
            "    Sent: {{ type: object, required: [{}], properties: {{ {}, last: {{}} }} }}\n",
            required.join(", "),
            properties.join(", ")
        )
    };
    assert!(with(&schema(7))("sent").contains("pub fn new("));
    assert!(!with(&schema(8))("sent").contains("pub fn new("));
}

const KINDS: &str = "{ type: object, required: [kind], properties: { kind: { type: string, enum: [cat-fish, Dog, '', '+1', unlisted] } } }\n";

#[test]
fn an_enum_of_an_answer_keeps_what_it_does_not_know() {
    let text = with(&format!("    Answered: {KINDS}"))("answered_kind");
    let variants: Vec<String> =
        enumeration(&text).variants.iter().map(|variant| variant.to_token_stream().to_string()).collect();
    let names: Vec<String> = enumeration(&text).variants.iter().map(|variant| variant.ident.to_string()).collect();
    assert_eq!(names, ["CatFish", "Dog", "Empty", "Plus1", "Unlisted", "UnlistedValue"]);
    assert!(variants.last().is_some_and(|last| last.ends_with("UnlistedValue (String)")), "{variants:?}");
    let table = "moored_runtime::open_enum! {
    AnsweredKind;
    \"cat-fish\" => CatFish,
    \"Dog\" => Dog,
    \"\" => Empty,
    \"+1\" => Plus1,
    \"unlisted\" => Unlisted,
    _ => UnlistedValue,
}
";
    assert!(text.ends_with(table), "{text}");
    assert_eq!(derives(&enumeration(&text).attrs), ["Clone", "Debug", "Eq", "Hash", "Ord", "PartialEq", "PartialOrd"]);
}

#[test]
fn an_enum_of_a_request_cannot_say_anything_else() {
    let text = with(&format!("    Sent: {KINDS}"))("sent_kind");
    let names: Vec<String> = enumeration(&text).variants.iter().map(|variant| variant.ident.to_string()).collect();
    assert_eq!(names, ["CatFish", "Dog", "Empty", "Plus1", "Unlisted"]);
    let table = "moored_runtime::closed_enum! {
    SentKind;
    \"cat-fish\" => CatFish,
    \"Dog\" => Dog,
    \"\" => Empty,
    \"+1\" => Plus1,
    \"unlisted\" => Unlisted,
}
";
    assert!(text.ends_with(table), "{text}");
}

#[test]
fn a_bounded_string_is_checked_before_it_is_sent_and_never_when_it_comes() {
    let schema =
        "{ type: object, required: [name], properties: { name: { type: string, minLength: 2, maxLength: 1000 } } }\n";
    let text = with(&format!("    Sent: {schema}"))("sent_name");
    assert_eq!(structure(&text).fields.to_token_stream().to_string(), "(String)");
    let rules = "bounded_string!(SentName, at least 2 characters, at most 1000 characters);\n";
    assert!(text.contains(rules), "{text}");
    assert_eq!(fields(&with(&format!("    Answered: {schema}"))("answered")), ["name: String"]);
}

#[test]
fn a_bounded_password_never_shows() {
    let schema = "    Sent: { type: object, required: [word], properties: { word: { type: string, format: password, minLength: 12 } } }\n";
    let text = with(schema)("sent_word");
    assert_eq!(structure(&text).fields.to_token_stream().to_string(), "(moored_runtime :: Secret)");
    assert!(text.contains("bounded_secret!(SentWord, at least 12 characters);\n"), "{text}");
    assert!(!text.contains("Display") && !text.contains("as_str"), "{text}");
}
