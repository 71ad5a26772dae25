//! `client.json`: a machine-readable description of a generated crate. docs/client-json.md explains its members.

mod constructors;
mod credentials;
mod declared;
mod items;
mod operations;
mod pages;
mod responses;
mod servers;
mod traits;
mod type_ref;
mod types;

use moored_document::media_type::{JSON, URL_ENCODED};
use moored_model::{
    api::{Api, Webhook, WebhookEncoding, WebhookKind},
    bounds::Bounds,
};
use serde::Serialize;

pub(crate) use self::pages::Part;
use self::type_ref::Type;
use crate::{emit::Emitted, json_lines::Lines};

/// The file's name in a generated crate.
pub(crate) const FILE_NAME: &str = "client.json";

/// The version of the format. It increases when a member is removed or changes its meaning.
const VERSION: u32 = 2;

/// Returns the text of `client.json` for the crate `name`, which was generated from the file `document`.
pub(crate) fn render(name: &str, document: &str, api: &Api, emitted: &Emitted) -> String {
    let types = &api.types;
    let mut lines = Lines::default();
    lines.member("version", &VERSION);
    lines.member("crate", &name);
    lines.member("document", &document);
    lines.member("title", &api.title);
    lines.member("document_version", &api.version);
    if !api.error_message.is_empty() {
        lines.member("error_message", &api.error_message);
    }
    servers::write(api, &mut lines);
    lines.list("credentials", api.schemes.iter().map(credentials::Credential::of));
    lines.list("groups", api.groups.iter().map(|group| Group::of(group)));
    let calls = api.operations.iter().zip(&emitted.calls);
    lines.list("operations", calls.map(|(operation, call)| operations::Operation::of(operation, &call.ways, types)));
    for (member, kind) in [("webhook_event", WebhookKind::Webhook), ("callback_event", WebhookKind::Callback)] {
        let names = api.event_names.of(kind);
        if !names.is_empty() {
            lines.member(member, &names);
        }
    }
    lines.list("webhooks", api.webhooks.iter().map(|webhook| WebhookEntry::of(webhook, api)));
    lines.list("types", types.iter().map(|ty| types::TypeDef::of(ty, types)));
    let bounds = api.bounds.iter().filter(|(_, bounds)| !bounds.is_empty());
    lines.list("bounds", bounds.map(|(component, bounds)| ComponentBounds { component, bounds }));
    let schemas = api.schemas.iter();
    lines.list("schemas", schemas.map(|(origin, ty)| Schema { origin: origin.to_string(), ty: Type::new(ty, types) }));
    lines.list("items", items::of(emitted).into_iter());
    lines.finish()
}

/// The operations of a tag.
#[derive(Serialize)]
struct Group<'a> {
    tag: &'a str,
    module: &'a str,
    handle: &'a str,
}

impl<'a> Group<'a> {
    fn of(group: &'a moored_model::api::Group) -> Self {
        Self { tag: &group.tag, module: &group.module, handle: &group.handle }
    }
}

/// A webhook or callback.
#[derive(Serialize)]
struct WebhookEntry<'a> {
    kind: WebhookKind,
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    origin: Option<String>,
    variant: &'a str,
    events: &'a [String],
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    ty: Option<Type<'a>>,
    /// How the body is written, if it can be a form.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    media_types: &'static [&'static str],
}

impl<'a> WebhookEntry<'a> {
    fn of(webhook: &'a Webhook, api: &'a Api) -> Self {
        Self {
            kind: webhook.kind,
            name: &webhook.name,
            origin: webhook.origin.as_ref().map(ToString::to_string),
            variant: &webhook.variant,
            events: &webhook.events,
            ty: webhook.ty.as_ref().map(|ty| Type::new(ty, &api.types)),
            media_types: match webhook.encoding {
                WebhookEncoding::Json => &[],
                WebhookEncoding::Form => &[URL_ENCODED],
                WebhookEncoding::JsonOrForm => &[JSON, URL_ENCODED],
            },
        }
    }
}

/// The bounds of a component, and of what is in it.
#[derive(Serialize)]
struct ComponentBounds<'a> {
    component: &'a str,
    bounds: &'a Bounds,
}

/// A schema component of the document.
#[derive(Serialize)]
struct Schema<'a> {
    origin: String,
    #[serde(rename = "type")]
    ty: Type<'a>,
}
