//! Fields that no stage reads and no other pass reports.
//!
//! ```yaml
//! parameters: [{ name: verbose, in: query, allowEmptyValue: true }]   # before
//! ---
//! parameters: [{ name: verbose, in: query }]                          # after; a loss
//! ```
//!
//! The table of the grammar lists them. Without this pass a client would lack what they define, and no finding would
//! report it. See [fixed fields](https://spec.openapis.org/oas/v3.1.1.html#fixed-fields).

use serde_json::{Map, Value};

use crate::{
    grammar::{Kind, Usage},
    pass::Pass,
    site::Site,
};

/// The dialects of OpenAPI, and the drafts of JSON Schema, whose keywords earlier passes read.
const DIALECTS: &[&str] = &["https://spec.openapis.org/oas/", "https://json-schema.org/", "http://json-schema.org/"];

/// A field of the wrong kind has been removed, and operations of newer methods are where they belong.
pub(super) const PASS: Pass = Pass::objects(rewrite).after(&["wrong_shape", "newer_parts"]);

fn rewrite(kind: Kind, members: &mut Map<String, Value>, site: &mut Site<'_>) {
    members.retain(|key, value| match kind.field(key).map(|field| field.usage) {
        Some(Usage::Unsupported(rule, message)) if changes_something(value) => {
            site.report(rule, key, message);
            false
        }
        _ => true,
    });
}

/// Whether a document means something else with `value` than without it.
fn changes_something(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => false,
        Value::String(text) => !DIALECTS.iter().any(|dialect| text.starts_with(dialect)),
        Value::Array(items) => !items.is_empty(),
        Value::Object(members) => !members.is_empty(),
        Value::Bool(true) | Value::Number(_) => true,
    }
}
