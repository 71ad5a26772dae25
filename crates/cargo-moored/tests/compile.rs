//! `drift --compile`: what the compiler says about a caller's crate, and that nothing is written into it.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a failed setup fails the test")]

#[path = "shared/folder.rs"]
mod folder;

use std::path::Path;

use folder::Folder;
use serde_json::Value;

const OLD: &str = "\
openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
servers: [{ url: https://shop.example }]
paths:
  /orders/{id}:
    get:
      operationId: getOrder
      parameters:
        - { name: id, in: path, required: true, schema: { type: integer } }
        - { name: limit, in: query, schema: { type: integer } }
      responses:
        '200': { description: OK, content: { application/json: { schema: { $ref: '#/components/schemas/Order' } } } }
  /orders:
    post:
      operationId: addOrder
      requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Draft' } } } }
      responses: { '204': { description: Done } }
components:
  schemas:
    Order:
      type: object
      required: [id, title, note, state]
      properties:
        id: { type: integer }
        title: { type: string }
        note: { type: string }
        state: { type: string, enum: [open, paid] }
    Draft:
      type: object
      required: [title]
      properties: { title: { type: string }, amount: { type: integer } }
";

const NEW: &str = "\
openapi: 3.1.0
info: { title: Shop, version: 2.0.0 }
servers: [{ url: https://shop.example }]
paths:
  /orders/{id}:
    get:
      operationId: getOrder
      parameters:
        - { name: id, in: path, required: true, schema: { type: integer } }
        - { name: shop, in: query, required: true, schema: { type: integer } }
      responses:
        '200': { description: OK, content: { application/json: { schema: { $ref: '#/components/schemas/Order' } } } }
  /orders:
    post:
      operationId: addOrder
      requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Draft' } } } }
      responses: { '204': { description: Done } }
components:
  schemas:
    Order:
      type: object
      required: [id, state]
      properties:
        id: { type: integer }
        title: { type: string }
        note: { type: string }
        state: { type: string, enum: [open, closed] }
    Draft:
      type: object
      required: [title]
      properties: { title: { type: string }, amount: { type: integer }, added: { type: string } }
";

const CALLER: &str = "\
[package]
name = \"caller\"
version = \"0.1.0\"
edition = \"2024\"

[dependencies]
moored-shop = { path = \"../generated/shop\", default-features = false }
";

/// A workspace with the client of the old document, a crate that uses it, and the new document.
fn workspace(code: &str) -> Folder {
    let runtime = concat!(env!("CARGO_MANIFEST_DIR"), "/../runtime");
    let settings =
        format!("[workspace]\ngenerator = \"{}\"\nruntime = {{ path = \"{runtime}\" }}\n", env!("CARGO_PKG_VERSION"));
    let folder = Folder::new(&[
        ("moored.toml", &settings),
        ("Cargo.toml", "[workspace]\nresolver = \"3\"\nmembers = [\"caller\", \"generated/shop\"]\n"),
        ("caller/Cargo.toml", CALLER),
        ("caller/src/lib.rs", code),
        (".gitignore", "/target\n/data\n"),
        ("data/large.txt", "not copied"),
        ("specs/shop/openapi.yaml", OLD),
        ("new.yaml", NEW),
    ]);
    let (exit, _, error) = folder.moored("codegen");
    assert_eq!(exit, 0, "{error}");
    folder
}

/// The exit code, the report and standard error. What is compiled is kept between the tests.
fn compile(folder: &Folder) -> (i32, Value, String) {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap().display();
    let command = format!("drift shop --against new.yaml --compile caller --compile-target {target} --format json");
    let (exit, printed, error) = folder.moored(&command);
    let report: Value = serde_json::from_str(&printed).unwrap_or_default();
    (exit, report["reports"][0].clone(), error)
}

/// The findings of code, each with the lines of the caller that it breaks.
fn broken(report: &Value) -> Vec<(String, String)> {
    let findings = report["findings"].as_array().into_iter().flatten();
    let with_help = findings.filter_map(|finding| {
        let lines = finding["help"].as_str()?.split("src/lib.rs:").skip(1);
        let lines: Vec<&str> = lines.filter_map(|rest| rest.split(':').next()).collect();
        Some((finding["element"].as_str().unwrap_or_default().to_owned(), lines.join(" ")))
    });
    with_help.filter(|(_, lines)| !lines.is_empty()).collect()
}

#[test]
fn errors_of_the_compiler_belong_to_the_findings_that_explain_them() {
    let folder = workspace(
        "use moored_shop::{Client, types::{Draft, Order, OrderState}};\n\
         pub fn calls(client: &Client) -> moored_shop::operations::GetOrderCall {\n    client.get_order(1)\n}\n\
         pub fn limited(client: &Client) -> moored_shop::operations::GetOrderCall {\n    calls(client).limit(5)\n}\n\
         pub fn title(order: &Order) -> &str {\n    &order.title\n}\n\
         pub fn paid(order: &Order) -> bool {\n    order.state == OrderState::Paid\n}\n\
         pub fn draft() -> Draft {\n    Draft { title: String::new(), amount: None }\n}\n\
         pub fn works(order: &Order) -> (i64, Draft) {\n    (order.id, Draft::new(\"x\").with_amount(5))\n}\n",
    );
    assert!(folder.text("caller/src/lib.rs").lines().nth(8).unwrap().contains("title"), "the lines below");
    let before = folder.files();
    let (exit, report, error) = compile(&folder);
    assert_eq!(folder.files(), before, "the caller's workspace was changed");
    assert_eq!(exit, 1, "{error}");
    let broken = broken(&report);
    let at = |line: &str| -> Vec<&str> {
        broken
            .iter()
            .filter(|(_, lines)| lines.split(' ').any(|one| one == line))
            .map(|(name, _)| name.as_str())
            .collect()
    };
    for (line, part) in [("3", "shop"), ("6", "limit"), ("9", "title"), ("12", "paid"), ("15", "added")] {
        assert!(at(line).iter().any(|element| element.contains(part)), "line {line}: {:?} in {broken:?}", at(line));
    }
    let found: Vec<&Value> = report["findings"].as_array().unwrap().iter().collect();
    assert!(!found.iter().any(|finding| finding["rule"] == "compile-error"), "{broken:?}");
    // The field `note` is another type as well, and the crate does not use it.
    let of_code = found.iter().filter(|finding| finding["class"] == "source");
    assert!(of_code.clone().all(|finding| !finding["element"].as_str().unwrap().contains("note")), "{report:#}");
}

#[test]
fn a_crate_that_does_not_use_what_breaks_compiles() {
    let folder = workspace("pub fn id(order: &moored_shop::types::Order) -> i64 {\n    order.id\n}\n");
    let (_, report, error) = compile(&folder);
    assert!(report["findings"].is_array(), "{error}");
    assert_eq!(broken(&report), []);
    assert!(!report.to_string().contains("compile-error"), "{report:#}");
}

#[test]
fn a_crate_that_does_not_compile_with_the_old_client_cannot_be_compared() {
    let folder = workspace("pub fn id(order: &moored_shop::types::Order) -> i64 {\n    order.number\n}\n");
    let (exit, _, error) = compile(&folder);
    assert_eq!(exit, 3, "{error}");
    assert!(error.contains("caller/src/lib.rs:2:11: no field `number`"), "{error}");
    let (exit, _, error) = folder.moored("drift shop --against new.yaml --compile specs");
    assert_eq!(exit, 3, "{error}");
    assert!(error.contains("cannot copy specs: it has no Cargo.toml"), "{error}");
}
