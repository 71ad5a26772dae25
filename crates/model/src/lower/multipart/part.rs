//! How one part of a form is sent.

use serde_json::{Value, json};

use super::DEEPEST;
use moored_document::{document::Document, media_type::MediaKind, pointer::Pointer, schemas::component_name};

/// How a part is sent.
pub(super) enum Part {
    File,
    /// A part of the same name for each file.
    Files,
    /// As the text that the caller gives: an object in a media type other than JSON.
    Text,
    /// As a value of its schema.
    Value,
}

impl Part {
    /// The part with the schema `property`, and with the `media_type` of its encoding.
    pub(super) fn of(document: &Document, property: &Value, media_type: Option<&str>) -> Self {
        let schema = resolved(document, property, 0);
        let items = schema.get("items").filter(|_| is_type(schema, "array")).map(|items| resolved(document, items, 0));
        let is_json = media_type.is_some_and(|media_type| MediaKind::of(media_type) == MediaKind::Json);
        let is_object = |schema: &Value| is_type(schema, "object") || schema.get("properties").is_some();
        match items {
            Some(items) if is_file(items, media_type) => Self::Files,
            None if is_file(schema, media_type) => Self::File,
            items if media_type.is_some() && !is_json && is_object(items.unwrap_or(schema)) => Self::Text,
            _ => Self::Value,
        }
    }

    /// The schema of the part, made from its schema in the document.
    pub(super) fn schema(&self, property: Value) -> Value {
        let mut schema = match self {
            Self::Value => return property,
            Self::File => file(&property),
            Self::Files => {
                let list = json!({ "type": "array", "items": file(property.get("items").unwrap_or(&Value::Null)) });
                with(list, &property, &["minItems", "maxItems"])
            }
            Self::Text => json!({ "type": "string" }),
        };
        if let (Value::Object(schema), Some(description)) = (&mut schema, property.get("description")) {
            schema.insert("description".to_owned(), description.clone());
        }
        schema
    }
}

/// A file, with the bounds of its schema in the document.
fn file(schema: &Value) -> Value {
    with(json!({ "type": "string", "format": "binary" }), schema, &["minLength", "maxLength", "pattern"])
}

/// `schema` with those `keys` that `other` has.
fn with(mut schema: Value, other: &Value, keys: &[&str]) -> Value {
    if let Value::Object(schema) = &mut schema {
        schema.extend(keys.iter().filter_map(|key| Some(((*key).to_owned(), other.get(key)?.clone()))));
    }
    schema
}

/// The schema that `schema` refers to, directly, as a single `allOf`, or in a choice beside `null`.
fn resolved<'a>(document: &'a Document, schema: &'a Value, depth: usize) -> &'a Value {
    let components = Pointer::root().join("components").join("schemas");
    let named = component_name(schema).and_then(|name| components.join(name).get(&document.value));
    let parts = ["allOf", "anyOf", "oneOf"].into_iter().find_map(|key| schema.get(key)?.as_array());
    let others: Vec<&Value> = parts.into_iter().flatten().filter(|part| !is_type(part, "null")).collect();
    match (named, others.as_slice()) {
        _ if depth >= DEEPEST => schema,
        (Some(target), _) => resolved(document, target, depth + 1),
        (None, [only]) if schema.get("properties").is_none() => resolved(document, only, depth + 1),
        _ => schema,
    }
}

/// Whether the `type` of a schema is `wanted`, or that and `null`.
fn is_type(schema: &Value, wanted: &str) -> bool {
    match schema.get("type") {
        Some(Value::String(name)) => name == wanted,
        Some(Value::Array(names)) => {
            names.iter().filter(|name| *name != "null").all(|name| name == wanted) && !names.is_empty()
        }
        _ => false,
    }
}

/// The keywords without which a schema may be anything.
const TYPES: &[&str] =
    &["type", "$ref", "properties", "items", "enum", "const", "allOf", "anyOf", "oneOf", "additionalProperties"];

fn is_file(schema: &Value, media_type: Option<&str>) -> bool {
    if schema == &Value::Bool(true) || is_type(schema, "file") {
        return true;
    }
    let is_text = |media_type: &str| {
        media_type.starts_with("text/") || MediaKind::of(media_type) != MediaKind::Raw || media_type.ends_with("xml")
    };
    let has = |key: &str| schema.get(key).is_some();
    let is_encoded = has("contentEncoding") && !has("contentMediaType");
    if is_type(schema, "string") {
        let format = schema.get("format").and_then(Value::as_str);
        return matches!(format, Some("binary" | "file"))
            || (has("contentMediaType") && !has("contentEncoding"))
            || (!has("enum") && !is_encoded && media_type.is_some_and(|media_type| !is_text(media_type)));
    }
    schema.is_object() && !TYPES.iter().any(|key| has(key)) && !is_encoded
}
