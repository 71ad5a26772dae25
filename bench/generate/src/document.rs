//! A document of any size with common features only, all of which progenitor supports too.

use serde_json::{Map, Value, json};

/// The number of operations of each resource.
pub(crate) const OPERATIONS: usize = 4;

/// A document with this number of resources, each of which can be listed, read, created and removed.
pub(crate) fn with(resources: usize) -> Value {
    let (mut paths, mut schemas) = (Map::new(), Map::new());
    for number in 0..resources {
        let name = format!("Thing{number}");
        let list = format!("/things{number}");
        let one = format!("{list}/{{id}}");
        paths.insert(list, collection(&name));
        paths.insert(one, single(&name));
        // Resources refer to each other, as in real documents.
        let next = format!("Thing{}", (number + 1) % resources);
        schemas.insert(name.clone(), thing(&next));
        schemas.insert(format!("New{name}"), new_thing());
    }
    schemas
        .insert("Problem".to_owned(), json!({ "type": "object", "properties": { "message": { "type": "string" } } }));
    json!({
        "openapi": "3.0.3",
        "info": { "title": "Things", "version": "1" },
        "servers": [{ "url": "https://things.example" }],
        "paths": paths,
        "components": { "schemas": schemas },
    })
}

fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}

fn body(schema: &Value) -> Value {
    json!({ "description": "The result.", "content": { "application/json": { "schema": schema } } })
}

fn responses(status: &str, schema: &Value) -> Value {
    json!({ status: body(schema), "404": body(&reference("Problem")) })
}

fn collection(name: &str) -> Value {
    let list = json!({ "type": "array", "items": reference(name) });
    json!({
        "get": {
            "operationId": format!("list{name}"),
            "summary": "Lists all of them, page by page.",
            "parameters": [
                { "name": "page", "in": "query", "schema": { "type": "integer", "format": "int32" } },
                { "name": "order", "in": "query", "schema": { "type": "string", "enum": ["rising", "falling"] } },
            ],
            "responses": responses("200", &list),
        },
        "post": {
            "operationId": format!("make{name}"),
            "summary": "Creates one.",
            "requestBody": { "required": true, "content": { "application/json": { "schema": reference(&format!("New{name}")) } } },
            "responses": responses("201", &reference(name)),
        },
    })
}

fn single(name: &str) -> Value {
    let id = json!([{ "name": "id", "in": "path", "required": true, "schema": { "type": "string" } }]);
    json!({
        "get": {
            "operationId": format!("get{name}"),
            "summary": "Returns one.",
            "parameters": id,
            "responses": responses("200", &reference(name)),
        },
        "delete": {
            "operationId": format!("remove{name}"),
            "summary": "Removes one.",
            "parameters": id,
            "responses": responses("200", &reference(name)),
        },
    })
}

fn thing(next: &str) -> Value {
    json!({
        "type": "object",
        "description": "One of many.",
        "required": ["id", "name", "state"],
        "properties": {
            "id": { "type": "string", "format": "uuid" },
            "name": { "type": "string", "description": "What people call it." },
            "state": { "type": "string", "enum": ["new", "used", "broken", "gone"] },
            "made_at": { "type": "string", "format": "date-time" },
            "size": { "type": "object", "properties": { "width": { "type": "number" }, "height": { "type": "number" } } },
            "labels": { "type": "object", "additionalProperties": { "type": "string" } },
            "parts": { "type": "array", "items": reference(next) },
        },
    })
}

fn new_thing() -> Value {
    json!({
        "type": "object",
        "required": ["name"],
        "properties": {
            "name": { "type": "string", "minLength": 1, "maxLength": 100 },
            "color": { "type": "string", "enum": ["red", "green", "blue"] },
            "count": { "type": "integer" },
        },
    })
}
