//! Webhooks and callbacks.

use serde::Serialize;
use serde_json::Value;

use super::{text, type_ref::TypeRef, types::Components};
use moored_document::{
    document::Document,
    pointer::Pointer,
    schemas::{WEBHOOK_SCHEMAS, members, webhook_requests},
};

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

/// How the provider gets the address of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum WebhookKind {
    /// The address is configured outside of the API.
    Webhook,
    /// The address is an argument of an operation.
    Callback,
}

/// The webhooks and callbacks of a lowered document.
pub(super) fn read(document: &Document, components: &Components<'_>) -> Vec<Webhook> {
    let list = Pointer::root().join(WEBHOOK_SCHEMAS);
    let read = |(index, value): (usize, &Value)| {
        let content = list.join(index).join("content");
        let body = members(value.get("content")).next();
        Some(Webhook {
            origin: body.map(|(media_type, _)| document.origin(&content.join(media_type))),
            kind: if text(value, "kind") == Some("callback") { WebhookKind::Callback } else { WebhookKind::Webhook },
            name: text(value, "name")?.to_owned(),
            docs: text(value, "docs").unwrap_or_default().to_owned(),
            ty: members(value.get("content"))
                .find_map(|(_, media)| media.get("schema"))
                .map(|schema| components.type_ref(schema)),
        })
    };
    webhook_requests(&document.value).enumerate().filter_map(read).collect()
}
