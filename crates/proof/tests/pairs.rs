//! Two versions of a document of our own, checked by the compiler, by samples and by Prism.

#![expect(clippy::expect_used, reason = "a test says what is wrong by panicking")]

#[path = "shared/folders.rs"]
mod folders;

use std::fs;
use std::path::PathBuf;

use folders::folders;
use moored_proof::pairs::{
    Check, Documents, check,
    record::{Failure, Record},
};
use serde_json::{Value, json};

/// A document with boats, whose schemas are `boat` (responses) and `order` (requests).
fn document(boat: &Value, order: &Value) -> Value {
    let content = |schema: &str| json!({ "application/json": { "schema": { "$ref": format!("#/components/schemas/{schema}") } } });
    let found = json!({ "200": { "description": "The boat", "content": content("Boat") } });
    json!({
        "openapi": "3.1.0",
        "info": { "title": "Harbour", "version": "1.0.0" },
        "servers": [{ "url": "https://harbour.example" }],
        "paths": {
            "/boats/{id}": { "get": {
                "operationId": "getBoat",
                "parameters": [{ "name": "id", "in": "path", "required": true, "schema": { "type": "integer" } }],
                "responses": found,
            } },
            "/boats": { "post": {
                "operationId": "orderBoat",
                "requestBody": { "required": true, "content": content("Order") },
                "responses": { "204": { "description": "Ordered" } },
            } },
        },
        "components": { "schemas": { "Boat": boat, "Order": order } },
    })
}

fn checked(name: &str, old: &Value, new: &Value) -> Record {
    let folders = folders();
    let write = |side: &str, document: &Value| -> PathBuf {
        let folder = folders.work.join("pairs").join(name);
        fs::create_dir_all(&folder).expect("a folder");
        let path = folder.join(format!("{side}.json"));
        fs::write(&path, document.to_string()).expect("a file");
        path
    };
    let documents = Documents { name: name.to_owned(), old: write("old", old), new: write("new", new) };
    let mut record = Record::default();
    let checks = [Check::Source, Check::Responses, Check::Requests];
    check(&documents, &checks, &folders, &mut record, &|_| Ok(())).expect("nothing is in the way");
    assert_eq!(record.obstacle, None);
    record
}

fn operations(failures: &[Failure]) -> Vec<&str> {
    let mut found: Vec<&str> = failures.iter().map(|failure| failure.operation.as_str()).collect();
    found.dedup();
    found
}

/// One test, for two would wait for each other's builds.
#[test]
fn what_breaks_a_caller_is_found_and_nothing_else() {
    let boat = json!({
        "type": "object",
        "required": ["name", "length"],
        "properties": {
            "name": { "type": "string" },
            "length": { "type": "integer" },
            "flag": { "type": "string", "enum": ["red", "green"] },
        },
    });
    let order = json!({
        "type": "object",
        "required": ["name"],
        "properties": { "name": { "type": "string" }, "berth": { "type": "integer" } },
    });
    let old = document(&boat, &order);

    // A required member of a response becomes optional; an optional one of a request becomes required.
    let mut new = document(&boat, &order);
    *new.pointer_mut("/components/schemas/Boat/required").expect("the list") = json!(["length"]);
    *new.pointer_mut("/components/schemas/Order/required").expect("the list") = json!(["name", "berth"]);
    let record = checked("breaking", &old, &new);
    let source = record.source.expect("the compiler was asked");
    assert_eq!(source.mistakes, [], "the program compiles with the old client");
    let broken: Vec<(&str, &str)> =
        source.broken.iter().map(|broken| (broken.item.as_str(), broken.code.as_str())).collect();
    assert!(broken.contains(&("types::Boat::name", "E0308")), "{broken:?}");
    assert!(broken.contains(&("types::Order::berth", "E0308")), "{broken:?}");
    assert!(broken.contains(&("types::Order::new", "E0061")), "{broken:?}");
    assert!(!broken.iter().any(|(item, _)| item.starts_with("types::Boat::length")), "{broken:?}");
    let responses = record.responses.expect("samples were decoded");
    assert_eq!(operations(&responses.failures), ["GET /boats/{}"]);
    if let Some(requests) = record.requests {
        assert_eq!(operations(&requests.failures), ["POST /boats"], "{:?}", requests.failures);
    } else {
        let required = std::env::var("MOORED_REQUIRE_PRISM").is_ok_and(|value| value == "1");
        assert!(!required, "Prism is not installed: run tests/prism/install.sh");
        eprintln!("SKIPPED the requests: Prism is not installed, run tests/prism/install.sh");
    }

    // A new member and a new value, which the old client keeps.
    let mut new = document(&boat, &order);
    *new.pointer_mut("/components/schemas/Boat/properties/flag/enum").expect("the list") =
        json!(["red", "green", "blue"]);
    *new.pointer_mut("/components/schemas/Boat/properties/length").expect("a schema") =
        json!({ "type": "integer", "description": "In metres." });
    let members = new.pointer_mut("/components/schemas/Boat/properties").and_then(Value::as_object_mut);
    members.expect("an object").insert("draught".to_owned(), json!({ "type": "integer" }));
    let record = checked("compatible", &old, &new);
    let source = record.source.expect("the compiler was asked");
    assert!(source.uses > 40, "it compiles {} uses", source.uses);
    assert_eq!((source.mistakes, source.broken), (Vec::new(), Vec::new()));
    let responses = record.responses.expect("samples were decoded");
    assert!(responses.tried >= 5, "{} samples", responses.tried);
    assert_eq!(responses.failures, []);
    assert!(record.requests.is_none_or(|requests| requests.failures.is_empty() && requests.tried > 1));
}
