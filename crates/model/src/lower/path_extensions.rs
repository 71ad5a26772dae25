//! Specification extensions among the paths.
//!
//! ```yaml
//! paths:                  # before
//!   x-group: internal
//!   /pets: { get: … }
//! ---
//! paths:                  # after
//!   /pets: { get: … }
//! ```
//!
//! An extension may hold anything, an object that looks like a path item included. Without extensions, every member of
//! `paths` is a path item ([paths object](https://spec.openapis.org/oas/v3.1.1.html#paths-object)).

use serde_json::Value;

use crate::config::Config;
use moored_document::{document::Document, finding::Findings, pass::Pass};

pub(super) const PASS: Pass<Config> = Pass::document(run);

fn run(document: &mut Document, _: &mut Findings) {
    if let Some(Value::Object(paths)) = document.value.get_mut("paths") {
        paths.retain(|key, _| !key.starts_with("x-"));
    }
}
