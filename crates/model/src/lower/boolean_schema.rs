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
//! because the provider added a property. That of a multipart form stays: the caller passes no other parts.

use serde_json::{Map, Value};

use crate::config::Config;
use moored_document::{media_type::MediaKind, pass::Pass, path::Path, site::Site};

/// Whether the schema at `path` is that of a multipart form.
fn is_form(path: &Path<'_>) -> bool {
    matches!(path.first(), ["paths", _, _, "requestBody", "content", name, "schema", ""]
        if MediaKind::of(name) == MediaKind::Multipart)
}

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
        Some(Value::Bool(false)) if !is_form(site.path()) => {
            members.shift_remove("additionalProperties");
        }
        // An object without properties is a map already.
        Some(Value::Bool(true)) if members.contains_key("properties") => {
            members.insert("additionalProperties".to_owned(), Value::Object(Map::new()));
        }
        _ => {}
    }
}
