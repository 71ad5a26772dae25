//! Tuples without a fixed length.
//!
//! ```yaml
//! { prefixItems: [{ type: number }, { type: string }], minItems: 2, maxItems: 2 }                # before
//! { type: array, prefixItems: [{ type: number }, { type: string }] }
//! ---
//! { type: array, prefixItems: [{ type: number }, { type: string }], minItems: 2, maxItems: 2 }   # after
//! { type: array, items: { oneOf: [{ type: number }, { type: string }, {}] } }
//! ```
//!
//! New in 3.1 ([JSON Schema 10.3.1.1](https://json-schema.org/draft/2020-12/json-schema-core#section-10.3.1.1)), where
//! an array may have fewer items than `prefixItems`, and more unless the document forbids it: such an array becomes a
//! list and is in the loss report. The model makes a Rust tuple of one whose length is fixed. OpenAPI 3.0 has one
//! schema for all items of an array and requires it.

use serde_json::{Map, Value, json};

use crate::config::Config;
use moored_document::{pass::Pass, rules, site::Site};

/// The lengths of arrays that stay tuples. serde reads a tuple of one item as that item; a longer array than these is a
/// list whose items are written out.
const LENGTHS: std::ops::RangeInclusive<usize> = 2..=16;

/// `request_media_types` takes a body with `items` for more than text; `multipart` reads the `items` of the parts.
pub(super) const PASS: Pass<Config> = Pass::schema_objects(rewrite).after(&["request_media_types", "multipart"]);

fn rewrite(schema: &mut Map<String, Value>, site: &mut Site<'_>) {
    if let Some(length) = schema.get("prefixItems").and_then(Value::as_array).map(Vec::len) {
        schema.entry("type").or_insert_with(|| "array".into());
        let bound = |key: &str| schema.get(key).and_then(Value::as_u64).and_then(|bound| usize::try_from(bound).ok());
        let is_closed = schema.get("items") == Some(&Value::Bool(false))
            || bound("maxItems").is_some_and(|maximum| maximum <= length);
        let is_complete = bound("minItems").is_some_and(|minimum| minimum >= length);
        if is_closed && is_complete && LENGTHS.contains(&length) {
            // One of the two ways to close an array is enough.
            schema.shift_remove("items");
            schema.insert("maxItems".to_owned(), length.into());
            return;
        }
        let others = match schema.get("items") {
            _ if is_closed => None,
            Some(Value::Bool(true)) | None => Some(json!({})),
            Some(others) => Some(others.clone()),
        };
        make_list(schema, others, site);
    }
    let is_array = match schema.get("type") {
        Some(Value::Array(types)) => types.contains(&"array".into()),
        ty => ty == Some(&"array".into()),
    };
    if is_array && !schema.get("items").is_some_and(Value::is_object) && !schema.contains_key("prefixItems") {
        schema.insert("items".to_owned(), json!({}));
    }
}

/// Replaces `prefixItems` by one schema for all items. `others` is the schema of the items after them, if there may be
/// any.
fn make_list(schema: &mut Map<String, Value>, others: Option<Value>, site: &mut Site<'_>) {
    let Some(Value::Array(items)) = schema.shift_remove("prefixItems") else { return };
    let mut distinct: Vec<Value> = Vec::new();
    for item in items.into_iter().chain(others) {
        if !distinct.contains(&item) {
            distinct.push(item);
        }
    }
    let item = match distinct.len() {
        0 => json!({}),
        1 => distinct.remove(0),
        _ => {
            let message = "the tuple has no fixed length; typed as a list whose items have any of its types";
            site.report(&rules::TUPLE, "prefixItems", message);
            json!({ "oneOf": distinct })
        }
    };
    schema.insert("items".to_owned(), item);
}
