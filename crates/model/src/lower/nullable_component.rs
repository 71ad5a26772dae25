//! Moves `nullable` from a component to the references to it.
//!
//! ```yaml
//! Metadata: { type: object, properties: { … }, nullable: true }                          # before
//! Order: { properties: { metadata: { $ref: '#/components/schemas/Metadata' } } }
//! ---
//! Metadata: { type: object, properties: { … } }                                          # after
//! Order: { properties: { metadata: { nullable: true, allOf: [{ $ref: '#/components/schemas/Metadata' }] } } }
//! ```
//!
//! From such a component typify makes two types, one around the other, and gives both the same name if it is a choice.
//! See [Schema Object, `nullable`](https://spec.openapis.org/oas/v3.0.4.html#fixed-fields-for-use-with-schemas).

use std::collections::BTreeSet;

use moored_document::{
    document::Document,
    finding::Findings,
    pass::Pass,
    schemas::{component_name, components},
};
use serde_json::{Value, json};

use crate::config::Config;

/// These make components that may be `null`, or write `nullable`.
pub(super) const PASS: Pass<Config> = Pass::document(run).after(&[
    "enum_values",
    "type_array",
    "inline_schema",
    "merged_choice",
    "shared_members",
    "all_of",
]);

fn run(document: &mut Document, findings: &mut Findings) {
    // A choice of nullable components is nullable itself, so that a round may find new ones.
    let mut known: BTreeSet<String> = BTreeSet::new();
    loop {
        let mut found: BTreeSet<String> = BTreeSet::new();
        for (name, schema) in components(&mut document.value) {
            if remove_nullable(schema) && known.insert(name.clone()) {
                found.insert(name.clone());
            }
        }
        if found.is_empty() {
            return;
        }
        mark_references(document, &found, findings);
    }
}

/// Removes `nullable` from a component, and the `allOf` around a reference that is left without siblings. Returns
/// whether it was nullable.
fn remove_nullable(schema: &mut Value) -> bool {
    let Value::Object(members) = schema else { return false };
    if members.get("nullable") != Some(&Value::Bool(true)) {
        return false;
    }
    members.shift_remove("nullable");
    let has_siblings = members.len() > 1;
    if let Some(Value::Array(parts)) = members.get_mut("allOf").filter(|_| !has_siblings)
        && let [only] = parts.as_mut_slice()
    {
        *schema = only.take();
    }
    true
}

/// Makes every reference to one of `nullable` nullable.
fn mark_references(document: &mut Document, nullable: &BTreeSet<String>, findings: &mut Findings) {
    let refers = |schema: &Value| component_name(schema).is_some_and(|name| nullable.contains(&name));
    document.for_each_schema(findings, &mut |schema, site| {
        if refers(schema) {
            // In an `allOf` with a description, and among the variants of a choice, the outer schema is nullable.
            let has_outer = matches!(site.path().list(), Some("allOf" | "oneOf"));
            // An optional parameter without a value is left out, and a required one has a value.
            let is_parameter = matches!(site.path().first(), ["paths", _, _, "parameters"]);
            if !has_outer && !is_parameter {
                *schema = json!({ "nullable": true, "allOf": [schema.take()] });
            }
            return;
        }
        let Value::Object(members) = schema else { return };
        let list = |key: &str| members.get(key).and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        let is_wrapper = matches!(list("allOf"), [only] if refers(only));
        if is_wrapper || list("oneOf").iter().any(refers) {
            members.insert("nullable".to_owned(), true.into());
        }
    });
}
