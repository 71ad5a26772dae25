//! `$ref` with other keywords beside it.
//!
//! ```yaml
//! { $ref: '#/components/schemas/User', description: The owner }              # before
//! ---
//! { allOf: [{ $ref: '#/components/schemas/User' }], description: The owner } # after
//! ```
//!
//! In 3.1 they count ([JSON Schema 8.2.3.1](https://json-schema.org/draft/2020-12/json-schema-core#section-8.2.3.1)); openapiv3 drops
//! them. In 3.0 they were ignored, but whoever wrote a description or `nullable` there meant it.

use serde_json::{Map, Value};

use crate::{config::Config, diagnostic::Diagnostics, document::Document, schemas::for_each_schema};

/// The siblings that mean something without a second schema to merge.
const KEPT: &[&str] = &["description", "nullable", "deprecated", "readOnly", "writeOnly", "default", "example", "examples"];

pub(super) fn run(document: &mut Document, _: &Config, _: &mut Diagnostics) {
    for_each_schema(&mut document.value, &mut |_, schema| {
        let Value::Object(members) = schema else { return };
        let Some(target) = members.get("$ref").cloned() else { return };
        let siblings: Map<String, Value> =
            members.iter().filter(|(key, _)| KEPT.contains(&key.as_str())).map(|(key, value)| (key.clone(), value.clone())).collect();
        let reference = Value::Object(Map::from_iter([("$ref".to_owned(), target)]));
        if siblings.is_empty() {
            *schema = reference;
        } else {
            let mut wrapped = Map::from_iter([("allOf".to_owned(), Value::Array(vec![reference]))]);
            wrapped.extend(siblings);
            *schema = Value::Object(wrapped);
        }
    });
}
