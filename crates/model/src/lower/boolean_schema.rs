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
//! JSON Schema 2020-12 allows both for every schema
//! ([4.3.2](https://json-schema.org/draft/2020-12/json-schema-core#section-4.3.2)), OpenAPI 3.0 only for
//! `additionalProperties`. `additionalProperties: false` is removed as well: a client must not reject a response
//! because the provider added a property.

use serde_json::{Map, Value};

use crate::config::Config;
use moored_document::{pass::Pass, site::Site};

/// `multipart`, `pattern_properties` and `tuple` read `true` and `false` themselves: an object or a list may be closed.
pub(super) const PASS: Pass<Config> = Pass::schemas(rewrite).after(&["multipart", "pattern_properties", "tuple"]);

fn rewrite(schema: &mut Value, site: &mut Site<'_>) {
    let members = match schema {
        Value::Object(members) => members,
        Value::Bool(_) if site.path().last() != Some("additionalProperties") => {
            *schema = Value::Object(Map::new());
            return;
        }
        _ => return,
    };
    match members.get("additionalProperties") {
        Some(Value::Bool(false)) => {
            members.shift_remove("additionalProperties");
        }
        // An object without properties is a map already.
        Some(Value::Bool(true)) if members.contains_key("properties") => {
            members.insert("additionalProperties".to_owned(), Value::Object(Map::new()));
        }
        _ => {}
    }
}
