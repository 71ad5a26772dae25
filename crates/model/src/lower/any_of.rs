//! Rewrites `anyOf` as `oneOf`.
//!
//! ```yaml
//! { anyOf: [{ $ref: … }, { type: string }] }      # before
//! ---
//! { oneOf: [{ $ref: … }, { type: string }] }      # after
//! ```
//!
//! A decoder treats both alike: it takes the first variant that fits. From `anyOf`, typify would make a struct with an
//! optional flattened field for each variant, which cannot hold a variant that is not an object. See [JSON Schema
//! 10.2.1.2](https://json-schema.org/draft/2020-12/json-schema-core#section-10.2.1.2).

use moored_document::{pass::Pass, site::Site};
use serde_json::{Map, Value, json};

use crate::config::Config;

/// `single_all_of` resolves an `anyOf` of one variant, and `untyped_keywords` keeps the titles of variants.
pub(super) const PASS: Pass<Config> = Pass::schema_objects(rewrite).after(&["single_all_of", "untyped_keywords"]);

fn rewrite(members: &mut Map<String, Value>, _: &mut Site<'_>) {
    let Some(variants) = members.shift_remove("anyOf") else { return };
    // The variants of `{ properties, anyOf: [{ required: [a] }, { required: [b] }] }` have no types: they only require
    // properties.
    let have_types = variants.as_array().is_some_and(|list| {
        let mut keys = list.iter().filter_map(Value::as_object).flat_map(Map::keys);
        keys.any(|key| key != "required" && key != "description")
    });
    match (have_types, members.contains_key("oneOf")) {
        (false, _) => {}
        (true, false) => {
            members.insert("oneOf".to_owned(), variants);
        }
        // A value has to satisfy both.
        (true, true) => {
            let part = json!({ "oneOf": variants });
            if let Value::Array(parts) = members.entry("allOf").or_insert_with(|| Value::Array(Vec::new())) {
                parts.push(part);
            }
        }
    }
}
