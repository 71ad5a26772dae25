//! Defaults and examples, which a reader wants and a type must not have.
//!
//! ```yaml
//! { type: boolean, default: true, example: false }                           # before
//! ---
//! { type: boolean, description: "Default: `true`.\n\nExample: `false`." }    # after
//! ```
//!
//! typify fills an absent member with its default, so that an answer would not encode back as it came, and stops where
//! a default does not fit its schema. `examples` is a list in 3.1 and unknown to 3.0.

use serde_json::{Map, Value};

use crate::config::Config;
use moored_document::{
    document::Document,
    finding::Findings,
    pass::Pass,
    schemas::{describe, for_each_mut},
};

/// Longer values are no help in a doc comment.
const LONGEST: usize = 200;

pub(super) const PASS: Pass<Config> = Pass::document(run);

pub(super) fn run(document: &mut Document, _: &mut Findings) {
    for_each_mut(&mut document.value, &mut |_, schema| {
        let Value::Object(members) = schema else { return };
        if let Some(value) = members.shift_remove("default") {
            note(members, "Default", &value);
        }
        let examples = members.shift_remove("examples");
        let first = match &examples {
            Some(Value::Array(items)) => items.first(),
            _ => None,
        };
        if let Some(value) = members.shift_remove("example").as_ref().or(first) {
            note(members, "Example", value);
        }
    });
}

fn note(members: &mut Map<String, Value>, word: &str, value: &Value) {
    let text = value.to_string();
    // A backquote would end the code span.
    if text.chars().count() <= LONGEST && !text.contains('`') && !value.is_null() {
        describe(members, &format!("{word}: `{text}`."));
    }
}
