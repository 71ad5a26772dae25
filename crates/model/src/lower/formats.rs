//! Resolves `format` to a type of the runtime, or drops it.
//!
//! ```yaml
//! { type: string, format: date-time }                  # before
//! { type: integer, format: int32 }
//! { type: number, format: float }
//! { type: string, format: ipv4 }
//! { type: string, format: byte }
//! { type: string, writeOnly: true }
//! ---
//! { $ref: '#/components/schemas/MooredDateTime' }      # after
//! { type: integer, format: int64 }
//! { type: number, format: double }
//! { type: string }
//! { $ref: '#/components/schemas/MooredBase64' }
//! { allOf: [{ $ref: '#/components/schemas/MooredSecret' }], writeOnly: true }
//! ```
//!
//! In JSON Schema 2020-12 a format is an annotation and makes no value invalid ([validation
//! 7.2.1](https://json-schema.org/draft/2020-12/json-schema-validation#section-7.2.1)). The types of `moored-runtime`
//! keep the text as it was received and interpret it on demand. typify's types would reject a response, or encode it
//! differently. A number without a format is a `Number`, which keeps its digits for the same reason. `float` and
//! `double` state that the value is a binary floating point number ([Data
//! Types](https://spec.openapis.org/oas/v3.0.4#data-types)), which an `f64` holds.

use moored_document::{
    document::Document,
    finding::Findings,
    pass::Pass,
    path::Path,
    schemas::{components, reference},
};
use serde_json::{Map, Value, json};

use crate::{
    config::Config,
    native::{NATIVE, Native},
};

/// `multipart` and `binary_json` read formats, `type_array`
/// leaves single types, `wide_integer` writes the format of an integer, `annotations` keeps the values that are
/// dropped here, and `untyped_keywords` the titles of variants.
pub(super) const PASS: Pass<Config> = Pass::document(run).after(&[
    "binary_json",
    "multipart",
    "type_array",
    "int_or_string",
    "wide_integer",
    "annotations",
    "untyped_keywords",
]);

fn run(document: &mut Document, findings: &mut Findings) {
    let mut used: Vec<&Native> = Vec::new();
    document.for_each_schema(findings, &mut |schema, site| {
        if !is_native(site.path()) {
            used.extend(rewrite(schema));
        }
    });
    let schemas = components(&mut document.value);
    for native in used {
        schemas.entry(native.component).or_insert_with(|| json!({ "type": native.kind }));
    }
}

/// Whether the schema at `path` represents a type of the runtime.
fn is_native(path: &Path<'_>) -> bool {
    matches!(path.first(), ["components", "schemas", name, ""] if NATIVE.iter().any(|native| native.component == name))
}

/// Rewrites `schema`, and returns the type of the runtime that it is now.
fn rewrite(schema: &mut Value) -> Option<&'static Native> {
    let Value::Object(members) = schema else { return None };
    if is_secret_by_direction(members) {
        members.insert("format".to_owned(), "password".into());
    }
    let text = |key: &str| members.get(key).and_then(Value::as_str);
    let (ty, format) = (text("type")?, text("format"));
    let fits = |native: &&Native| native.kind == ty && (native.format.is_none() || native.format == format);
    if ty == "number" && members.get("enum").is_some_and(lists_numbers) {
        members.shift_remove("format");
        return None;
    }
    if ty == "number" && matches!(format, Some("float" | "double")) {
        members.insert("format".to_owned(), "double".into());
        return None;
    }
    match NATIVE.iter().find(fits) {
        Some(_) if ty == "string" && members.contains_key("enum") => None,
        Some(native) => {
            *schema = wrapped(members, native);
            Some(native)
        }
        None if ty == "integer" => {
            let format = if format == Some("uint64") { "uint64" } else { "int64" };
            members.insert("format".to_owned(), format.into());
            None
        }
        // The parts of a form that are files have it.
        None if ty == "string" && format == Some("binary") => None,
        None => {
            members.shift_remove("format");
            None
        }
    }
}

/// Whether `members` describe a string that is only ever sent: what a provider receives and never returns is a password
/// or a key, with or without `format: password`.
fn is_secret_by_direction(members: &Map<String, Value>) -> bool {
    members.get("type").and_then(Value::as_str) == Some("string")
        && members.get("writeOnly").and_then(Value::as_bool) == Some(true)
        && !members.contains_key("format")
        && !members.contains_key("enum")
}

/// Whether `values` are numbers, so that a schema of numbers becomes an enum.
fn lists_numbers(values: &Value) -> bool {
    values.as_array().is_some_and(|values| !values.is_empty() && values.iter().all(Value::is_number))
}

/// A reference to `native`, in an `allOf` if the schema has annotations to keep.
fn wrapped(members: &Map<String, Value>, native: &Native) -> Value {
    let kept = ["description", "nullable", "deprecated", "readOnly", "writeOnly", "title"];
    let annotations: Map<String, Value> = members
        .iter()
        .filter(|(key, _)| kept.contains(&key.as_str()))
        .map(|(key, value)| (key.clone(), value.clone()))
        .collect();
    let reference = reference(native.component);
    if annotations.is_empty() {
        return reference;
    }
    let mut wrapped = Map::from_iter([("allOf".to_owned(), Value::Array(vec![reference]))]);
    wrapped.extend(annotations);
    Value::Object(wrapped)
}
