//! Tuples.
//!
//! ```yaml
//! { type: array, prefixItems: [{ type: number }, { type: string }] }   # before
//! ---
//! { type: array, items: {} }                                           # after; in the loss report
//! ```
//!
//! New in 3.1 ([JSON Schema 10.3.1.1](https://json-schema.org/draft/2020-12/json-schema-core#section-10.3.1.1)); OpenAPI 3.0 has one schema
//! for all items and demands it.

use serde_json::{Map, Value};

use crate::{
    config::Config,
    diagnostic::{Diagnostic, Diagnostics},
    document::Document,
    pointer::Pointer,
    rules,
    schemas::for_each_schema,
};

pub(super) fn run(document: &mut Document, _: &Config, diagnostics: &mut Diagnostics) {
    let mut tuples: Vec<Pointer> = Vec::new();
    for_each_schema(&mut document.value, &mut |at, schema| {
        let Value::Object(members) = schema else { return };
        if members.shift_remove("prefixItems").is_some() {
            tuples.push(at.join("prefixItems"));
            members.insert("items".to_owned(), Value::Object(Map::new()));
            members.entry("type").or_insert_with(|| "array".into());
        }
        if members.get("type").and_then(Value::as_str) == Some("array")
            && !members.get("items").is_some_and(Value::is_object)
        {
            members.insert("items".to_owned(), Value::Object(Map::new()));
        }
    });
    for at in tuples {
        let message = "this tuple becomes `Vec<serde_json::Value>`";
        diagnostics.push(Diagnostic::new(&rules::TUPLE, document.place(&at), message));
    }
}
