//! Fields that no stage reads and no other pass reports.
//!
//! ```yaml
//! parameters: [{ name: verbose, in: query, allowEmptyValue: true }]   # before
//! ---
//! parameters: [{ name: verbose, in: query }]                          # after; a loss
//! ```
//!
//! The table of the grammar names them. Without this pass a client would lack what they say, and nobody would be told.

use serde_json::Value;

use crate::{
    document::Document,
    finding::{Finding, Findings},
    grammar::{self, Kind, Usage},
    pass::Pass,
    path::Path,
};

/// The dialects of OpenAPI, and the drafts of JSON Schema, whose keywords earlier passes read.
const DIALECTS: &[&str] = &["https://spec.openapis.org/oas/", "https://json-schema.org/", "http://json-schema.org/"];

pub(super) const PASS: Pass = Pass::document(run);

pub(super) fn run(document: &mut Document, findings: &mut Findings) {
    let mut value = std::mem::take(&mut document.value);
    grammar::walk(&mut value, &Path::root(), Kind::Document, &mut |at, kind, members| {
        members.retain(|key, value| match kind.field(key).map(|field| field.usage) {
            Some(Usage::Unsupported(rule, message)) if changes_something(value) => {
                findings.push(Finding::new(rule, document.locate(&at.join(key)), message));
                false
            }
            _ => true,
        });
    });
    document.value = value;
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
