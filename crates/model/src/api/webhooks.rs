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
    webhook_requests::{self, Request, WebhookKind},
};
use moored_document::{
    document::Document,
    finding::Findings,
    media_type::MediaKind,
    pointer::Pointer,
    resolve::{resolve, resolve_path},
    schemas::members,
    scope::Scope,
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
    published: &Value,
    components: &Components<'_>,
    types: &Types,
    config: &Config,
    findings: &mut Findings,
) -> (Vec<Webhook>, EventNames) {
    let mut headers = Vec::new();
    let read = |request: Request| {
        let content = request.at.join("requestBody").join("content");
        let operation = request.at.get(&document.value).unwrap_or(&Value::Null);
        headers.push(header_values(document, published, &request.at));
        let mut bodies = members(content.get(&document.value));
        let body = bodies.next();
        let is_form = |(media_type, _): (&String, &Value)| MediaKind::of(media_type) == MediaKind::Form;
        let encoding = match body.is_some_and(is_form) {
            true => WebhookEncoding::Form,
            false if bodies.any(is_form) => WebhookEncoding::JsonOrForm,
            false => WebhookEncoding::Json,
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

/// The headers of the request at `at` whose published schemas list their values.
fn header_values(document: &Document, published: &Value, at: &Pointer) -> Vec<(String, Vec<String>)> {
    let list = at.join("parameters");
    let count = list.get(&document.value).and_then(Value::as_array).map_or(0, Vec::len);
    let limited = (0..count).filter_map(|index| {
        let at = list.join(index);
        let parameter = at.get(&document.value).filter(|parameter| text(parameter, "in") == Some("header"))?;
        let name = text(parameter, "name").filter(|name| !name.eq_ignore_ascii_case("content-type"))?;
        let schema = resolve_path(published, document.published(&at).join("schema"))?;
        let (_, schema) = resolve(published, &schema)?;
        let listed = schema.get("enum").and_then(Value::as_array).into_iter().flatten().chain(schema.get("const"));
        let values: Vec<_> = listed.filter_map(Value::as_str).map(str::to_owned).collect();
        (!values.is_empty()).then_some((name.to_owned(), values))
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
