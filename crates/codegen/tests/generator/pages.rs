//! Lists in pages: the line of `call!`, the names of the methods, and what the documentation and `client.json` state.

use serde_json::{Value, json};

use crate::{check::check, shared::Run};

/// A list of pets with `parameters`, whose page is `schema`; `more` is another response.
fn document(parameters: &str, schema: &str, more: &str) -> String {
    format!(
        "openapi: 3.1.0
info: {{ title: Pets, version: '1' }}
servers: [{{ url: 'https://pets.example' }}]
paths:
  /pets:
    get:
      operationId: listPets
      parameters: [{parameters}]
      responses:
        '200': {{ description: Pets, content: {{ application/json: {{ schema: {schema} }} }} }}
{more}
components:
  schemas: {{ Pet: {{ type: object, properties: {{ id: {{ type: string }} }} }} }}
"
    )
}

const CURSOR: &str = "{ name: cursor, in: query, schema: { type: string } }";
const PETS: &str = "{ type: array, items: { $ref: '#/components/schemas/Pet' } }";

/// The page with the list at `pets`, which has these further keywords.
fn page(keywords: &str) -> String {
    format!("{{ type: object, {keywords} properties: {{ pets: {PETS}, next_cursor: {{ type: string }} }} }}")
}

fn generated(document: &str) -> Run {
    let run = Run::document(document);
    assert_eq!(run.findings(), ["inferred-pages openapi.yaml:6:5 /paths/~1pets/get"], "{}", run.rendered());
    assert_eq!(check(run.files()), [""; 0]);
    run
}

/// The lines of the call that are about pages.
fn lines(run: &Run) -> String {
    let text = run.file("src/operations/list_pets.rs");
    let (_, rest) = text.split_once("\n    pages: ").unwrap_or_else(|| panic!("{text}"));
    format!("pages: {}", rest.split("\n}\n").next().unwrap_or_default())
}

#[test]
fn a_call_states_its_methods_its_items_and_how_the_next_page_is_found() {
    let run = generated(&document(CURSOR, &page(""), ""));
    assert_eq!(
        lines(&run),
        "pages: pages, pages_with, page_items, page_items_with -> types::Pet,
        |body| body.pets.unwrap_or_default(),
        Pagination::cursor(
            PageTarget::Query(\"cursor\"),
            PageSource::Body(\"/next_cursor\"),
        );"
    );
    let text = run.file("src/operations/list_pets.rs");
    assert!(text.contains("use moored_runtime::{Operation, PageSource, PageTarget, Pagination};\n"), "{text}");
}

/// The expression for the items of a page with this schema.
fn items(schema: &str) -> String {
    let lines = lines(&generated(&document(CURSOR, schema, "")));
    let (_, rest) = lines.split_once("|body| ").unwrap_or_else(|| panic!("{lines}"));
    rest.split(",\n").next().unwrap_or_default().to_owned()
}

#[test]
fn the_items_are_those_of_a_list_that_may_be_absent_or_null() {
    let cursor = "next_cursor: { type: string }";
    let nullable = "{ type: [array, 'null'], items: { $ref: '#/components/schemas/Pet' } }";
    assert_eq!(items(&page("required: [pets],")), "body.pets");
    assert_eq!(
        items(&format!("{{ type: object, properties: {{ pets: {nullable}, {cursor} }} }}")),
        "body.pets.into_option().unwrap_or_default()"
    );
    assert_eq!(
        items(&format!("{{ type: object, required: [pets], properties: {{ pets: {nullable}, {cursor} }} }}")),
        "body.pets.unwrap_or_default()"
    );
    let inner = |data: &str, outer: &str| {
        format!(
            "{{ type: object, {outer} properties: {{ data: {{ type: object, {data} properties: {{ pets: {PETS}, {cursor} }} }} }} }}"
        )
    };
    assert_eq!(items(&inner("", "required: [data],")), "body.data.pets.unwrap_or_default()");
    assert_eq!(items(&inner("required: [pets],", "")), "body.data.map(|value| value.pets).unwrap_or_default()");
    assert_eq!(items(&inner("", "")), "body.data.and_then(|value| value.pets).unwrap_or_default()");
}

#[test]
fn the_items_of_one_of_several_successes_are_those_of_its_variant() {
    let run = generated(&document(CURSOR, &page(""), "        '204': { description: None }"));
    let found = lines(&run);
    assert!(
        found.contains(
            "        |body| match body {
            ListPetsSuccess::Ok(body) => body.pets.unwrap_or_default(),
            _ => Vec::new(),
        },\n"
        ),
        "{found}"
    );
}

#[test]
fn arguments_take_precedence_over_the_methods() {
    let parameters =
        ["pages", "page_items"].map(|name| format!("{{ name: {name}, in: query, schema: {{ type: string }} }}"));
    let run = generated(&document(&format!("{CURSOR}, {}", parameters.join(", ")), &page(""), ""));
    let first = "pages: all_pages, all_pages_with, items_of_pages, items_of_pages_with -> types::Pet,\n";
    assert!(lines(&run).starts_with(first), "{}", lines(&run));
    let client: Value = serde_json::from_str(run.file("client.json")).expect("JSON");
    let pages = &client["operations"][0]["pages"];
    assert_eq!((&pages["method"], &pages["items_method"]), (&json!("all_pages"), &json!("items_of_pages")));
}

#[test]
fn client_json_has_how_the_pages_are_found() {
    let run = generated(&document(CURSOR, &page(""), ""));
    let client: Value = serde_json::from_str(run.file("client.json")).expect("JSON");
    assert_eq!(
        client["operations"][0]["pages"],
        json!({
            "method": "pages", "items_method": "page_items", "stated": "inferred", "style": "cursor",
            "target": { "query": "cursor" }, "next": { "body": "/next_cursor" },
            "items": { "status": "200", "pointer": "/pets", "type": { "named": "Pet" } },
        })
    );
}

#[test]
fn the_documentation_names_the_methods() {
    let run = generated(&document(CURSOR, &page(""), ""));
    let text = run.file("src/operations/list_pets.rs");
    let links = "/// The list has pages: [`pages`](ListPetsCall::pages) walks them,\n    /// and [`page_items`](ListPetsCall::page_items) their items.";
    assert!(text.contains(links), "{text}");
    let readme = run.file("README.md");
    assert!(
        readme.contains("## Pages\n\nOne operation returns a list in pages. `client.list_pets().page_items()`"),
        "{readme}"
    );
    let without = Run::document(&document("", PETS, ""));
    assert!(!without.file("README.md").contains("## Pages") && without.findings().is_empty());
}
