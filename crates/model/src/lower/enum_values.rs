//! Lists of values: their names, `null` among them, and values of another type than the schema's.
//!
//! ```yaml
//! { enum: [asc, desc, null] }                       # before
//! { type: integer, enum: [1, 2], x-enum-varnames: [Low, High] }
//! { type: string, enum: [1, 1.10] }
//! ---
//! { type: string, enum: [asc, desc], nullable: true }   # after
//! { type: integer, enum: [1, 2], x-ms-enum: { values: [{ value: 1, name: Low }, { value: 2, name: High }] } }
//! { type: string, enum: ['1', '1.10'] }
//! ```
//!
//! `null` among the values means that the schema is nullable. Values of several JSON types make the schema a union
//! ([JSON Schema validation 6.1.2](https://json-schema.org/draft/2020-12/json-schema-validation#section-6.1.2)). In
//! YAML, `1.10` without quotes is a number, and a schema of strings means the text. Several extensions give values
//! names. Objects and lists as values are a loss.

use std::collections::HashSet;

use serde_json::{Map, Value};

use self::coercion::Coercion;
use crate::config::Config;
use moored_document::{
    document::Document, finding::Findings, pass::Pass, pointer::Pointer, rules, schemas::describe, site::Site,
};

mod coercion;
mod labels;

/// `const_value` makes enums; `reference_siblings` drops those beside a reference.
pub(super) const PASS: Pass<Config> = Pass::document(run).after(&["const_value", "reference_siblings"]);

fn run(document: &mut Document, findings: &mut Findings) {
    let mut fractions: Vec<Pointer> = Vec::new();
    document.for_each_schema(findings, &mut |schema, site| {
        if coercion::has_fractions_for_texts(schema) {
            fractions.push(site.pointer());
        }
    });
    let coercion = Coercion::read(document, &fractions);
    document.for_each_schema(findings, &mut |schema, site| {
        if let Value::Object(members) = schema {
            rewrite(members, &coercion, site);
        }
    });
}

fn rewrite(schema: &mut Map<String, Value>, coercion: &Coercion, site: &mut Site<'_>) {
    let Some(Value::Array(mut values)) = schema.shift_remove("enum") else { return };
    coercion.apply(schema, &mut values, site);
    let labels = labels::take(schema, &values);
    if values.iter().any(Value::is_null) {
        values.retain(|value| !value.is_null());
        if values.is_empty() && !schema.contains_key("type") {
            schema.insert("type".to_owned(), "null".into());
        } else if schema.get("type").and_then(Value::as_str) != Some("null") {
            schema.insert("nullable".to_owned(), true.into());
            if values.is_empty() {
                // In a choice, it is the variant for `null`, whatever its type.
                schema.insert("enum".to_owned(), Value::Array(vec![Value::Null]));
            }
        }
    }
    // Compared by their text in a set: comparing each with each is quadratic, and some enums have thousands of values.
    let mut known = HashSet::new();
    let distinct: Vec<Value> = values.into_iter().filter(|value| known.insert(value.to_string())).collect();
    if distinct.is_empty() {
        return;
    }
    labels.insert(schema);
    if distinct.iter().all(Value::is_string) && allows_only(schema, &["string"]) {
        schema.entry("type").or_insert_with(|| "string".into());
        schema.insert("enum".to_owned(), Value::Array(distinct));
        return;
    }
    if !schema.contains_key("type")
        && let Some(types) = types(&distinct)
    {
        schema.insert("type".to_owned(), types);
    }
    // Headers of responses have no types.
    let is_header = matches!(site.path().first(), ["paths", _, _, "responses", _, "headers"]);
    let is_checked = is_scalar(schema) && !distinct.iter().any(|value| value.is_object() || value.is_array());
    if !is_checked && !is_header {
        site.report(&rules::UNTYPED_KEYWORD, "enum", "the values of an object or a list are not checked");
    }
    if !distinct.iter().all(Value::is_number) || !allows_only(schema, &["integer", "number"]) {
        let list: Vec<String> = distinct.iter().map(|value| format!("`{value}`")).collect();
        let sentence = format!("One of {}.", list.join(", "));
        let description = schema.get("description").and_then(Value::as_str);
        if !description.is_some_and(|text| text.contains(&sentence)) {
            describe(schema, &sentence);
        }
    }
    if is_checked {
        schema.insert("enum".to_owned(), Value::Array(distinct));
    }
}

/// Whether the `type` of a schema, if it has one, is neither that of objects nor that of lists.
fn is_scalar(schema: &Map<String, Value>) -> bool {
    !matches!(schema.get("type").and_then(Value::as_str), Some("object" | "array"))
}

/// Whether the `type` of a schema, if it has one, allows nothing but `names` and `null`.
fn allows_only(schema: &Map<String, Value>, allowed: &[&str]) -> bool {
    let is_allowed = |name: &str| name == "null" || allowed.contains(&name);
    match schema.get("type") {
        None => true,
        Some(Value::String(name)) => is_allowed(name),
        Some(Value::Array(names)) => names.iter().all(|name| name.as_str().is_some_and(is_allowed)),
        Some(_) => false,
    }
}

/// The `type` of all values: a name or a list of names; `None` if a value is a list or an object.
fn types(values: &[Value]) -> Option<Value> {
    let mut found: Vec<&str> = Vec::new();
    for value in values {
        let name = match value {
            Value::Bool(_) => "boolean",
            Value::Number(number) if number.is_f64() => "number",
            Value::Number(_) => "integer",
            Value::String(_) => "string",
            Value::Null | Value::Array(_) | Value::Object(_) => return None,
        };
        if !found.contains(&name) {
            found.push(name);
        }
    }
    match found.as_slice() {
        [] => None,
        [only] => Some((*only).into()),
        several => Some(several.into()),
    }
}
