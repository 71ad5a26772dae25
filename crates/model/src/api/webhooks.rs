//! Webhooks and callbacks.

use serde_json::Value;

use super::{text, type_ref::TypeRef, types::Components};
use crate::webhook_requests::{self, Request, WebhookKind};
use moored_document::{document::Document, pointer::Pointer, schemas::members};

/// A request that the provider sends by itself.
#[derive(Clone, Debug)]
pub struct Webhook {
    /// The location of its JSON body in the published document, at its media type. `None` if it has no JSON body.
    pub origin: Option<Pointer>,
    /// How the provider gets the address.
    pub kind: WebhookKind,
    /// The name of the function that decodes its body.
    pub name: String,
    /// The description in the document, and the documented parameters and headers.
    pub docs: String,
    /// The type of its JSON body; `None` if it has none.
    pub ty: Option<TypeRef>,
}

/// The webhooks and callbacks of a lowered document.
pub(super) fn read(document: &Document, components: &Components<'_>) -> Vec<Webhook> {
    let read = |request: Request| {
        let content = request.at.join("requestBody").join("content");
        let operation = request.at.get(&document.value).unwrap_or(&Value::Null);
        let body = members(content.get(&document.value)).next();
        Webhook {
            origin: body.map(|(media_type, _)| document.origin(&content.join(media_type))),
            kind: request.item.kind,
            docs: docs(operation, &format!("`{}`: {}.", request.verb, request.item.label)),
            name: request.name,
            ty: body.and_then(|(_, media)| media.get("schema")).map(|schema| components.type_ref(schema)),
        }
    };
    webhook_requests::all(&document.value).into_iter().map(read).collect()
}

/// The summary and description of `operation`, then `heading`, then the headers and parameters of the request.
fn docs(operation: &Value, heading: &str) -> String {
    let trimmed = |value: &Value, key: &str| text(value, key).unwrap_or_default().trim().to_owned();
    let line = |parameter: &Value| {
        let description = trimmed(parameter, "description").split_whitespace().collect::<Vec<_>>().join(" ");
        let line = format!("- the {} `{}`: {description}", trimmed(parameter, "in"), trimmed(parameter, "name"));
        line.trim_end_matches([':', ' ']).to_owned()
    };
    let mut paragraphs = vec![trimmed(operation, "summary"), trimmed(operation, "description"), heading.to_owned()];
    paragraphs.dedup();
    let parameters = operation.get("parameters").and_then(Value::as_array).into_iter().flatten();
    paragraphs.push(parameters.map(line).collect::<Vec<_>>().join("\n"));
    paragraphs.retain(|paragraph| !paragraph.is_empty());
    paragraphs.join("\n\n")
}
