//! Names of a document that are names of generated code, or of devices.

use serde_json::json;

use super::{Failures, document, generate, with};
use crate::check::check;
use crate::shared::NONE;

/// Names that a generated call uses.
const OF_CALLS: [&str; 13] = [
    "error",
    "response",
    "operation",
    "client",
    "types",
    "no_error_body",
    "encode_path",
    "send",
    "send_with",
    "call_options",
    "core",
    "core_builder",
    "duration",
];

/// Names that a generated type uses.
const OF_TYPES: [&str; 25] = [
    "Box",
    "Clone",
    "Debug",
    "Default",
    "Deref",
    "Err",
    "Error",
    "Field",
    "From",
    "FromStr",
    "Into",
    "None",
    "Ok",
    "Option",
    "Result",
    "Serde",
    "Some",
    "Std",
    "String",
    "TryFrom",
    "Vec",
    "MooredRuntime",
    "SerdeJson",
    "Types",
    "MooredDate",
];

#[test]
fn an_operation_may_have_any_name_that_calls_use() {
    let mut failures = Failures::default();
    for id in OF_CALLS {
        let document = with("/paths/~1pets/get/operationId", json!(id)).to_string();
        let Some(files) = generate(&document) else { continue };
        failures.check(id, &files);
    }
    // The second operation has the name of the error type, or of the type of successes, of the first.
    let responses = json!({
        "404": { "description": "" },
        "200": { "description": "" },
        "201": { "description": "", "content": { "text/plain": {} } },
    });
    for second in ["list_pets_error", "list_pets_success"] {
        let mut document = with("/paths/~1pets/get/responses", responses.clone());
        document["paths"]["/other"] = json!({ "get": { "operationId": second, "responses": {} } });
        let Some(files) = generate(&document.to_string()) else { continue };
        failures.check(second, &files);
    }
    failures.assert_none();
}

#[test]
fn a_schema_may_have_any_name_that_types_use() {
    let mut failures = Failures::default();
    for name in OF_TYPES {
        for schema in [
            json!({ "type": "object", "properties": {
                "a": { "type": "string" },
                "b": { "type": ["string", "null"], "format": "date" },
            } }),
            json!({ "type": "string", "enum": ["a", "b"] }),
            json!({ "oneOf": [{ "type": "string" }, { "type": "array", "items": { "type": "string" } }] }),
        ] {
            let mut document = with(&format!("/components/schemas/{name}"), schema);
            document["components"]["schemas"]["Pet"]["properties"]["other"] =
                json!({ "$ref": format!("#/components/schemas/{name}") });
            match generate(&document.to_string()) {
                Some(files) => failures.check(name, &files),
                None => failures.add(name, "an error"),
            }
        }
    }
    failures.assert_none();
}

#[test]
fn names_of_any_length_are_file_names_of_every_system() {
    let mut document = document();
    let long = "aVeryLongName".repeat(4_000);
    for name in [&long, &format!("{long}2"), "aux", "Con", "NUL", "com1", "LPT9"] {
        document["components"]["schemas"][name] = json!({ "type": "object", "properties": { "a": {} } });
        document["paths"][format!("/{name}")] = json!({ "get": { "operationId": name, "responses": {} } });
    }
    let files = generate(&document.to_string()).expect("a crate");
    assert_eq!(check(&files), NONE);
    assert!(files.keys().filter(|path| path.as_str().contains("a_very_long_name")).count() >= 4);
}
