//! `const`.
//!
//! ```yaml
//! { const: user }                       # before
//! ---
//! { enum: [user] }                      # after
//! ```
//!
//! New in 3.1 ([JSON Schema validation 6.1.3](https://json-schema.org/draft/2020-12/json-schema-validation#section-6.1.3)) and the same as an
//! `enum` with one value.

use serde_json::Value;

use crate::config::Config;
use moored_document::{document::Document, finding::Findings, pass::Pass, schemas::for_each_mut};

pub(super) const PASS: Pass<Config> = Pass::document(run);

pub(super) fn run(document: &mut Document, _: &mut Findings) {
    for_each_mut(&mut document.value, &mut |_, schema| {
        let Value::Object(members) = schema else { return };
        if let Some(value) = members.shift_remove("const") {
            members.insert("enum".to_owned(), Value::Array(vec![value]));
        }
    });
}
