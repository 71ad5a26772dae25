//! Webhooks and callbacks: requests that the provider sends.
//!
//! ```yaml
//! webhooks:                                                                            # before
//!   newPet:
//!     post: { requestBody: { $ref: '#/components/requestBodies/Pet' }, responses: { '200': { $ref: … } } }
//! ---
//! webhooks:                                                                            # after
//!   newPet:
//!     post: { requestBody: { content: { application/json: { schema: … } } }, responses: { '200': { … } } }
//! ```
//!
//! A client has no method for them, but types and functions that decode their bodies, which are lowered like those of
//! responses. What is left has no references except those of schemas: the first JSON body or else the first form, a
//! form with the same schema beside JSON, which has none here, the names of parameters, and the descriptions. Other
//! bodies, and the bodies of the responses, are in the loss report. A webhook is of the document
//! ([3.1](https://spec.openapis.org/oas/v3.1.1.html#openapi-object)), a callback of an operation
//! ([3.0](https://spec.openapis.org/oas/v3.0.3.html#callback-object)).

use serde_json::{Map, Value, json};

use crate::{
    config::Config,
    webhook_requests::{self, Item, WebhookKind, is_extension},
};
use moored_document::{
    document::Document,
    finding::{Finding, Findings},
    media_type::MediaKind,
    pass::Pass,
    pointer::Pointer,
    resolve,
    rules::{self, Rule},
    schemas::{is_method, members, of_media_type, operations},
};

/// The operations in an extension are none, and those of a path item that is a reference have callbacks as well.
pub(super) const PASS: Pass<Config> = Pass::document(run).after(&["path_extensions", "inline_references"]);

fn run(document: &mut Document, findings: &mut Findings) {
    let mut webhooks = Webhooks { document, findings };
    let items = webhook_requests::webhooks(&webhooks.document.value);
    let root = Pointer::root();
    let rewritten = items.into_iter().filter_map(|item| {
        let name = item.name.clone();
        let to = item.at.clone();
        Some((name, webhooks.item(item, &to)?))
    });
    let rewritten: Map<String, Value> = rewritten.collect();
    webhooks.replace(&root, "webhooks", rewritten);
    for operation in operations(&webhooks.document.value) {
        let mut rewritten = Map::new();
        for name in webhook_requests::callbacks(&webhooks.document.value, &operation) {
            rewritten.extend(webhooks.callback(&operation, &name).map(|callback| (name, callback)));
        }
        webhooks.replace(&operation, "callbacks", rewritten);
    }
}

struct Webhooks<'a> {
    document: &'a mut Document,
    findings: &'a mut Findings,
}

