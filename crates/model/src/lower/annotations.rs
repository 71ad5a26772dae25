//! Moves defaults and examples into the description.
//!
//! ```yaml
//! { type: boolean, default: true, example: false }                           # before
//! ---
//! { type: boolean, description: "Default: `true`.\n\nExample: `false`." }    # after
//! ```
//!
//! A reader wants them, and a type must not have them: typify would fill an absent member with its default, so that a
//! decoded response would not encode to what was received, and it stops at a default that does not fit its schema. They
//! are annotations ([JSON Schema, validation
//! 9](https://json-schema.org/draft/2020-12/json-schema-validation#section-9)).

use moored_document::{pass::Pass, schemas::describe, site::Site};
use serde_json::{Map, Value};

use crate::{config::Config, limits::LONGEST_EXAMPLE};

/// `wide_integer` reads the values that are removed here.
pub(super) const PASS: Pass<Config> = Pass::schema_objects(rewrite).after(&["wide_integer"]);

fn rewrite(members: &mut Map<String, Value>, _: &mut Site<'_>) {
    if let Some(value) = members.shift_remove("default") {
        add_note(members, "Default", &value);
    }
    let examples = members.shift_remove("examples");
    let first = match &examples {
        Some(Value::Array(items)) => items.first(),
        _ => None,
    };
    if let Some(value) = members.shift_remove("example").as_ref().or(first) {
        add_note(members, "Example", value);
    }
}

fn add_note(members: &mut Map<String, Value>, label: &str, value: &Value) {
    let text = value.to_string();
    // A backquote would end the code span.
    if text.chars().count() <= LONGEST_EXAMPLE && !text.contains('`') && !value.is_null() {
        describe(members, &format!("{label}: `{text}`."));
    }
}
