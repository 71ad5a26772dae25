//! Webhooks and callbacks: requests that the provider sends.
//!
//! ```yaml
//! webhooks:                                                                # before
//!   newPet: { post: { summary: A pet was born., requestBody: { content: { application/json: { schema: … } } } } }
//! ---
//! x-moored-webhooks:                                                       # after
//!   - { kind: webhook, name: new_pet, docs: A pet was born. …, content: { application/json: { schema: … } } }
//! ```
//!
//! A client has no method for them, but types and functions that decode their bodies, which are lowered like those of
//! responses. Bodies that are no JSON, and the bodies of the responses to them, are in the loss report. A webhook is of
//! the document ([3.1](https://spec.openapis.org/oas/v3.1.1.html#openapi-object)), a callback of an operation
//! ([3.0](https://spec.openapis.org/oas/v3.0.3.html#callback-object)).

mod docs;

use serde_json::{Map, Value, json};

use crate::{config::Config, naming::snake_name};
use moored_document::{
    document::Document,
    finding::{Finding, Findings},
    media_type::is_json,
    pass::Pass,
    pointer::Pointer,
    rules::{self, Rule},
    schemas::{WEBHOOK_SCHEMAS, is_method, members, of_media_type, operations},
    scope::Scope,
};

/// A longer chain of references is taken for a cycle.
const LONGEST_CHAIN: usize = 32;

/// The operations in an extension are none, nor are their callbacks.
pub(super) const PASS: Pass<Config> = Pass::document(run).after(&["path_extensions"]);

fn run(document: &mut Document, findings: &mut Findings) {
    let operations = operations(&document.value);
    let mut webhooks = Webhooks { document, findings, requests: Vec::new(), names: Scope::default() };
    webhooks.add_webhooks();
    webhooks.names = Scope::default();
    for operation in &operations {
        webhooks.add_callbacks(operation);
    }
    let requests = webhooks.requests;
    for operation in operations {
        if let Some(Value::Object(operation)) = operation.get_mut(&mut document.value) {
            operation.shift_remove("callbacks");
        }
    }
    if let Value::Object(members) = &mut document.value {
        members.shift_remove("webhooks");
        if !requests.is_empty() {
            members.insert(WEBHOOK_SCHEMAS.to_owned(), requests.into());
        }
    }
}

/// What the operations of one path item have in common.
struct Group<'a> {
    rule: &'static Rule,
    kind: &'a str,
    name: &'a str,
    /// The form in messages and documentation.
    label: String,
}

struct Webhooks<'a> {
    document: &'a mut Document,
    findings: &'a mut Findings,
    requests: Vec<Value>,
    names: Scope,
}

impl Webhooks<'_> {
    fn add_webhooks(&mut self) {
        let webhooks = Pointer::root().join("webhooks");
        for name in keys(self.document, &webhooks) {
            let Some(item) = resolve(self.document, webhooks.join(&name)) else { continue };
            let label = format!("the webhook `{name}`");
            self.add_item(&item, &Group { rule: &rules::WEBHOOK, kind: "webhook", name: &name, label });
        }
    }

    /// Adds the callbacks of the operation at `operation`.
    fn add_callbacks(&mut self, operation: &Pointer) {
        let callbacks = operation.join("callbacks");
        for name in keys(self.document, &callbacks) {
            let Some(callback) = resolve(self.document, callbacks.join(&name)) else { continue };
            let node = operation.get(&self.document.value);
            let id = node.and_then(|operation| operation.get("operationId")?.as_str()).map_or_else(
                || operation.keys().iter().rev().take(2).cloned().collect::<Vec<_>>().join(" "),
                str::to_owned,
            );
            for expression in keys(self.document, &callback) {
                let Some(item) = resolve(self.document, callback.join(&expression)) else { continue };
                let label = format!("the callback `{name}` of `{id}`, sent to `{expression}`");
                self.add_item(&item, &Group { rule: &rules::CALLBACK, kind: "callback", name: &name, label });
            }
        }
    }

    /// Adds each operation of the path item at `item`.
    fn add_item(&mut self, item: &Pointer, group: &Group<'_>) {
        let before = self.requests.len();
        for method in keys(self.document, item).into_iter().filter(|key| is_method(key)) {
            let at = item.join(&method);
            if !at.get(&self.document.value).is_some_and(Value::is_object) {
                continue;
            }
            let name = snake_name(group.name);
            let name = self.names.take_first(&[name.clone(), format!("{name}_{method}")]);
            let content = self.content(&at, group);
            self.report_responses(&at, group);
            let docs = docs::of(self.document, &at, &format!("`{}`: {}.", method.to_ascii_uppercase(), group.label));
            self.requests.push(json!({ "kind": group.kind, "name": name, "docs": docs, "content": content }));
        }
        if self.requests.len() == before {
            self.report(group.rule, item, format!("{} has no operation; nothing can be decoded", group.label));
        }
    }

    /// The first JSON body of the operation at `at`. Reports other bodies.
    fn content(&mut self, at: &Pointer, group: &Group<'_>) -> Map<String, Value> {
        let mut kept = Map::new();
        let Some(body) = resolve(self.document, at.join("requestBody")) else { return kept };
        let content = body.join("content");
        let to = Pointer::root().join(WEBHOOK_SCHEMAS).join(self.requests.len()).join("content");
        for media_type in keys(self.document, &content) {
            let from = content.join(&media_type);
            let schema = from.get(&self.document.value).and_then(of_media_type);
            let schema = schema.map_or_else(|| json!({}), |(_, schema)| schema.clone());
            let is_json = is_json(&media_type);
            if is_json && kept.is_empty() {
                self.document.record_move(&from, &to.join(&media_type));
                kept.insert(media_type, json!({ "schema": schema }));
            } else if !(is_json && kept.values().any(|media| media.get("schema") == Some(&schema))) {
                let message = format!("{} also has the media type `{media_type}`, which is not decoded", group.label);
                self.report(group.rule, &from, message);
            }
        }
        kept
    }

    /// Reports the bodies of the responses that the receiver should send: they get no type.
    fn report_responses(&mut self, at: &Pointer, group: &Group<'_>) {
        let responses = at.join("responses");
        for status in keys(self.document, &responses) {
            let Some(response) = resolve(self.document, responses.join(&status)) else { continue };
            let content = response.join("content");
            let has_schema = members(content.get(&self.document.value))
                .any(|(name, media_type)| !is_extension(name) && of_media_type(media_type).is_some());
            if has_schema {
                let message = format!("the response ({status}) to {} has no type", group.label);
                self.report(group.rule, &content, message);
            }
        }
    }

    fn report(&mut self, rule: &'static Rule, at: &Pointer, message: String) {
        self.findings.push(Finding::new(rule, self.document.locate(at), message));
    }
}

fn is_extension(key: &str) -> bool {
    key.starts_with("x-")
}

fn keys(document: &Document, at: &Pointer) -> Vec<String> {
    members(at.get(&document.value)).map(|(key, _)| key.clone()).filter(|key| !is_extension(key)).collect()
}

/// Where the node at `at` is, once references are followed; `None` if they refer to nothing.
fn resolve(document: &Document, mut at: Pointer) -> Option<Pointer> {
    for _ in 0..LONGEST_CHAIN {
        let node = at.get(&document.value)?;
        let Some(reference) = node.get("$ref").and_then(Value::as_str) else { return Some(at) };
        at = Pointer::parse(reference.starts_with("#/").then_some(reference)?);
    }
    None
}
