//! Other keywords for the members and items that no other keyword names.
//!
//! ```yaml
//! # before
//! { type: object, properties: { id: { type: string } }, unevaluatedProperties: { type: integer } }
//! { type: array, prefixItems: [{ type: number }], unevaluatedItems: false }
//! { type: object, properties: { id: { type: string } }, x-kubernetes-preserve-unknown-fields: true }
//! ---
//! # after
//! { type: object, properties: { id: { type: string } }, additionalProperties: { type: integer } }
//! { type: array, prefixItems: [{ type: number }], items: false }
//! { type: object, properties: { id: { type: string } }, additionalProperties: true }
//! ```
//!
//! `unevaluatedProperties` applies to the members that neither the schema nor its `allOf` names ([JSON Schema
//! 11.3](https://json-schema.org/draft/2020-12/json-schema-core#section-11.3)). TypeSpec writes it for each `Record`.
//! When `all_of` has merged the parts, `additionalProperties` is the same. Beside `additionalProperties`, no member is
//! left to which it could apply, and the same is true of `unevaluatedItems` beside `items`. `contains` leaves items to
//! which neither applies, so that `unevaluatedItems` is a loss there.
//!
//! Kubernetes does not remove unknown members of an object with [this
//! extension](https://kubernetes.io/docs/reference/generated/kubernetes-api/v1.34/#jsonschemaprops-v1-apiextensions-k8s-io).

use serde_json::{Map, Value};

use crate::config::Config;
use moored_document::{pass::Pass, site::Site};

const PRESERVES: &str = "x-kubernetes-preserve-unknown-fields";

pub(super) const PASS: Pass<Config> = Pass::schema_objects(rewrite);

fn rewrite(schema: &mut Map<String, Value>, site: &mut Site<'_>) {
    rename(schema, "unevaluatedProperties", "additionalProperties", site);
    if !schema.contains_key("contains") {
        rename(schema, "unevaluatedItems", "items", site);
    }
    let preserves = schema.shift_remove(PRESERVES) == Some(Value::Bool(true));
    // Without `properties`, the type alone states that the members are open.
    if preserves && schema.contains_key("properties") {
        schema.entry("additionalProperties").or_insert(Value::Bool(true));
    }
}

/// Renames the keyword `from`. It has no effect, and is removed, if `to` is there already.
fn rename(schema: &mut Map<String, Value>, from: &str, to: &str, site: &mut Site<'_>) {
    let Some(value) = schema.shift_remove(from) else { return };
    if !schema.contains_key(to) {
        schema.insert(to.to_owned(), value);
        site.record_rename(from, to);
    }
}
