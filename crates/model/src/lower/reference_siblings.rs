//! `$ref` with other keywords beside it.
//!
//! ```yaml
//! { $ref: '#/components/schemas/User', description: The owner }              # before
//! ---
//! { allOf: [{ $ref: '#/components/schemas/User' }], description: The owner } # after
//! ```
//!
//! In 3.1 they count ([JSON Schema 8.2.3.1](https://json-schema.org/draft/2020-12/json-schema-core#section-8.2.3.1)); openapiv3 drops
//! them. In 3.0 they were ignored, but whoever wrote a description or `nullable` there meant it. `properties` and
//! `additionalProperties` beside a reference are, in 3.1, a second schema of the `allOf`; any other rule there is a loss.

use serde_json::{Map, Value};

use crate::config::Config;
use moored_document::{
    document::{Document, Version},
    finding::{Finding, Findings},
    pass::Pass,
    pointer::Pointer,
    rules,
    schemas::for_each_mut,
};

/// The siblings that mean something without a second schema to merge.
const KEPT: &[&str] =
    &["description", "nullable", "deprecated", "readOnly", "writeOnly", "default", "example", "examples"];

/// The siblings that make a second schema.
const MERGED: &[&str] = &["properties", "required", "additionalProperties"];

/// The siblings that are a rule, and that no type here follows. A `type` is most often what the target says as well.
#[rustfmt::skip]
const RULES: &[&str] = &[
    "allOf", "anyOf", "const", "contains", "dependentRequired", "dependentSchemas", "enum", "exclusiveMaximum", "exclusiveMinimum", "if", "items",
    "maxItems", "maxLength", "maxProperties", "maximum", "minItems", "minLength", "minProperties", "minimum", "multipleOf", "not", "oneOf", "pattern",
    "patternProperties", "prefixItems", "propertyNames", "required", "unevaluatedItems", "unevaluatedProperties", "uniqueItems",
];

pub(super) const PASS: Pass<Config> = Pass::document(run);

pub(super) fn run(document: &mut Document, findings: &mut Findings) {
    let counts = document.version == Version::V3_1;
    let mut unchecked: Vec<(Pointer, String)> = Vec::new();
    for_each_mut(&mut document.value, &mut |at, schema| {
        let at = &at.pointer();
        let Value::Object(members) = schema else { return };
        let Some(target) = members.get("$ref").cloned() else { return };
        let those = |keys: &[&str]| -> Map<String, Value> {
            members
                .iter()
                .filter(|(key, _)| keys.contains(&key.as_str()))
                .map(|(key, value)| (key.clone(), value.clone()))
                .collect()
        };
        let siblings = those(KEPT);
        let says_more = |key: &str| members.get(key).is_some_and(|value| value != &Value::Bool(false));
        let has_second = counts && (says_more("properties") || says_more("additionalProperties"));
        let second = if has_second { those(MERGED) } else { Map::new() };
        let is_left_out = |key: &&String| counts && RULES.contains(&key.as_str()) && !second.contains_key(key.as_str());
        unchecked.extend(members.keys().filter(is_left_out).map(|key| (at.join(key), key.clone())));
        let mut parts = vec![Value::Object(Map::from_iter([("$ref".to_owned(), target)]))];
        if !second.is_empty() {
            parts.push(Value::Object(second));
        }
        if parts.len() == 1 && siblings.is_empty() {
            *schema = parts.remove(0);
        } else {
            let mut wrapped = Map::from_iter([("allOf".to_owned(), Value::Array(parts))]);
            wrapped.extend(siblings);
            *schema = Value::Object(wrapped);
        }
    });
    for (at, key) in unchecked {
        let message = format!("`{key}` beside a `$ref` is not checked");
        findings.push(Finding::new(&rules::UNTYPED_KEYWORD, document.locate(&at), message));
    }
}
