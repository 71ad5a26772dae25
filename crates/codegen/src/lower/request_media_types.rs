//! Request bodies in several media types, or in one that progenitor does not know.
//!
//! ```yaml
//! content: { application/xml: { … }, application/json: { schema: … } }      # before
//! ---
//! content: { application/json: { schema: … } }                              # after; the other is in the loss report
//! ```
//!
//! progenitor stops at the second media type and at `application/merge-patch+json`. A body without a schema may hold any JSON.

use serde_json::{Map, Value, json};

use crate::{
    config::Config,
    diagnostic::{Diagnostic, Diagnostics},
    document::Document,
    rules,
    schemas::{members, operations},
};

pub(super) fn run(document: &mut Document, _: &Config, diagnostics: &mut Diagnostics) {
    for operation in operations(&document.value) {
        let at = operation.join("requestBody");
        let content = at.join("content");
        let names: Vec<String> = members(content.get(&document.value)).map(|(name, _)| name.clone()).collect();
        let Some(Value::Object(body)) = at.get(&document.value).cloned() else { continue };
        // `content: {}` says that there is no body.
        if names.is_empty() {
            if let Some(Value::Object(operation)) = operation.get_mut(&mut document.value) {
                operation.shift_remove("requestBody");
            }
            continue;
        }
        let chosen = ["application/json", "application/x-www-form-urlencoded"]
            .iter()
            .find_map(|wish| names.iter().find(|name| essence(name) == *wish));
        let Some(chosen) = chosen else {
            let message = format!("a body of {} cannot be sent yet", names.join(" or "));
            diagnostics.push(Diagnostic::new(&rules::UNSUPPORTED_REQUEST_BODY, document.place(&content), message));
            continue;
        };
        for other in names.iter().filter(|name| *name != chosen) {
            let message = format!("the body is sent as {chosen}, never as {other}");
            diagnostics.push(Diagnostic::new(&rules::OTHER_REQUEST_MEDIA_TYPE, document.place(&content.join(other)), message));
        }
        let schema = members(body.get("content")).find(|(name, _)| *name == chosen).and_then(|(_, media)| media.get("schema").cloned());
        let key = essence(chosen).to_owned();
        document.record_move(&content.join(chosen), &content.join(&key));
        let mut new = Map::new();
        if let Some(description) = body.get("description").filter(|text| text.is_string()) {
            new.insert("description".to_owned(), description.clone());
        }
        new.insert("content".to_owned(), json!({ key: { "schema": schema.unwrap_or_else(|| json!({})) } }));
        new.insert("required".to_owned(), body.get("required").cloned().unwrap_or(Value::Bool(false)));
        if let Some(node) = at.get_mut(&mut document.value) {
            *node = Value::Object(new);
        }
    }
}

/// A media type without its parameters, in lower case.
pub(crate) fn essence(media_type: &str) -> String {
    media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}
