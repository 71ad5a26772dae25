//! A document without `paths`, and the parts that no client method comes from.
//!
//! ```yaml
//! openapi: 3.1.0          # before
//! webhooks: { … }
//! ---
//! openapi: 3.1.0          # after; the loss report names each webhook
//! paths: {}
//! ```
//!
//! OpenAPI 3.1 made `paths` optional and added `webhooks` ([4.8.1](https://spec.openapis.org/oas/v3.1.1.html#openapi-object)); openapiv3
//! requires the one and does not know the other.

use serde_json::{Map, Value};

use crate::{
    config::Config,
    diagnostic::{Diagnostic, Diagnostics},
    document::Document,
    pointer::Pointer,
    rules,
    schemas::{members, operations},
};

pub(super) fn run(document: &mut Document, _: &Config, diagnostics: &mut Diagnostics) {
    let root = Pointer::root();
    for (name, _) in members(document.value.get("webhooks")) {
        let place = document.place(&root.join("webhooks").join(name));
        diagnostics.push(Diagnostic::new(&rules::WEBHOOK, place, format!("the webhook `{name}` gets no types")));
    }
    for operation in operations(&document.value) {
        for (name, _) in members(operation.join("callbacks").get(&document.value)) {
            let place = document.place(&operation.join("callbacks").join(name));
            diagnostics.push(Diagnostic::new(&rules::CALLBACK, place, format!("the callback `{name}` gets no types")));
        }
        if let Some(Value::Object(operation)) = operation.get_mut(&mut document.value) {
            operation.shift_remove("callbacks");
        }
    }
    if let Value::Object(members) = &mut document.value {
        members.shift_remove("webhooks");
        let paths = members.entry("paths").or_insert_with(|| Value::Object(Map::new()));
        if let Value::Object(paths) = paths {
            paths.retain(|key, _| !key.starts_with("x-"));
        }
    }
}
