//! The client, its credentials, the handles of groups, the functions of webhooks, and what the root of the crate
//! exports.

use std::collections::BTreeSet;

use moored_model::api::{
    Api, BodyKind, DefaultServer, GrantKind, ItemKind, Scheme, SchemeKind, UNKNOWN_EVENT, Webhook, WebhookKind,
};

use super::item::{Item, Items, Subject, Trait};
use crate::rust;

pub(super) fn add(found: &mut Vec<Item>, api: &Api) {
    let items = &mut Items::new(found, Subject::Client);
    let client = items.structure("Client", &["Clone", "Debug", "Client"]);
    if has_choice(api) {
        client.traits.push(Trait::of("HasServers", "server::Server".to_owned()));
    }
    items.alias("ClientBuilder", "ClientBuilder<Client>");
    items.function("Client", "builder", "() -> ClientBuilder");
    items.function("Client", "base_address", "(&self) -> &str");
    items.function("Client", "raw_request", "(&self, method: Method, path: &'static str) -> RawRequest");
    for group in &api.groups {
        let handle = format!("operations::{}::{}", group.module, group.handle);
        items.function("Client", &group.module, &format!("(&self) -> {}", group.handle));
        items.structure(&handle, &["Clone", "Debug"]);
    }
    credential(items, &api.schemes);
    for (kind, module) in [(WebhookKind::Webhook, "webhooks"), (WebhookKind::Callback, "callbacks")] {
        events(items, api, kind, module);
    }
    for name in exports(api) {
        items.export(name);
    }
}

/// The enum of events in `module`, and a function for each.
fn events(items: &mut Items<'_>, api: &Api, kind: WebhookKind, module: &str) {
    let webhooks: Vec<&Webhook> = api.webhooks.iter().filter(|webhook| webhook.kind == kind).collect();
    if webhooks.is_empty() {
        return;
    }
    let path = format!("{module}::Event");
    items.enumeration(&path, &["Clone", "Debug", "PartialEq", "WebhookEvent"]);
    for webhook in &webhooks {
        let held = match &webhook.ty {
            Some(ty) if ty.is_named() => format!("Box<{}>", rust::text(ty, &api.types)),
            Some(ty) => rust::text(ty, &api.types),
            None => "RawEvent".to_owned(),
        };
        items.variant(&path, &webhook.variant, Some(&held));
    }
    items.variant(&path, UNKNOWN_EVENT, Some("RawEvent"));
    if !api.event_names.of(kind).is_empty() || webhooks.len() == 1 {
        items.function(&path, "decode", "(headers: &HeaderMap, body: &[u8]) -> Result<Self, EventError>");
    }
    let arguments = "name: &str, headers: &HeaderMap, body: &[u8]";
    items.function(&path, "decode_named", &format!("({arguments}) -> Result<Self, EventError>"));
    for webhook in webhooks {
        if let Some(ty) = &webhook.ty {
            let ty = rust::text(ty, &api.types);
            items.function(module, &webhook.name, &format!("(body: &[u8]) -> Result<{ty}, DecodeError>"));
        }
    }
}

/// Whether the builder of the client takes a server.
fn has_choice(api: &Api) -> bool {
    matches!(api.default_server, DefaultServer::Choice { .. })
}

fn credential(items: &mut Items<'_>, schemes: &[Scheme]) {
    if schemes.is_empty() {
        return;
    }
    let path = "Credential";
    let item = items.structure(path, &["Clone", "Debug", "Into<Credential>"]);
    if schemes.iter().any(|scheme| !scheme.grants().is_empty()) {
        item.traits.push(Trait::new("From<OAuth2>"));
    }
    for scheme in schemes {
        let arguments = match &scheme.kind {
            SchemeKind::Basic => "username: impl Into<String>, password: impl Into<Secret>",
            SchemeKind::Bearer | SchemeKind::OAuth2 { .. } => "token: impl Into<Secret>",
            SchemeKind::Header(_) | SchemeKind::Query(_) | SchemeKind::Cookie(_) => "key: impl Into<Secret>",
        };
        items.function(path, &scheme.constructor, &format!("({arguments}) -> Self"));
        let SchemeKind::OAuth2 { token_source, grants } = &scheme.kind else { continue };
        items.function(path, token_source, "(source: impl TokenSource) -> Self");
        for grant in grants {
            let more = match grant.kind {
                GrantKind::ClientCredentials => "",
                GrantKind::Password => ", username: impl Into<String>, password: impl Into<Secret>",
                GrantKind::RefreshToken => ", refresh_token: impl Into<Secret>",
            };
            let arguments = format!("client_id: impl Into<String>, client_secret: impl Into<Secret>{more}");
            items.function(path, &grant.constructor, &format!("({arguments}) -> OAuth2"));
        }
    }
}

/// What the root exports of the runtime, as far as it differs between clients.
fn exports(api: &Api) -> BTreeSet<&'static str> {
    let mut names = BTreeSet::new();
    if api.schemes.iter().any(|scheme| matches!(scheme.kind, SchemeKind::OAuth2 { .. })) {
        names.extend(["AccessToken", "TokenSource"]);
    }
    if api.schemes.iter().any(|scheme| !scheme.grants().is_empty()) {
        names.extend(["ClientAuthentication", "OAuth2"]);
    }
    if api.items().next().is_some() {
        names.extend(["ItemError", "Items"]);
    }
    if api.items().any(|items| items.framing.is_event()) {
        names.insert("Event");
    }
    for content in api.operations.iter().filter_map(|operation| operation.body.as_ref()).flat_map(|body| &body.contents)
    {
        names.extend(match &content.kind {
            BodyKind::Json(_) | BodyKind::Form(..) => &[][..],
            BodyKind::Multipart(_) => &["Body", "FilePart", "Multipart"],
            BodyKind::Items(item) if item.kind == ItemKind::File => &["Body", "FilePart"],
            BodyKind::Items(_) => &[],
            BodyKind::Raw => &["Body"],
        });
    }
    names
}
