//! Webhooks and callbacks.

use serde::Serialize;
use serde_json::Value;

use super::{text, type_ref::TypeRef, types::Components};
use moored_document::{
    document::Document,
    pointer::Pointer,
    schemas::{RECEIVED, members, received},
};

/// A request that the provider sends by itself.
#[derive(Clone, Debug)]
pub struct Webhook {
    /// Where its JSON body stands in the document as it was published: at its media type. `None` where it has none.
    pub origin: Option<Pointer>,
    /// How the provider got the address.
    pub kind: WebhookKind,
    /// The name of the function that decodes its body.
    pub name: String,
    /// The document's words, and what comes with the body.
    pub docs: String,
    /// The type of its JSON body; `None` where it has none.
    pub ty: Option<TypeRef>,
}

/// How the provider got the address that it sends a request to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum WebhookKind {
    /// It was configured outside of the API.
    Webhook,
    /// An operation passed it.
    Callback,
}

/// Those of a lowered document.
pub(super) fn read(document: &Document, components: &Components<'_>) -> Vec<Webhook> {
    let list = Pointer::root().join(RECEIVED);
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
    received(&document.value).enumerate().filter_map(read).collect()
}
