//! The documents to change: those of the cases, and what all of them lack.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

/// Every `in.yaml` below `cases`, in order of their paths, and a document with a part of everything.
pub(crate) fn documents(cases: &str) -> Vec<Value> {
    let mut paths: Vec<PathBuf> = vec![PathBuf::from(cases)];
    let mut documents = Vec::new();
    let mut files = Vec::new();
    while let Some(path) = paths.pop() {
        if path.is_dir() {
            paths.extend(fs::read_dir(&path).into_iter().flatten().flatten().map(|entry| entry.path()));
        } else if path.file_name() == Some("in.yaml".as_ref()) {
            files.push(path);
        }
    }
    files.sort();
    documents.extend(files.iter().filter_map(|path| read(path)));
    documents.push(of_everything());
    documents
}

fn read(path: &Path) -> Option<Value> {
    serde_yaml::from_str(&fs::read_to_string(path).ok()?).ok()
}

fn of_everything() -> Value {
    let pet = json!({ "$ref": "#/components/schemas/Pet" });
    json!({
        "openapi": "3.0.3",
        "info": { "title": "Pets", "version": "1", "description": "All about `pets`." },
        "servers": [{ "url": "https://{zone}.pets.example", "variables": { "zone": { "default": "eu", "enum": ["eu", "us"] } } }],
        "security": [{ "key": [] }, { "oauth": ["read"] }],
        "tags": [{ "name": "pets" }],
        "paths": {
            "/pets": {
                "parameters": [{ "$ref": "#/components/parameters/Limit" }],
                "get": {
                    "operationId": "listPets", "tags": ["pets"], "summary": "Lists.",
                    "parameters": [
                        { "name": "kind", "in": "query", "schema": { "type": "array", "items": { "type": "string", "enum": ["dog", "cat"] } }, "style": "form", "explode": false },
                        { "name": "X-Trace", "in": "header", "schema": { "type": "string", "maxLength": 8 } },
                        { "name": "filter", "in": "query", "style": "deepObject", "schema": { "type": "object", "properties": { "age": { "type": "integer" } } } },
                        { "name": "json", "in": "query", "content": { "application/json": { "schema": pet } } },
                    ],
                    "responses": {
                        "200": { "description": "OK", "headers": { "X-Total": { "schema": { "type": "integer" } } }, "content": { "application/json": { "schema": { "type": "array", "items": pet } }, "text/csv": {} } },
                        "404": { "$ref": "#/components/responses/None" },
                        "default": { "description": "Other", "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Fault" } } } },
                    },
                },
                "post": {
                    "requestBody": { "required": true, "content": { "application/json": { "schema": pet }, "application/x-www-form-urlencoded": { "schema": pet } } },
                    "responses": { "201": { "description": "Made" }, "4XX": { "description": "Not made", "content": { "text/plain": { "schema": { "type": "string" } } } } },
                    "callbacks": { "born": { "{$request.body#/url}": { "post": { "responses": {} } } } },
                },
            },
            "/pets/{petId}/photo": {
                "put": {
                    "operationId": "putPhoto", "deprecated": true, "security": [],
                    "parameters": [{ "name": "petId", "in": "path", "required": true, "schema": { "type": "integer", "format": "int64" } }],
                    "requestBody": { "content": { "multipart/form-data": { "schema": { "type": "object", "properties": { "file": { "type": "string", "format": "binary" }, "note": { "type": "string" } } } } } },
                    "responses": { "204": { "description": "Done" }, "200": { "description": "Bytes", "content": { "image/png": { "schema": { "type": "string", "format": "binary" } } } } },
                },
            },
        },
        "components": {
            "parameters": { "Limit": { "name": "limit", "in": "query", "schema": { "type": "integer", "minimum": 1, "default": 10 } } },
            "responses": { "None": { "description": "None", "content": { "application/problem+json": { "schema": { "$ref": "#/components/schemas/Fault" } } } } },
            "securitySchemes": {
                "key": { "type": "apiKey", "in": "header", "name": "X-Key" },
                "oauth": { "type": "oauth2", "flows": { "clientCredentials": { "tokenUrl": "https://pets.example/token", "scopes": { "read": "" } } } },
            },
            "schemas": {
                "Fault": { "type": "object", "properties": { "code": { "type": "integer" }, "why": { "type": "string", "nullable": true } }, "additionalProperties": true },
                "Pet": {
                    "oneOf": [{ "$ref": "#/components/schemas/Dog" }, { "$ref": "#/components/schemas/Cat" }],
                    "discriminator": { "propertyName": "kind", "mapping": { "dog": "#/components/schemas/Dog" } },
                },
                "Animal": { "type": "object", "required": ["kind", "name"], "properties": { "kind": { "type": "string" }, "name": { "type": "string", "minLength": 1, "pattern": "^[a-z]+$" }, "born": { "type": "string", "format": "date-time" }, "parent": { "$ref": "#/components/schemas/Animal" } } },
                "Dog": { "allOf": [{ "$ref": "#/components/schemas/Animal" }, { "type": "object", "properties": { "barks": { "type": "boolean", "default": true } } }] },
                "Cat": { "allOf": [{ "$ref": "#/components/schemas/Animal" }, { "type": "object", "properties": { "lives": { "type": "integer", "maximum": 9 }, "toys": { "type": "object", "additionalProperties": { "type": "number" } } } }] },
                "Tree": { "type": "object", "properties": { "left": { "$ref": "#/components/schemas/Tree" }, "kind": { "anyOf": [{ "type": "string" }, { "type": "integer" }] } } },
            },
        },
    })
}
