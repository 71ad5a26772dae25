//! `anyOf`.
//!
//! ```yaml
//! { anyOf: [{ $ref: … }, { type: string }] }      # before
//! ---
//! { oneOf: [{ $ref: … }, { type: string }] }      # after
//! ```
//!
//! For a reader of JSON the two are the same: the first variant that fits is taken. typify makes a struct with one optional flattened
//! member per variant out of `anyOf`, which cannot hold a variant that is no object.

use serde_json::{Value, json};

use crate::config::Config;
use moored_document::{document::Document, finding::Findings, pass::Pass, schemas::for_each_mut};

pub(super) const PASS: Pass<Config> = Pass::document(run);

pub(super) fn run(document: &mut Document, _: &mut Findings) {
    for_each_mut(&mut document.value, &mut |_, schema| {
        let Value::Object(members) = schema else { return };
        let Some(variants) = members.shift_remove("anyOf") else { return };
        // `{ properties, anyOf: [{ required: [a] }, { required: [b] }] }` says which members go together, not what they are.
        let shapes = variants.as_array().is_some_and(|list| {
            list.iter().any(|variant| {
                variant
                    .as_object()
                    .is_some_and(|variant| variant.keys().any(|key| key != "required" && key != "description"))
            })
        });
        match (shapes, members.contains_key("oneOf")) {
            (false, _) => {}
            (true, false) => {
                members.insert("oneOf".to_owned(), variants);
            }
            // Both hold.
            (true, true) => {
                let part = json!({ "oneOf": variants });
                if let Value::Array(parts) = members.entry("allOf").or_insert_with(|| Value::Array(Vec::new())) {
                    parts.push(part);
                }
            }
        }
    });
}
