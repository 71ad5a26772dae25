//! `patternProperties`.
//!
//! ```yaml
//! { type: object, patternProperties: { '^x-': { type: string } } }                          # before
//! { properties: { id: { type: string } }, patternProperties: { '^x-': { type: string } } }
//! ---
//! { type: object, additionalProperties: { type: string } }                                  # after
//! { properties: { id: { type: string } }, additionalProperties: { oneOf: [{ type: string }, {}] } }
//! ```
//!
//! New in 3.1 ([JSON Schema 10.3.2.2](https://json-schema.org/draft/2020-12/json-schema-core#section-10.3.2.2)). A map
//! has one type for all its values. Beside `properties`, other properties may have any value unless the document closes
//! the object. That the names are not checked is in the loss report.

use serde_json::{Map, Value, json};

use crate::config::Config;
use moored_document::{pass::Pass, rules, site::Site};

/// `request_media_types` takes a body with `additionalProperties` for more than text; `multipart` reports the patterns
/// of a form.
pub(super) const PASS: Pass<Config> = Pass::schema_objects(rewrite).after(&["request_media_types", "multipart"]);

fn rewrite(schema: &mut Map<String, Value>, site: &mut Site<'_>) {
    let Some(patterns) = schema.shift_remove("patternProperties") else { return };
    let message = "the names of the properties are not checked by `patternProperties`";
    site.report(&rules::UNTYPED_KEYWORD, "patternProperties", message);
    let mut values: Vec<Value> = Vec::new();
    if let Value::Object(patterns) = patterns {
        for value in patterns.into_iter().map(|(_, value)| value) {
            let value = match value {
                Value::Bool(false) => continue,
                Value::Bool(true) => json!({}),
                schema => schema,
            };
            if !values.contains(&value) {
                values.push(value);
            }
        }
    }
    let has_properties = schema.get("properties").is_some_and(|properties| properties != &json!({}));
    match schema.get("additionalProperties") {
        Some(other) if other.is_object() && !values.contains(other) => values.push(other.clone()),
        None | Some(Value::Bool(true)) if has_properties => values.push(json!({})),
        _ => {}
    }
    let value = match values.len() {
        0 => return,
        1 => values.remove(0),
        _ if values.iter().all(|value| value == &json!({})) => json!({}),
        _ => json!({ "oneOf": values }),
    };
    schema.insert("additionalProperties".to_owned(), value);
}
