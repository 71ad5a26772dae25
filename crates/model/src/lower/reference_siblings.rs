//! `$ref` with other keywords beside it.
//!
//! ```yaml
//! { $ref: '#/components/schemas/User', description: The owner }              # before
//! ---
//! { allOf: [{ $ref: '#/components/schemas/User' }], description: The owner } # after
//! ```
//!
//! In 3.1 they apply as well as the target ([JSON Schema
//! 8.2.3.1](https://json-schema.org/draft/2020-12/json-schema-core#section-8.2.3.1)); openapiv3 drops them. In 3.0 they
//! are ignored, with a warning where they describe values, but a description or `nullable` there is always meant. In
//! 3.1, `properties` and `additionalProperties` beside a reference become a second schema of the `allOf`; any other
//! validation keyword there is a loss.

use serde_json::{Map, Value};

use crate::config::Config;
use moored_document::{
    document::{Document, Version},
    finding::Findings,
    pass::Pass,
    rules,
    site::Site,
};

/// The siblings that apply without a second schema to merge.
const ANNOTATIONS: &[&str] =
    &["description", "nullable", "deprecated", "readOnly", "writeOnly", "default", "example", "examples"];

/// The siblings that become a second schema.
const MERGED: &[&str] = &["properties", "required", "additionalProperties"];

/// The siblings that validate and that no type here checks. `type` is not among them: it most often repeats the
/// target's.
#[rustfmt::skip]
const UNCHECKED: &[&str] = &[
    "allOf", "anyOf", "const", "contains", "dependentRequired", "dependentSchemas", "enum", "exclusiveMaximum",
    "exclusiveMinimum", "if", "items", "maxItems", "maxLength", "maxProperties", "maximum", "minItems", "minLength",
    "minProperties", "minimum", "multipleOf", "not", "oneOf", "pattern", "patternProperties", "prefixItems",
    "propertyNames", "required", "unevaluatedItems", "unevaluatedProperties", "uniqueItems",
];

/// `request_media_types` and `multipart` resolve references, but no `allOf`; `pattern_properties` makes
/// `additionalProperties`, and `tuple` the `items` that a finding names.
pub(super) const PASS: Pass<Config> =
    Pass::document(run).after(&["request_media_types", "multipart", "pattern_properties", "tuple"]);

fn run(document: &mut Document, findings: &mut Findings) {
    let version = document.version;
    document.for_each_schema(findings, &mut |schema, site| {
        if let Value::Object(members) = schema {
            rewrite(members, version, site);
        }
    });
}

fn rewrite(schema: &mut Map<String, Value>, version: Version, site: &mut Site<'_>) {
    if schema.len() < 2 || !schema.contains_key("$ref") {
        return;
    }
    let siblings_apply = version == Version::V3_1;
    let is_open = |key: &str| schema.get(key).is_some_and(|value| value != &Value::Bool(false));
    let has_second = siblings_apply && (is_open("properties") || is_open("additionalProperties"));
    let mut target = Value::Null;
    let mut second = Map::new();
    let mut annotations = Map::new();
    for (key, value) in std::mem::take(schema) {
        let name = key.as_str();
        if name == "$ref" {
            target = value;
        } else if ANNOTATIONS.contains(&name) {
            annotations.insert(key, value);
        } else if has_second && MERGED.contains(&name) {
            second.insert(key, value);
        } else if siblings_apply && UNCHECKED.contains(&name) {
            site.report(&rules::UNTYPED_KEYWORD, name, format!("`{name}` beside a `$ref` is not checked"));
        } else if !siblings_apply && (UNCHECKED.contains(&name) || MERGED.contains(&name)) {
            site.report(&rules::IGNORED_SIBLING, name, format!("`{name}` beside a `$ref` is ignored in OpenAPI 3.0"));
        }
    }
    let target = Map::from_iter([("$ref".to_owned(), target)]);
    if second.is_empty() && annotations.is_empty() {
        *schema = target;
        return;
    }
    let parts = [target, second].into_iter().filter(|part| !part.is_empty()).map(Value::Object).collect();
    schema.insert("allOf".to_owned(), parts);
    schema.extend(annotations);
}
