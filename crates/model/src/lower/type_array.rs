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
//! In 3.1, `null` is a type ([JSON Schema validation
//! 6.1.1](https://json-schema.org/draft/2020-12/json-schema-validation#section-6.1.1)); OpenAPI 3.0 has one type and
//! `nullable`. If a variant may be `null`, so may the whole. A schema of several types becomes a union, and each
//! variant gets the keywords that apply to its type. `[number, string]` with `format: decimal` becomes a string, which
//! `formats` then reads.

use serde_json::{Map, Value};

use crate::config::Config;
use moored_document::{pass::Pass, site::Site};

/// `enum_values` makes `type: null` and lists of types; a `type` beside a reference, which `reference_siblings` drops,
/// does not count.
pub(super) const PASS: Pass<Config> = Pass::schema_objects(rewrite).after(&["enum_values", "reference_siblings"]);

fn rewrite(schema: &mut Map<String, Value>, _: &mut Site<'_>) {
    for key in ["oneOf", "anyOf"] {
        if let Some(Value::Array(variants)) = schema.get_mut(key)
            && take_null(variants)
        {
            schema.insert("nullable".to_owned(), true.into());
        }
    }
    let names: Vec<String> = match schema.get("type") {
        Some(Value::String(name)) if name != "null" => return,
        Some(Value::String(name)) => vec![name.clone()],
        Some(Value::Array(names)) => names.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        // `repair::unknown_type` has removed any other value.
        _ => return,
    };
    let mut types: Vec<&str> = names.iter().map(String::as_str).filter(|name| *name != "null").collect();
    if types.len() < names.len() {
        schema.insert("nullable".to_owned(), true.into());
    }
    // Every integer is a number.
    if types.contains(&"number") {
        types.retain(|name| *name != "integer");
    }
    match types.as_slice() {
        [] => {
            schema.shift_remove("type");
            schema.insert("x-moored-null".to_owned(), true.into());
        }
        [name] => {
            schema.insert("type".to_owned(), (*name).into());
        }
        _ if schema.get("format").and_then(Value::as_str) == Some("decimal") => {
            schema.insert("type".to_owned(), "string".into());
        }
        several => make_union(schema, several),
    }
}

/// Removes the variants that are `null` and the `nullable` of the others. Returns whether there was any.
fn take_null(variants: &mut Vec<Value>) -> bool {
    let count = variants.len();
    variants.retain(|variant| {
        let is_null =
            variant.get("type").and_then(Value::as_str) == Some("null") || variant.get("x-moored-null").is_some();
        !is_null
    });
    let mut nullable = variants.len() < count;
    for variant in variants.iter_mut().filter_map(Value::as_object_mut) {
        nullable |= variant.shift_remove("nullable") == Some(Value::Bool(true));
    }
    nullable
}

/// The keywords that apply to values of every type.
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

/// Makes a union of a schema of several types.
fn make_union(schema: &mut Map<String, Value>, types: &[&str]) {
    schema.shift_remove("type");
    // The variants or the target have types of their own.
    if ["oneOf", "anyOf", "allOf", "$ref"].iter().any(|key| schema.contains_key(*key)) {
        return;
    }
    let (shared, own): (Map<String, Value>, Map<String, Value>) =
        std::mem::take(schema).into_iter().partition(|(key, _)| SHARED.contains(&key.as_str()));
    let variants = types.iter().map(|name| {
        let mut variant = Map::from_iter([("type".to_owned(), (*name).into())]);
        let applicable = own.iter().filter(|(key, value)| applies_to(key, value, name));
        variant.extend(applicable.map(|(key, value)| (key.clone(), value.clone())));
        if *name == "object" {
            variant.insert("title".to_owned(), "Object".into());
        }
        Value::Object(variant)
    });
    let variants = variants.collect();
    *schema = shared;
    schema.insert("oneOf".to_owned(), Value::Array(variants));
}

/// Whether the keyword `key` applies to values of the type `name` ([JSON Schema validation
/// 6](https://json-schema.org/draft/2020-12/json-schema-validation#section-6)).
fn applies_to(key: &str, value: &Value, name: &str) -> bool {
    let numeric = ["int32", "int64", "uint32", "uint64", "float", "double"];
    match (key, name) {
        ("format", "string") => value.as_str().is_some_and(|format| !numeric.contains(&format)),
        ("format", "integer" | "number") => value.as_str().is_some_and(|format| numeric.contains(&format)),
        ("minLength" | "maxLength" | "pattern" | "contentEncoding" | "contentMediaType" | "contentSchema", _) => {
            name == "string"
        }
        ("minimum" | "maximum" | "exclusiveMinimum" | "exclusiveMaximum" | "multipleOf", _) => {
            name == "integer" || name == "number"
        }
        (
            "items" | "prefixItems" | "minItems" | "maxItems" | "uniqueItems" | "contains" | "minContains"
            | "maxContains" | "unevaluatedItems",
            _,
        ) => name == "array",
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
        ) => name == "object",
        // `not`, `if` and the like apply to the value as a whole.
        _ => false,
    }
}
