//! Webhooks and callbacks.

mod events;

use serde_json::Value;

pub use events::EventNames;

use super::{
    text,
    type_ref::TypeRef,
    types::{Components, Types},
};
use crate::{
    config::Config,
    naming::variant_name,
    webhook_requests::{self, ALSO_FORM, Request, VALUES, WebhookKind},
};
use moored_document::{
    document::Document, finding::Findings, media_type::MediaKind, pointer::Pointer, schemas::members, scope::Scope,
};

/// The variant for events that the document does not have.
pub const UNKNOWN_EVENT: &str = "Unknown";

/// A request that the provider sends by itself.
#[derive(Clone, Debug)]
pub struct Webhook {
    /// The location of its body in the published document, at its media type. `None` if no body can be decoded.
    pub origin: Option<Pointer>,
    /// How the provider gets the address.
    pub kind: WebhookKind,
    /// The name in the document.
    pub(crate) key: String,
    /// The name of the function that decodes its body.
    pub name: String,
    /// The variant in the enum of events.
    pub variant: String,
    /// The names of its event.
    pub events: Vec<String>,
    /// The description in the document, and the documented parameters and headers.
    pub docs: String,
    /// The type of its body; `None` if it has none that can be decoded.
    pub ty: Option<TypeRef>,
    /// How its body is written.
    pub encoding: WebhookEncoding,
}

/// How the body of a webhook is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WebhookEncoding {
    /// JSON.
    Json,
    /// `application/x-www-form-urlencoded`.
    Form,
    /// One of both, which the request states.
    JsonOrForm,
}

/// The webhooks and callbacks of a lowered document, and what distinguishes them.
pub(super) fn read(
    document: &Document,
    components: &Components<'_>,
    types: &Types,
    config: &Config,
    findings: &mut Findings,
) -> (Vec<Webhook>, EventNames) {
    let mut headers = Vec::new();
    let read = |request: Request| {
        let content = request.at.join("requestBody").join("content");
        let operation = request.at.get(&document.value).unwrap_or(&Value::Null);
        headers.push(header_values(operation));
        let body = members(content.get(&document.value)).next();
        let encoding = match body {
            Some((_, media)) if media.get(ALSO_FORM).is_some() => WebhookEncoding::JsonOrForm,
            Some((media_type, _)) if MediaKind::of(media_type) == MediaKind::Form => WebhookEncoding::Form,
            _ => WebhookEncoding::Json,
        };
        Webhook {
            origin: body.map(|(media_type, _)| document.origin(&content.join(media_type))),
            kind: request.item.kind,
            docs: docs(operation, &format!("`{}`: {}.", request.verb, request.item.label)),
            key: request.item.name,
            name: request.name,
            variant: String::new(),
            events: Vec::new(),
            ty: body.and_then(|(_, media)| media.get("schema")).map(|schema| components.type_ref(schema)),
            encoding,
        }
    };
    let mut webhooks: Vec<Webhook> = webhook_requests::all(&document.value).into_iter().map(read).collect();
    name_variants(&mut webhooks);
    let names = events::read(&mut webhooks, &headers, types, document, config, findings);
    (webhooks, names)
}

/// Names the variants after the functions.
pub(crate) fn name_variants(webhooks: &mut [Webhook]) {
    for kind in [WebhookKind::Webhook, WebhookKind::Callback] {
        let mut scope = Scope::default();
        scope.take(UNKNOWN_EVENT);
        for webhook in webhooks.iter_mut().filter(|webhook| webhook.kind == kind) {
            webhook.variant = scope.take_first(&[variant_name(&webhook.name)]);
        }
    }
}

/// The headers of a request that are limited to some values.
fn header_values(operation: &Value) -> Vec<(String, Vec<String>)> {
    let parameters = operation.get("parameters").and_then(Value::as_array).into_iter().flatten();
    let headers = parameters.filter(|parameter| text(parameter, "in") == Some("header"));
    let limited = headers.filter_map(|header| {
        let values = header.get(VALUES)?.as_array()?.iter().filter_map(Value::as_str).map(str::to_owned);
        Some((text(header, "name")?.to_owned(), values.collect()))
    });
    limited.collect()
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
