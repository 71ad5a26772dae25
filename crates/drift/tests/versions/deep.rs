//! Documents whose schemas contain each other in any depth.

use serde_json::{Map, Value, json};

use super::{compare, findings};

/// An operation of which the response is the first of `count` schemas; each contains the next one, and the last one
/// the first. A property of the last one has the type `ty`.
fn chain(count: usize, ty: &str) -> Value {
    let reference = |index: usize| json!({ "$ref": format!("#/components/schemas/Node{}", index % count) });
    let mut schemas = Map::new();
    for index in 0..count {
        let mut properties =
            json!({ "next": reference(index + 1), "all": { "type": "array", "items": reference(index + 1) } });
        if index + 1 == count {
            properties["last"] = json!({ "type": ty });
        }
        schemas.insert(format!("Node{index}"), json!({ "type": "object", "properties": properties }));
    }
    let response = json!({ "description": "Found", "content": { "application/json": { "schema": reference(0) } } });
    json!({
        "paths": { "/nodes": { "get": { "operationId": "listNodes", "responses": { "200": response } } } },
        "components": { "schemas": schemas },
    })
}

#[test]
fn a_change_behind_a_long_chain_of_schemas_is_found_once_with_its_operation() {
    let drift = compare(&chain(3_000, "string"), &chain(3_000, "integer"), None);
    let found: Vec<(&str, &str, &[String])> = drift
        .changes
        .iter()
        .map(|change| (change.rule.id, change.element.as_str(), change.operations.as_slice()))
        .collect();
    assert_eq!(found, [("type-changed", "Node2999.last", &["GET /nodes".to_owned()][..])]);
}

#[test]
fn schemas_that_contain_themselves_in_different_ways_are_compared() {
    let document = |schemas: Value| {
        let schema = json!({ "$ref": "#/components/schemas/Tree" });
        let response = json!({ "description": "Found", "content": { "application/json": { "schema": schema } } });
        json!({
            "paths": { "/tree": { "get": { "operationId": "getTree", "responses": { "200": response } } } },
            "components": { "schemas": schemas },
        })
    };
    let list = document(json!({ "Tree": { "type": "array", "items": { "$ref": "#/components/schemas/Tree" } } }));
    // The same values: every second list has another name.
    let two = document(json!({
        "Tree": { "type": "array", "items": { "$ref": "#/components/schemas/Branch" } },
        "Branch": { "type": "array", "items": { "$ref": "#/components/schemas/Tree" } },
    }));
    let map = document(json!({
        "Tree": { "type": "object", "additionalProperties": { "$ref": "#/components/schemas/Tree" } },
    }));
    let rules = |old: &Value, new: &Value| {
        let found = findings(&compare(old, new, None));
        found.into_iter().map(|finding| finding.rule).filter(|rule| !rule.starts_with("item-")).collect::<Vec<_>>()
    };
    assert_eq!(rules(&list, &two), [] as [String; 0]);
    assert_eq!(rules(&two, &list), [] as [String; 0]);
    assert_eq!(rules(&list, &map), ["type-changed"]);
}
