//! Webhooks and callbacks.

use serde_json::Value;

use super::text;
use moored_document::{
    document::Document,
    schemas::{members, received},
};

/// A request that the provider sends by itself.
#[derive(Clone, Debug)]
pub struct Received {
    /// Whether an operation asks for it; a webhook is agreed upon elsewhere.
    pub is_callback: bool,
    /// The name of the function that decodes its body.
    pub name: String,
    /// The document's words, and what comes with the body.
    pub docs: String,
    /// The schema of its JSON; `None` where it has none.
    pub schema: Option<Value>,
}

/// Those of a lowered document.
pub(super) fn read(document: &Document) -> Vec<Received> {
    let read = |value: &Value| {
        Some(Received {
            is_callback: text(value, "kind") == Some("callback"),
            name: text(value, "name")?.to_owned(),
            docs: text(value, "docs").unwrap_or_default().to_owned(),
            schema: members(value.get("content")).find_map(|(_, media)| media.get("schema")).cloned(),
        })
    };
    received(&document.value).filter_map(read).collect()
}
