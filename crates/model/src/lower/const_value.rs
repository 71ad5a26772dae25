//! `const`.
//!
//! ```yaml
//! { const: user }                       # before
//! ---
//! { enum: [user] }                      # after
//! ```
//!
//! New in 3.1, and equivalent to an `enum` with one value ([JSON Schema validation
//! 6.1.3](https://json-schema.org/draft/2020-12/json-schema-validation#section-6.1.3)), which OpenAPI 3.0 has.

use serde_json::{Map, Value};

use crate::config::Config;
use moored_document::{pass::Pass, site::Site};

/// `request_media_types` takes a body with an `enum` for more than text; `reference_siblings` names the keyword that it
/// drops, which is the one of the document.
pub(super) const PASS: Pass<Config> =
    Pass::schema_objects(rewrite).after(&["request_media_types", "reference_siblings"]);

fn rewrite(schema: &mut Map<String, Value>, site: &mut Site<'_>) {
    if let Some(value) = schema.shift_remove("const") {
        schema.insert("enum".to_owned(), Value::Array(vec![value]));
        site.record_rename("const", "enum");
    }
}
