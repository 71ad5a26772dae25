//! Tuples that leave something open.
//!
//! ```yaml
//! { prefixItems: [{ type: number }, { type: string }], minItems: 2, maxItems: 2 }                # before
//! { type: array, prefixItems: [{ type: number }, { type: string }] }
//! ---
//! { type: array, prefixItems: [{ type: number }, { type: string }] , minItems: 2, maxItems: 2 }  # after: a type of ours
//! { type: array, items: { oneOf: [{ type: number }, { type: string }, {}] } }                    # in the loss report
//! ```
//!
//! New in 3.1 ([JSON Schema 10.3.1.1](https://json-schema.org/draft/2020-12/json-schema-core#section-10.3.1.1)), where a tuple may be shorter than it says and
//! longer, unless the document closes it: that is a list. OpenAPI 3.0 has one schema for all items and demands it.

use serde_json::{Value, json};

use crate::config::Config;
use moored_document::{
    document::Document,
    finding::{Finding, Findings},
    pass::Pass,
    pointer::Pointer,
    rules,
    schemas::for_each_mut,
};

/// Longer ones are lists that somebody has written out. One of a single item would be that item to serde.
const LENGTHS: std::ops::RangeInclusive<usize> = 2..=16;

pub(super) const PASS: Pass<Config> = Pass::document(run);

pub(super) fn run(document: &mut Document, findings: &mut Findings) {
    let mut open: Vec<Pointer> = Vec::new();
    for_each_mut(&mut document.value, &mut |at, schema| {
        let at = &at.pointer();
        let Value::Object(members) = schema else { return };
        if let Some(Value::Array(items)) = members.get("prefixItems").cloned() {
            members.entry("type").or_insert_with(|| "array".into());
            let bound =
                |key: &str| members.get(key).and_then(Value::as_u64).and_then(|bound| usize::try_from(bound).ok());
            let ends = members.get("items") == Some(&Value::Bool(false))
                || bound("maxItems").is_some_and(|most| most <= items.len());
            let starts = bound("minItems").is_some_and(|least| least >= items.len());
            if ends && starts && LENGTHS.contains(&items.len()) {
                // In one form, whichever it had.
                members.shift_remove("items");
                members.insert("maxItems".to_owned(), items.len().into());
                return;
            }
            let mut kinds: Vec<Value> = Vec::new();
            let rest = match members.get("items") {
                _ if ends => None,
                Some(Value::Bool(true)) | None => Some(json!({})),
                Some(rest) => Some(rest.clone()),
            };
            for item in items.into_iter().chain(rest) {
                if !kinds.contains(&item) {
                    kinds.push(item);
                }
            }
            let item = match kinds.as_slice() {
                [] => json!({}),
                [only] => only.clone(),
                several => json!({ "oneOf": several }),
            };
            if kinds.len() > 1 {
                open.push(at.join("prefixItems"));
            }
            members.shift_remove("prefixItems");
            members.insert("items".to_owned(), item);
        }
        if members.get("type").and_then(Value::as_str) == Some("array")
            && !members.get("items").is_some_and(Value::is_object)
            && !members.contains_key("prefixItems")
        {
            members.insert("items".to_owned(), json!({}));
        }
    });
    for at in open {
        let message = "this tuple becomes a list, each item of which is one of its types";
        findings.push(Finding::new(&rules::TUPLE, document.locate(&at), message));
    }
}
