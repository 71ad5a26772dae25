//! Schemas that are `true` or `false`.
//!
//! ```yaml
//! items: true                                                                  # before
//! { properties: { id: { type: string } }, additionalProperties: true }
//! ---
//! items: {}                                                                    # after
//! { properties: { id: { type: string } }, additionalProperties: {} }
//! ```
//!
//! JSON Schema 2020-12 allows both ([4.3.2](https://json-schema.org/draft/2020-12/json-schema-core#section-4.3.2)), OpenAPI 3.0 knows
//! them under `additionalProperties` alone. `additionalProperties: false` goes as well: a client must not refuse an answer because the
//! provider added a member.

use serde_json::{Map, Value};

use crate::config::Config;
use moored_document::{document::Document, finding::Findings, pass::Pass, schemas::for_each_mut};

pub(super) const PASS: Pass<Config> = Pass::document(run);

pub(super) fn run(document: &mut Document, _: &mut Findings) {
    for_each_mut(&mut document.value, &mut |at, schema| match schema {
        Value::Bool(_) if at.last() != Some("additionalProperties") => *schema = Value::Object(Map::new()),
        Value::Object(members) if members.get("additionalProperties") == Some(&Value::Bool(false)) => {
            members.shift_remove("additionalProperties");
        }
        // Alone it is a map already.
        Value::Object(members)
            if members.get("additionalProperties") == Some(&Value::Bool(true))
                && members.contains_key("properties") =>
        {
            members.insert("additionalProperties".to_owned(), Value::Object(Map::new()));
        }
        _ => {}
    });
}
