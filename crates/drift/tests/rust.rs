//! What differs in Rust belongs to the changes of the document that explain it.

#![expect(clippy::panic, reason = "a document that cannot be read fails the test")]

use std::collections::BTreeMap;

use moored_codegen::{Inputs, Model, Packaging, Runtime};
use moored_document::finding::Color;
use moored_drift::{Bump, Change, Class, CompilerError, Drift, Side};

/// A document with these schemas, of which `Pet` is the body of a response and of a request.
fn document(schemas: &str) -> String {
    format!(
        "openapi: 3.1.0
info: {{ title: Pets, version: '1' }}
servers: [{{ url: https://pets.example }}]
paths:
  /pets:
    get:
      operationId: getPet
      responses:
        '200': {{ description: OK, content: {{ application/json: {{ schema: {{ $ref: '#/components/schemas/Pet' }} }} }} }}
    put:
      operationId: putPet
      requestBody: {{ content: {{ application/json: {{ schema: {{ $ref: '#/components/schemas/Pet' }} }} }} }}
      responses: {{ '204': {{ description: Done }} }}
components:
  schemas:
{schemas}"
    )
}

fn model(document: &str, names: Option<String>) -> Model {
    let mut specs = BTreeMap::from([("openapi.yaml".to_owned(), document.to_owned())]);
    specs.extend(names.map(|names| ("names.lock".to_owned(), names)));
    let inputs = Inputs {
        provider: "pets".to_owned(),
        display: "specs/pets".to_owned(),
        specs,
        packaging: Packaging::of_provider("generated/pets", Runtime::Version("0.1.0".to_owned())),
    };
    moored_codegen::model(&inputs).unwrap_or_else(|findings| panic!("{}", findings.render(Color::Never)))
}

fn compare(old: &str, new: &str) -> Drift {
    let old = model(old, None);
    let new = model(new, Some(old.names.render()));
    moored_drift::compare(&side(&old), &side(&new))
}

fn side(model: &Model) -> Side<'_> {
    Side { document: &model.document, published: &model.published, api: &model.api, names: &model.names }
}

fn with_item<'a>(drift: &'a Drift, item: &str) -> Vec<&'a Change> {
    drift.changes.iter().filter(|change| change.items.iter().any(|one| one == item)).collect()
}

const PET: &str = "    Pet: { type: object, required: [name], properties: { name: { type: string } } }\n";
const NUMBERED: &str = "    Pet: { type: object, required: [name], properties: { name: { type: integer } } }\n";

#[test]
fn a_field_its_constructor_and_its_setter_are_one_finding() {
    let drift = compare(&document(PET), &document(NUMBERED));
    let changes = with_item(&drift, "types::Pet::name");
    let [change] = changes.iter().filter(|change| change.signature.is_some()).collect::<Vec<_>>()[..] else {
        panic!("{changes:#?}")
    };
    assert!(change.class <= Class::Source);
    let expected = ("pub name: String".to_owned(), "pub name: i64".to_owned());
    assert_eq!(change.signature.as_ref(), Some(&expected));
    assert!(change.items.contains(&"types::Pet::new".to_owned()), "{:?}", change.items);
    assert_eq!(drift.bump(), Bump::Major);
}

#[test]
fn a_type_that_is_gone_is_one_finding_with_all_that_is_in_it() {
    let owner = "    Owner: { type: object, required: [name], properties: { name: { type: string }, age: { type: integer } } }\n";
    let drift = compare(&document(&format!("{PET}{owner}")), &document(PET));
    let of_owner: Vec<&Change> = drift
        .changes
        .iter()
        .filter(|change| change.items.iter().any(|item| item.starts_with("types::Owner")))
        .collect();
    let [change] = of_owner[..] else { panic!("{of_owner:#?}") };
    for item in
        ["types::Owner", "types::Owner::name", "types::Owner::age", "types::Owner::new", "types::Owner::with_age"]
    {
        assert!(change.items.contains(&item.to_owned()), "{item} in {:?}", change.items);
    }
    assert_eq!(change.class, Class::Source);
}

