//! `drift --used-by`: only findings about what a crate uses.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a failed setup fails the test")]

#[path = "shared/folder.rs"]
#[expect(dead_code, reason = "only other tests use all of it")]
mod folder;

use folder::Folder;
use serde_json::Value;

/// Two operations, each with a schema of its own. `pet` and `owner` are their properties, `owners` the path of the
/// second one.
fn document(pet: &str, owner: &str, owners: &str) -> String {
    let operation = |path: &str, id: &str, schema: &str| {
        format!(
            "  {path}:\n    get:\n      operationId: {id}\n      responses:\n        '200':\n          description: One\n          \
             content: {{ application/json: {{ schema: {{ $ref: '#/components/schemas/{schema}' }} }} }}\n"
        )
    };
    format!(
        "openapi: 3.1.0\ninfo: {{ title: Shop, version: 1.0.0 }}\nservers: [{{ url: https://shop.example }}]\npaths:\n{}{}\
         components:\n  schemas:\n    Pet: {{ type: object, properties: {{ {pet} }} }}\n    \
         Owner: {{ type: object, properties: {{ {owner} }} }}\n",
        operation("/pet", "getPet", "Pet"),
        operation(owners, "getOwner", "Owner"),
    )
}

/// The rules and elements of the findings, and the notes.
fn findings(code: &str, options: &str) -> (Vec<(String, String)>, Vec<String>) {
    let old = document("name: { type: string }, age: { type: integer }", "email: { type: string }", "/owner");
    let new = document("name: { type: string }, age: { type: string }", "mail: { type: integer }", "/owners/one");
    let folder = Folder::new(&[
        ("old.yaml", &old),
        ("new.yaml", &new),
        ("app/Cargo.toml", "[package]\nname = \"app\"\n"),
        ("app/src/main.rs", code),
        // Code of a generated client and of dependencies does not count.
        ("app/shop/Cargo.toml", "[package]\nname = \"shop\"\n"),
        ("app/shop/client.json", "{}"),
        ("app/shop/src/lib.rs", "fn all(c: Client) { c.get_pet(); c.get_owner().email; }"),
        ("app/target/other.rs", "fn all(c: Client) { c.get_pet(); c.get_owner().email; }"),
    ]);
    let arguments = format!("drift --from old.yaml --against new.yaml --format json {options}");
    let (_, printed, errors) = folder.moored(&arguments);
    let parsed: Value = serde_json::from_str(&printed).unwrap_or_default();
    let report = &parsed["reports"][0];
    let text = |value: &Value, key: &str| value[key].as_str().unwrap_or_default().to_owned();
    let found = report["findings"].as_array().into_iter().flatten();
    let notes = report["notes"].as_array().into_iter().flatten().filter_map(|note| note.as_str().map(str::to_owned));
    assert!(!printed.is_empty(), "{errors}");
    (found.map(|found| (text(found, "rule"), text(found, "element"))).collect(), notes.collect())
}

fn elements(found: &[(String, String)]) -> Vec<&str> {
    found.iter().map(|(_, element)| element.as_str()).collect()
}

#[test]
fn only_what_a_called_operation_has_is_reported() {
    let (all, notes) = findings("", "");
    assert!(elements(&all).contains(&"Pet.age") && elements(&all).contains(&"GET /owner"), "{all:?}");
    assert!(notes.is_empty(), "{notes:?}");

    let code = "#[tokio::main]\nasync fn main() { let pet = shop::Client::new().get_pet().await; }";
    let (used, notes) = findings(code, "--used-by app");
    assert!(elements(&used).contains(&"Pet.age"), "{used:?}");
    assert!(!elements(&used).iter().any(|element| element.contains("wner")), "{used:?}");
    assert!(notes.iter().any(|note| note.starts_with("left out, because app does not use it: ")), "{notes:?}");
    assert_eq!(notes.len(), 1, "{notes:?}");

    let (_, notes) = findings(code, "--used-by app --verbose");
    let moved = "wire operation-moved: GET /owner: ";
    assert!(notes.iter().any(|note| note.starts_with(moved)), "{notes:?}");
}

#[test]
fn code_that_uses_nothing_has_no_findings() {
    let (used, notes) = findings("fn main() {}", "--used-by app");
    assert_eq!(elements(&used), Vec::<&str>::new());
    assert_eq!(notes.len(), 1, "{notes:?}");
}
