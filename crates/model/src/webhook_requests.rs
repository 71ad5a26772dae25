//! The requests that a provider sends by itself: webhooks, which are of the document, and callbacks, which are of an
//! operation.

use moored_document::{
    pointer::Pointer,
    schemas::{is_method, members, operations},
    scope::Scope,
};
use serde::Serialize;
use serde_json::Value;

use crate::naming::snake_name;

/// How the provider gets the address of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum WebhookKind {
    /// The address is configured outside of the API.
    Webhook,
    /// The address is an argument of an operation.
    Callback,
}

/// A path item of webhooks or callbacks.
pub(crate) struct Item {
    pub(crate) kind: WebhookKind,
    /// The name of the webhook or callback.
    pub(crate) name: String,
    /// The form in messages and documentation.
    pub(crate) label: String,
    pub(crate) at: Pointer,
}

/// A request.
pub(crate) struct Request {
    pub(crate) item: Item,
    /// The name of the function that decodes its body.
    pub(crate) name: String,
    /// The method in upper case.
    pub(crate) verb: String,
    /// Where its operation is.
    pub(crate) at: Pointer,
}

/// The webhooks of `document`.
pub(crate) fn webhooks(document: &Value) -> Vec<Item> {
    let at = Pointer::root().join("webhooks");
    let item = |(name, _): (&String, &Value)| Item {
        kind: WebhookKind::Webhook,
        name: name.clone(),
        label: format!("the webhook `{name}`"),
        at: at.join(name),
    };
    members(at.get(document)).filter(|(name, _)| !is_extension(name)).map(item).collect()
}

/// The path items of the callback `name` of the operation at `operation`; the callback is at `at`.
pub(crate) fn callback(document: &Value, operation: &Pointer, name: &str, at: &Pointer) -> Vec<Item> {
    let node = operation.get(document);
    let id = node
        .and_then(|operation| operation.get("operationId")?.as_str())
        .map_or_else(|| operation.keys().iter().rev().take(2).cloned().collect::<Vec<_>>().join(" "), str::to_owned);
    let item = |(expression, _): (&String, &Value)| Item {
        kind: WebhookKind::Callback,
        name: name.to_owned(),
        label: format!("the callback `{name}` of `{id}`, sent to `{expression}`"),
        at: at.join(expression),
    };
    members(at.get(document)).filter(|(expression, _)| !is_extension(expression)).map(item).collect()
}

/// The names of the callbacks of the operation at `operation`.
pub(crate) fn callbacks(document: &Value, operation: &Pointer) -> Vec<String> {
    let callbacks = operation.join("callbacks");
    members(callbacks.get(document)).map(|(name, _)| name).filter(|name| !is_extension(name)).cloned().collect()
}

/// All requests of a lowered document, in its order: those of webhooks, then those of callbacks.
pub(crate) fn all(document: &Value) -> Vec<Request> {
    let mut found = requests(document, webhooks(document));
    let mut items = Vec::new();
    for operation in operations(document) {
        for name in callbacks(document, &operation) {
            items.extend(callback(document, &operation, &name, &operation.join("callbacks").join(&name)));
        }
    }
    found.extend(requests(document, items));
    found
}

/// The requests of `items`, each with a name of its own.
fn requests(document: &Value, items: Vec<Item>) -> Vec<Request> {
    let mut names = Scope::default();
    let mut found = Vec::new();
    for item in items {
        for (method, _) in members(item.at.get(document)).filter(|(key, _)| is_method(key)) {
            let name = snake_name(&item.name);
            let name = names.take_first(&[name.clone(), format!("{name}_{method}")]);
            let (verb, at) = (method.to_ascii_uppercase(), item.at.join(method));
            let item =
                Item { kind: item.kind, name: item.name.clone(), label: item.label.clone(), at: item.at.clone() };
            found.push(Request { item, name, verb, at });
        }
    }
    found
}

pub(crate) fn is_extension(key: &str) -> bool {
    key.starts_with("x-")
}
