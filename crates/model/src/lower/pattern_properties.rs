//! `patternProperties`.
//!
//! ```yaml
//! { type: object, patternProperties: { '^x-': { type: string } } }                                             # before
//! { properties: { id: { type: string } }, patternProperties: { '^x-': { type: string } } }
//! ---
//! { type: object, additionalProperties: { type: string } }                                                     # after; the names are in the loss report
//! { properties: { id: { type: string } }, additionalProperties: { oneOf: [{ type: string }, {}] } }
//! ```
//!
//! New in 3.1 ([JSON Schema 10.3.2.2](https://json-schema.org/draft/2020-12/json-schema-core#section-10.3.2.2)). A map has one type for all its values; what
//! stands beside members may be anything unless the document closes the object.

use serde_json::{Map, Value, json};

use crate::config::Config;
use moored_document::{
    document::Document,
    finding::{Finding, Findings},
    pass::Pass,
    pointer::Pointer,
    rules,
    schemas::for_each_mut,
};

pub(super) const PASS: Pass<Config> = Pass::document(run);

pub(super) fn run(document: &mut Document, findings: &mut Findings) {
    let mut unchecked: Vec<Pointer> = Vec::new();
    for_each_mut(&mut document.value, &mut |at, schema| {
        let at = &at.pointer();
        let Value::Object(members) = schema else { return };
        let Some(patterns) = members.shift_remove("patternProperties") else { return };
        let mut values: Vec<Value> = Vec::new();
        for value in patterns.as_object().into_iter().flat_map(Map::values) {
            let value = match value {
                Value::Bool(false) => continue,
                Value::Bool(true) => json!({}),
                schema => schema.clone(),
            };
            if !values.contains(&value) {
                values.push(value);
            }
        }
        unchecked.push(at.join("patternProperties"));
        let beside = members.get("properties").is_some_and(|properties| properties != &json!({}));
        match members.get("additionalProperties") {
            Some(other) if other.is_object() && !values.contains(other) => values.push(other.clone()),
            None | Some(Value::Bool(true)) if beside => values.push(json!({})),
            _ => {}
        }
        let value = match values.as_slice() {
            [] => return,
            [only] => only.clone(),
            _ if values.iter().all(|value| value == &json!({})) => json!({}),
            several => json!({ "oneOf": several }),
        };
        members.insert("additionalProperties".to_owned(), value);
    });
    for at in unchecked {
        let message = "the names that `patternProperties` asks for are not checked";
        findings.push(Finding::new(&rules::UNTYPED_KEYWORD, document.locate(&at), message));
    }
}
