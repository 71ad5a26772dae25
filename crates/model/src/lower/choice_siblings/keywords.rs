//! What the keywords of a schema are about.

use serde_json::{Map, Value};

use crate::{native::Native, parts::is_annotation};

/// What a keyword has to do with the Rust type of a schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Nature {
    /// It describes the schema, and makes no value valid or invalid.
    Annotation,
    /// It makes values invalid, but no other type.
    Rule,
    /// It may make another type.
    Shape,
}

/// The types of JSON, with the rules that are about values of each ([JSON Schema validation
/// 6](https://json-schema.org/draft/2020-12/json-schema-validation#section-6)).
const RULES: &[(&[&str], &[&str])] = &[
    (&["string"], &["minLength", "maxLength", "pattern"]),
    (&["integer", "number"], &["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"]),
    (
        &["array"],
        &["minItems", "maxItems", "uniqueItems", "contains", "minContains", "maxContains", "unevaluatedItems"],
    ),
    (&["object"], &["required", "minProperties", "maxProperties", "propertyNames", "dependentRequired"]),
];

/// The keywords that may make another type, with the types that they are about.
const SHAPES: &[(&[&str], &[&str])] = &[
    (&["string"], &["contentEncoding", "contentMediaType", "contentSchema"]),
    (&["array"], &["items", "prefixItems"]),
    (
        &["object"],
        &["properties", "additionalProperties", "patternProperties", "dependentSchemas", "unevaluatedProperties"],
    ),
];

/// What `key` has to do with the Rust type of a schema.
pub(super) fn nature(key: &str) -> Nature {
    if is_annotation(key) || ["examples", "$comment", "externalDocs", "xml"].contains(&key) {
        Nature::Annotation
    } else if key == "not" || RULES.iter().any(|(_, keys)| keys.contains(&key)) {
        Nature::Rule
    } else {
        Nature::Shape
    }
}

/// Whether `key` is about objects alone.
pub(super) fn is_of_objects(key: &str) -> bool {
    about(key) == ["object"]
}

/// The types that `key` is about; none if it is about any value.
fn about(key: &str) -> &'static [&'static str] {
    let found = RULES.iter().chain(SHAPES).find(|(_, keys)| keys.contains(&key));
    found.map_or(&[], |(types, _)| types)
}

/// The types that the keywords of a schema without `type` are about.
pub(super) fn implied_types(schema: &Map<String, Value>) -> Vec<&'static str> {
    let mut found: Vec<&str> = Vec::new();
    for (key, value) in schema {
        let types: &[&str] = match key.as_str() {
            "format" if is_numeric(value) => &["integer", "number"],
            "format" => &["string"],
            key => about(key),
        };
        found.extend(types);
    }
    found
}

/// Whether the keyword `key` of a choice applies to a variant of the type `name`.
pub(super) fn applies_to(key: &str, value: &Value, name: &str) -> bool {
    match key {
        "format" if is_numeric(value) => ["integer", "number"].contains(&name),
        "format" => name == "string",
        // `merged_choice` merges the properties of the whole into its variants.
        _ if is_of_objects(key) => false,
        _ => about(key).contains(&name),
    }
}

/// Whether `format` is one of numbers.
fn is_numeric(format: &Value) -> bool {
    let numeric = ["int32", "int64", "uint32", "uint64", "float", "double"];
    format.as_str().is_some_and(|format| numeric.contains(&format))
}

/// Whether `key`, beside a choice, belongs to the variants: it is about one type, and not about objects.
pub(super) fn is_distributed(key: &str) -> bool {
    ["type", "format"].contains(&key) || (!about(key).is_empty() && !is_of_objects(key))
}

/// The type that values of the type `name` with this format have, if the format makes one.
pub(super) fn form(name: &str, format: &str) -> Option<&'static str> {
    match (name, format) {
        ("integer", "uint64") => Some("uint64"),
        ("number", "float" | "double") => Some("double"),
        _ => Native::of_format(name, format).map(Native::name),
    }
}