/// The lines of docs/changes.md without a pair: two schemas of `Pet`, and whether code breaks.
#[test]
fn code_breaks_by_the_lines_of_the_page_about_changes() {
    let object = |required: &[&str], more: &str| {
        let properties: Vec<String> = required.iter().map(|name| format!("{name}: {{ type: string }}")).collect();
        let required = required.join(", ");
        format!("{{ type: object, required: [{required}], properties: {{ {} {more} }} }}", properties.join(", "))
    };
    let get = |schema: &str| {
        document(&format!("    Pet: {schema}\n")).split("    put:").next().unwrap().to_owned()
            + &format!("components:\n  schemas:\n    Pet: {schema}\n")
    };
    let both = |schema: &str| document(&format!("    Pet: {schema}\n"));
    let seven = ["a", "b", "c", "d", "e", "f", "g"];
    let mut eight = seven.to_vec();
    eight.push("h");
    let second_body = both(&object(&["a"], "")).replace(
        "requestBody: { content: {",
        "requestBody: { content: { application/x-www-form-urlencoded: { schema: { type: object, properties: { x: { type: string } } } },",
    );
    let (one, two) = ("{ type: string, enum: [one] }", "{ type: string, enum: [one, two] }");
    let kind = |values: &str| both(&object(&["a"], &format!(", kind: {values}")).replace("[a]", "[a, kind]"));
    let first_error = get(&object(&["a"], ""));
    let with_error = first_error.replace("'200':", "'404': { description: No }\n        '200':");
    let with_success = first_error.replace("'200':", "'204': { description: No }\n        '200':");
    let named = |name: &str| {
        let path = document("    Pet: { type: object }\n").replace("/pets:\n", &format!("/pets/{{{name}}}:\n"));
        let parameters = name.split("}/{").map(|name| {
            format!("        - {{ name: {name}, in: path, required: true, schema: {{ type: string }} }}\n")
        });
        let parameters = format!("      parameters:\n{}", parameters.collect::<String>());
        path.replace("operationId: getPet\n", &format!("operationId: getPet\n{parameters}"))
            .replace("operationId: putPet\n", &format!("operationId: putPet\n{parameters}"))
    };
    let cases = [
        ("a second media type of a body", both(&object(&["a"], "")), second_body, false),
        ("a required property", get(&object(&["a"], "")), get(&object(&["a", "b"], "")), true),
        (
            "an optional property of a response",
            get(&object(&["a"], "")),
            get(&object(&["a"], ", b: { type: string }")),
            false,
        ),
        ("an eighth property", get(&object(&seven, "")), get(&object(&eight, "")), true),
        ("the first error response", first_error.clone(), with_error.clone(), true),
        (
            "the second error response",
            with_error.clone(),
            with_error.replace("'404'", "'409': { description: No }\n        '404'"),
            false,
        ),
        ("a second success", first_error, with_success, true),
        ("a second value", kind(one), kind(two), true),
        ("a third value", kind(two), kind("{ type: string, enum: [one, two, three] }"), false),
        ("an argument with another name", named("id"), named("number"), false),
        ("arguments in another order", named("one}/{two"), named("two}/{one"), true),
        ("no request has it any more", both(&object(&["a"], "")), get(&object(&["a"], "")), true),
        ("a request has it as well", get(&object(&["a"], "")), both(&object(&["a"], "")), false),
    ];
    for (name, old, new, breaks) in cases {
        let drift = compare(&old, &new);
        let of_code: Vec<&Change> =
            drift.changes.iter().filter(|change| change.signature.is_some() || change.class == Class::Source).collect();
        assert_eq!(!of_code.is_empty(), breaks, "{name}: {of_code:#?}");
    }
}

/// An error of the compiler at `line`.
fn error(line: &str, code: &str, message: &str, labels: &[&str], code_line: &str) -> CompilerError {
    CompilerError {
        code: Some(code.to_owned()),
        message: message.to_owned(),
        location: format!("src/main.rs:{line}:5"),
        labels: labels.iter().map(|label| (*label).to_owned()).collect(),
        lines: vec![code_line.to_owned()],
    }
}

#[test]
fn findings_of_code_stay_only_with_an_error_that_they_explain() {
    let both = |name: &str| {
        let members = format!("name: {{ type: {name} }}, age: {{ type: {name} }}");
        document(&format!("    Pet: {{ type: object, required: [name, age], properties: {{ {members} }} }}\n"))
    };
    let mut drift = compare(&both("string"), &both("integer"));
    let before = drift.changes.len();
    let mismatch =
        error("7", "E0308", "mismatched types", &["expected `&str`, found `&i64`"], "let name: &str = &pet.name;");
    let other = error("9", "E0425", "cannot find value `x` in this scope", &["not found in this scope"], "x + 1");
    drift.keep_compiled(vec![mismatch, other]);
    let helps: Vec<&str> =
        with_item(&drift, "types::Pet::name").iter().filter_map(|change| change.help.as_deref()).collect();
    assert_eq!(helps, ["change the code at src/main.rs:7:5 (E0308)"]);
    let unexplained: Vec<&str> = drift
        .changes
        .iter()
        .filter(|change| change.rule.id == "compile-error")
        .map(|change| change.message.as_str())
        .collect();
    assert_eq!(unexplained, ["src/main.rs:9:5: cannot find value `x` in this scope (E0425)"]);
    assert!(drift.changes.len() <= before + 1);
    let age = with_item(&drift, "types::Pet::age");
    assert!(age.iter().all(|change| change.class == Class::Wire), "{age:#?}");
}