impl Webhooks<'_> {
    /// Replaces the member `key` of the node at `at`, or removes it if nothing is left.
    fn replace(&mut self, at: &Pointer, key: &str, rewritten: Map<String, Value>) {
        let Some(Value::Object(node)) = at.get_mut(&mut self.document.value) else { return };
        if rewritten.is_empty() {
            node.shift_remove(key);
        } else {
            node.insert(key.to_owned(), Value::Object(rewritten));
        }
    }

    /// The callback `name` of the operation at `operation`.
    fn callback(&mut self, operation: &Pointer, name: &str) -> Option<Value> {
        let own = operation.join("callbacks").join(name);
        let at = resolve(self.document, &own.clone())?;
        let items = webhook_requests::callback(&self.document.value, operation, name, &at);
        let rewritten = items.into_iter().filter_map(|item| {
            let expression = item.at.last()?.to_owned();
            let to = own.join(&expression);
            Some((expression, self.item(item, &to)?))
        });
        Some(Value::Object(rewritten.collect()))
    }

    /// The path item `item`, which will be at `to`; `None` if it refers to nothing.
    fn item(&mut self, item: Item, to: &Pointer) -> Option<Value> {
        let at = resolve(self.document, &item.at.clone())?;
        let mut operations = Map::new();
        for method in keys(self.document, &at).into_iter().filter(|key| is_method(key)) {
            let from = at.join(&method);
            if from.get(&self.document.value).is_some_and(Value::is_object) {
                let operation = self.operation(&from, &to.join(&method), &item);
                operations.insert(method, operation);
            }
        }
        if operations.is_empty() {
            self.report(&item, &at, format!("{} has no operation; nothing can be decoded", item.label));
        }
        Some(Value::Object(operations))
    }

    /// The operation at `from`, which will be at `to`.
    fn operation(&mut self, from: &Pointer, to: &Pointer, item: &Item) -> Value {
        let content = self.content(from, &to.join("requestBody").join("content"), item);
        let responses = self.responses(from, item);
        let node = from.get(&self.document.value).unwrap_or(&Value::Null);
        let mut operation = texts(node, &["summary", "description"]);
        let list = from.join("parameters");
        let count = node.get("parameters").and_then(Value::as_array).map_or(0, Vec::len);
        let mut parameters = Vec::new();
        for index in 0..count {
            let Some(at) = resolve(self.document, &list.join(index)) else { continue };
            let Some(node) = at.get(&self.document.value) else { continue };
            let mut parameter = texts(node, &["name", "in", "description"]);
            // It gets no type, and OpenAPI requires one. The model finds its values in the document before the passes.
            parameter.insert("schema".to_owned(), json!({}));
            self.document.record_move(&at, &to.join("parameters").join(parameters.len()));
            parameters.push(Value::Object(parameter));
        }
        if !parameters.is_empty() {
            operation.insert("parameters".to_owned(), Value::Array(parameters));
        }
        if !content.is_empty() {
            operation.insert("requestBody".to_owned(), json!({ "content": content }));
        }
        operation.insert("responses".to_owned(), Value::Object(responses));
        Value::Object(operation)
    }

    /// The first JSON body of the operation at `from`, or else the first form. Its content will be at `to`. Reports
    /// other bodies.
    fn content(&mut self, from: &Pointer, to: &Pointer, item: &Item) -> Map<String, Value> {
        let mut kept = Map::new();
        let Some(body) = resolve(self.document, &from.join("requestBody")) else { return kept };
        let content = body.join("content");
        let media_types = keys(self.document, &content);
        let first = |kind: MediaKind| media_types.iter().position(|name| MediaKind::of(name) == kind);
        let decoded = first(MediaKind::Json).or_else(|| first(MediaKind::Form));
        let schema = |document: &Document, name: &str| {
            let schema = content.join(name).get(&document.value).and_then(of_media_type);
            schema.map_or_else(|| json!({}), |(_, schema)| schema.clone())
        };
        if let Some(name) = decoded.and_then(|index| media_types.get(index)) {
            self.document.record_move(&content.join(name), &to.join(name));
            kept.insert(name.clone(), json!({ "schema": schema(self.document, name) }));
        }
        for (_, name) in media_types.iter().enumerate().filter(|(index, _)| Some(*index) != decoded) {
            let kind = MediaKind::of(name);
            let other = schema(self.document, name);
            let is_same = kept.values().any(|media| media.get("schema") == Some(&other));
            let has_none = other.as_object().is_some_and(Map::is_empty);
            match kind {
                MediaKind::Json if is_same => {}
                // Without a schema, which would get a type of its own.
                MediaKind::Form if is_same || has_none && decoded.is_some() => {
                    kept.entry(name.clone()).or_insert_with(|| json!({}));
                }
                _ => {
                    let message = match decoded.is_some() {
                        true => format!("{} also has the media type `{name}`, which is not decoded", item.label),
                        false => format!("{} has the media type `{name}`, which is not decoded", item.label),
                    };
                    self.report(item, &content.join(name), message);
                }
            }
        }
        kept
    }

    /// The responses that the receiver should send. Reports their bodies, which get no type.
    fn responses(&mut self, from: &Pointer, item: &Item) -> Map<String, Value> {
        let mut kept = Map::new();
        let responses = from.join("responses");
        for status in keys(self.document, &responses) {
            let Some(response) = resolve(self.document, &responses.join(&status)) else { continue };
            let content = response.join("content");
            let has_schema = members(content.get(&self.document.value))
                .any(|(name, media_type)| !is_extension(name) && of_media_type(media_type).is_some());
            if has_schema {
                self.report(item, &content, format!("the response ({status}) to {} has no type", item.label));
            }
            let node = response.get(&self.document.value).unwrap_or(&Value::Null);
            kept.insert(status, Value::Object(texts(node, &["description"])));
        }
        kept
    }

    fn report(&mut self, item: &Item, at: &Pointer, message: String) {
        let rule: &'static Rule = match item.kind {
            WebhookKind::Webhook => &rules::WEBHOOK,
            WebhookKind::Callback => &rules::CALLBACK,
        };
        self.findings.push(Finding::new(rule, self.document.locate(at), message));
    }
}

/// Those members `keys` of `node` that are texts.
fn texts(node: &Value, keys: &[&str]) -> Map<String, Value> {
    let text = |key: &&str| Some(((*key).to_owned(), node.get(*key).filter(|value| value.is_string())?.clone()));
    keys.iter().filter_map(text).collect()
}

fn keys(document: &Document, at: &Pointer) -> Vec<String> {
    members(at.get(&document.value)).map(|(key, _)| key.clone()).filter(|key| !is_extension(key)).collect()
}

/// Where the node at `at` is, once references are followed; `None` if they refer to nothing.
fn resolve(document: &Document, at: &Pointer) -> Option<Pointer> {
    resolve::resolve(&document.value, at).map(|(at, _)| at)
}
