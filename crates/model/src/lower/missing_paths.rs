//! A document without `paths`, and the extensions among them.
//!
//! ```yaml
//! openapi: 3.1.0          # before
//! components: { … }
//! ---
//! openapi: 3.1.0          # after
//! components: { … }
//! paths: {}
//! ```
//!
//! OpenAPI 3.1 made `paths` optional ([4.8.1](https://spec.openapis.org/oas/v3.1.1.html#openapi-object)); openapiv3 requires them.

use serde_json::{Map, Value};

use crate::config::Config;
use moored_document::{document::Document, finding::Findings, pass::Pass};

pub(super) const PASS: Pass<Config> = Pass::document(run);

pub(super) fn run(document: &mut Document, _: &mut Findings) {
    if let Value::Object(members) = &mut document.value {
        let paths = members.entry("paths").or_insert_with(|| Value::Object(Map::new()));
        if let Value::Object(paths) = paths {
            paths.retain(|key, _| !key.starts_with("x-"));
        }
    }
}
