//! The lowered document as openapiv3 knows it: what progenitor needs to make types, and nothing else.
//!
//! It is built from the keywords that are known, each in its form, so that nothing which a document holds besides keeps it from being read.

use std::collections::BTreeSet;

use openapiv3::OpenAPI;
use serde::Deserialize as _;
use serde_json::{Map, Value, json};

use crate::front::Lowered;
use moored_document::schemas::members;

impl Lowered {
    /// The typed document. It has schemas alone: operations, credentials and servers are in [`moored_model::api::Contract`].
    ///
    /// # Errors
    /// openapiv3's words where a part does not have the form of OpenAPI 3.0.
    pub fn to_openapi(&self) -> Result<OpenAPI, String> {
        typed(self.to_openapi_value(json!({})))
    }

    /// The same as JSON with the operations, for `--print lowered`.
    #[must_use]
    pub fn to_printed_value(&self) -> Value {
        let schemas = self.schemas().map(|(name, schema)| (name.clone(), known(schema)));
        let paths = self.document.value.get("paths").cloned().unwrap_or_else(|| json!({}));
        with_schemas(paths, schemas.collect())
    }

    /// The components, each with the keywords that are known. What stands for a type of ours has none: nobody looks at it.
    pub(super) fn known_schemas(&self) -> Map<String, Value> {
        let ours: BTreeSet<&str> = self.contract.made_types().collect();
        let known = |(name, schema): (&String, &Value)| {
            (name.clone(), if ours.contains(name.as_str()) { json!({}) } else { known(schema) })
        };
        self.schemas().map(known).collect()
    }

    fn schemas(&self) -> impl Iterator<Item = (&String, &Value)> {
        members(self.document.value.get("components").and_then(|components| components.get("schemas")))
    }

    fn to_openapi_value(&self, paths: Value) -> Value {
        with_schemas(paths, self.known_schemas())
    }
}

/// A document that has `schemas`.
pub(super) fn with_schemas(paths: Value, schemas: Map<String, Value>) -> Value {
    let components = Map::from_iter([("schemas".to_owned(), Value::Object(schemas))]);
    let parts = [
        ("openapi", json!("3.0.3")),
        ("info", json!({ "title": "", "version": "" })),
        ("paths", paths),
        ("components", Value::Object(components)),
    ];
    Value::Object(parts.into_iter().map(|(key, part)| (key.to_owned(), part)).collect())
}

/// `value` as openapiv3 has it.
pub(super) fn typed(value: Value) -> Result<OpenAPI, String> {
    // Where it is read is only kept track of where that has to be told.
    OpenAPI::deserialize(&value).or_else(|_| {
        serde_path_to_error::deserialize(&value).map_err(|error| format!("at {}: {}", error.path(), error.inner()))
    })
}

/// The keywords that every schema may have, whatever its type.
const ALWAYS: &[&str] = &["title", "description", "nullable", "readOnly", "writeOnly", "deprecated", "type"];

/// Those that say something about one type.
const STRING: &[&str] = &["format", "enum", "minLength", "maxLength"];
const NUMBER: &[&str] = &["format"];
const ARRAY: &[&str] = &["items"];
const OBJECT: &[&str] = &["properties", "required", "additionalProperties"];
const CHOICES: &[&str] = &["allOf", "oneOf", "anyOf", "discriminator"];

/// What openapiv3 and typify know of a schema.
fn known(schema: &Value) -> Value {
    let Value::Object(members) = schema else { return json!({}) };
    if let Some(reference @ Value::String(_)) = members.get("$ref") {
        return json!({ "$ref": reference });
    }
    let groups: &[&[&str]] = match members.get("type").and_then(Value::as_str) {
        Some("string") => &[ALWAYS, STRING, CHOICES],
        Some("number" | "integer") => &[ALWAYS, NUMBER, CHOICES],
        Some("boolean") => &[ALWAYS, CHOICES],
        Some("array") => &[ALWAYS, ARRAY, CHOICES],
        Some("object") => &[ALWAYS, OBJECT, CHOICES],
        _ => &[ALWAYS, STRING, ARRAY, OBJECT, CHOICES],
    };
    let is_known = |key: &str| groups.iter().any(|group| group.contains(&key));
    let kept = members.iter().filter(|(key, _)| is_known(key));
    Value::Object(kept.filter_map(|(key, value)| Some((key.clone(), keyword(key, value)?))).collect())
}

/// The value of a keyword in its form; `None` where it has another.
fn keyword(key: &str, value: &Value) -> Option<Value> {
    let texts = |items: &Vec<Value>| items.iter().all(Value::is_string).then(|| value.clone());
    match (key, value) {
        ("title" | "description" | "format", Value::String(_))
        | ("nullable" | "readOnly" | "writeOnly" | "deprecated", Value::Bool(_))
        | ("additionalProperties", Value::Bool(_)) => Some(value.clone()),
        ("type", Value::String(name)) => ["string", "number", "integer", "boolean", "array", "object"]
            .contains(&name.as_str())
            .then(|| value.clone()),
        ("minLength" | "maxLength", Value::Number(number)) => number.is_u64().then(|| value.clone()),
        ("enum" | "required", Value::Array(items)) => texts(items),
        ("items" | "additionalProperties", Value::Object(_)) => Some(known(value)),
        ("items", _) => Some(json!({})),
        ("properties", Value::Object(inner)) => {
            Some(Value::Object(inner.iter().map(|(name, schema)| (name.clone(), known(schema))).collect()))
        }
        ("allOf" | "oneOf" | "anyOf", Value::Array(items)) if !items.is_empty() => {
            Some(Value::Array(items.iter().map(known).collect()))
        }
        ("discriminator", Value::Object(inner)) => {
            inner.get("propertyName").filter(|name| name.is_string()).map(|name| {
                let mapping = members(inner.get("mapping")).filter(|(_, target)| target.is_string());
                let mapping: Map<String, Value> = mapping.map(|(key, target)| (key.clone(), target.clone())).collect();
                json!({ "propertyName": name, "mapping": mapping })
            })
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_stands_in_a_schema_it_is_read() {
        let values =
            [json!(null), json!(true), json!(-1.5), json!("a"), json!([]), json!([1]), json!({}), json!({ "a": 1 })];
        let keys = [ALWAYS, STRING, NUMBER, ARRAY, OBJECT, CHOICES, &["$ref", "not", "minimum", "x-a", "externalDocs"]];
        for key in keys.concat() {
            for value in &values {
                let schema =
                    json!({ "properties": { "a": { key: value, "type": "object" }, "b": { key: value } }, key: value });
                let schemas = Map::from_iter([("A".to_owned(), known(&schema))]);
                let read = typed(with_schemas(json!({}), schemas));
                assert!(read.is_ok(), "{key}: {value}: {:?}", read.err());
            }
        }
    }
}
