//! `type` as a list, and the type `null`.
//!
//! ```yaml
//! { type: [string, 'null'] }             # before
//! { oneOf: [{ $ref: … }, { type: 'null' }] }
//! { type: [string, integer] }
//! ---
//! { type: string, nullable: true }       # after
//! { oneOf: [{ $ref: … }], nullable: true }
//! { oneOf: [{ type: string }, { type: integer }] }
//! ```
//!
//! Nullability as 3.1 says it ([JSON Schema validation 6.1.1](https://json-schema.org/draft/2020-12/json-schema-validation#section-6.1.1)); OpenAPI 3.0
//! has one type and `nullable`, and where one variant may be `null` the whole may be. A schema of several types is a union, to each of which goes what speaks
//! of it; number or string with `format: decimal` stays for `formats`.

use serde_json::{Map, Value};

use crate::config::Config;
use moored_document::{document::Document, finding::Findings, pass::Pass, schemas::for_each_mut};

pub(super) const PASS: Pass<Config> = Pass::document(run);

pub(super) fn run(document: &mut Document, _: &mut Findings) {
    for_each_mut(&mut document.value, &mut |_, schema| {
        let Value::Object(members) = schema else { return };
        for key in ["oneOf", "anyOf"] {
            let Some(Value::Array(variants)) = members.get_mut(key) else { continue };
            let all = variants.len();
            variants.retain(|variant| {
                let null = variant.get("type").and_then(Value::as_str) == Some("null")
                    || variant.get("x-moored-null").is_some();
                !null
            });
            let mut nullable = variants.len() < all;
            for variant in variants.iter_mut().filter_map(Value::as_object_mut) {
                // What one variant may be, the whole may be.
                nullable |= variant.shift_remove("nullable") == Some(Value::Bool(true));
            }
            if nullable {
                members.insert("nullable".to_owned(), true.into());
            }
        }
        let names: Vec<String> = match members.get("type") {
            Some(Value::String(name)) => vec![name.clone()],
            Some(Value::Array(names)) => names.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
            // Other types are gone by now (`mend::unknown_type`).
            _ => return,
        };
        let mut types: Vec<&str> = names.iter().map(String::as_str).filter(|name| *name != "null").collect();
        // Every integer is a number.
        if types.contains(&"number") {
            types.retain(|name| *name != "integer");
        }
        if types.len() < names.len() && names.iter().any(|name| name == "null") {
            members.insert("nullable".to_owned(), true.into());
        }
        match types.as_slice() {
            [] => {
                members.shift_remove("type");
                members.insert("x-moored-null".to_owned(), true.into());
            }
            [name] => {
                members.insert("type".to_owned(), (*name).into());
            }
            _ if members.get("format").and_then(Value::as_str) == Some("decimal") => {
                members.insert("type".to_owned(), "string".into());
            }
            several => {
                let several: Vec<String> = several.iter().map(|name| (*name).to_owned()).collect();
                choose(members, &several);
            }
        }
    });
}

/// The keywords that speak of all types alike.
const SHARED: &[&str] = &[
    "description",
    "nullable",
    "deprecated",
    "title",
    "default",
    "example",
    "examples",
    "readOnly",
    "writeOnly",
    "x-moored-enum",
];

/// Makes a choice of a schema of several types.
fn choose(members: &mut Map<String, Value>, types: &[String]) {
    members.shift_remove("type");
    // What is chosen among already has types of its own.
    if ["oneOf", "anyOf", "allOf", "$ref"].iter().any(|key| members.contains_key(*key)) {
        return;
    }
    let (shared, own): (Map<String, Value>, Map<String, Value>) =
        std::mem::take(members).into_iter().partition(|(key, _)| SHARED.contains(&key.as_str()));
    let variants = types.iter().map(|name| {
        let mut variant = Map::from_iter([("type".to_owned(), name.as_str().into())]);
        variant.extend(
            own.iter()
                .filter(|(key, value)| speaks_of(key, value, name))
                .map(|(key, value)| (key.clone(), value.clone())),
        );
        if name == "object" {
            variant.insert("title".to_owned(), "Object".into());
        }
        Value::Object(variant)
    });
    let variants = variants.collect();
    *members = shared;
    members.insert("oneOf".to_owned(), Value::Array(variants));
}

/// Whether a keyword says something about values of a type
/// ([JSON Schema validation 6](https://json-schema.org/draft/2020-12/json-schema-validation#section-6)).
fn speaks_of(key: &str, value: &Value, kind: &str) -> bool {
    let numeric = ["int32", "int64", "uint32", "uint64", "float", "double"];
    match (key, kind) {
        ("format", "string") => value.as_str().is_some_and(|format| !numeric.contains(&format)),
        ("format", "integer" | "number") => value.as_str().is_some_and(|format| numeric.contains(&format)),
        ("minLength" | "maxLength" | "pattern" | "contentEncoding" | "contentMediaType" | "contentSchema", _) => {
            kind == "string"
        }
        ("minimum" | "maximum" | "exclusiveMinimum" | "exclusiveMaximum" | "multipleOf", _) => {
            kind == "integer" || kind == "number"
        }
        (
            "items" | "prefixItems" | "minItems" | "maxItems" | "uniqueItems" | "contains" | "minContains"
            | "maxContains" | "unevaluatedItems",
            _,
        ) => kind == "array",
        (
            "properties"
            | "required"
            | "additionalProperties"
            | "patternProperties"
            | "minProperties"
            | "maxProperties"
            | "propertyNames"
            | "dependentRequired"
            | "dependentSchemas"
            | "unevaluatedProperties"
            | "discriminator",
            _,
        ) => kind == "object",
        // `enum`, `not`, `if` and the rest speak of the value.
        _ => false,
    }
}
