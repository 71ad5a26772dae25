//! Webhooks and callbacks: requests that the provider sends.
//!
//! ```yaml
//! webhooks:                                                                       # before
//!   newPet: { post: { description: A pet was born., requestBody: { content: { application/json: { schema: … } } } } }
//! ---
//! x-moored-received:                                                              # after
//!   - { kind: webhook, name: new_pet, docs: A pet was born. …, content: { application/json: { schema: … } } }
//! ```
//!
//! No method of a client comes from them, but types and functions that decode do: their bodies are lowered like those of answers. A body that
//! is no JSON, and what a receiver is to answer, is in the loss report. openapiv3 does not know
//! [`webhooks`](https://spec.openapis.org/oas/v3.1.1.html#openapi-object); it and progenitor take no notice of callbacks.

use serde_json::{Map, Value, json};

use crate::{config::Config, naming::snake_name};
use moored_document::{
    document::Document,
    finding::{Finding, Findings},
    media_type::is_json,
    pass::Pass,
    pointer::Pointer,
    rules::{self, Rule},
    schemas::{METHODS, RECEIVED, members, operations},
    scope::Scope,
};

/// Longer chains of references than this lead in a circle.
const LONGEST_CHAIN: usize = 32;

pub(super) const PASS: Pass<Config> = Pass::document(run);

pub(super) fn run(document: &mut Document, findings: &mut Findings) {
    let root = Pointer::root();
    let mut found = Found { document, findings, received: Vec::new(), moved: Vec::new(), scope: Scope::default() };
    let webhooks = root.join("webhooks");
    for name in keys(found.document, &webhooks) {
        let Some(item) = resolve(found.document, webhooks.join(&name)) else { continue };
        found.item(
            &item,
            &Heading { rule: &rules::WEBHOOK, kind: "webhook", name: &name, more: format!("the webhook `{name}`") },
        );
    }
    found.scope = Scope::default();
    for operation in operations(&found.document.value) {
        let at = operation.join("callbacks");
        for name in keys(found.document, &at) {
            let Some(callback) = resolve(found.document, at.join(&name)) else { continue };
            let of = operation.get(&found.document.value).and_then(|operation| operation.get("operationId")?.as_str());
            let of = of.map_or_else(
                || operation.keys().iter().rev().take(2).cloned().collect::<Vec<_>>().join(" "),
                str::to_owned,
            );
            for expression in keys(found.document, &callback) {
                let Some(item) = resolve(found.document, callback.join(&expression)) else { continue };
                let more = format!("the callback `{name}` of `{of}`, sent to `{expression}`");
                found.item(&item, &Heading { rule: &rules::CALLBACK, kind: "callback", name: &name, more });
            }
        }
    }
    let Found { received, moved, .. } = found;
    for (from, to) in moved {
        document.record_move(&from, &to);
    }
    for operation in operations(&document.value) {
        if let Some(Value::Object(operation)) = operation.get_mut(&mut document.value) {
            operation.shift_remove("callbacks");
        }
    }
    if let Value::Object(members) = &mut document.value {
        members.shift_remove("webhooks");
        if !received.is_empty() {
            members.insert(RECEIVED.to_owned(), received.into());
        }
    }
}

/// What a path item is called.
struct Heading<'a> {
    rule: &'static Rule,
    kind: &'a str,
    name: &'a str,
    /// In words.
    more: String,
}

struct Found<'a> {
    document: &'a Document,
    findings: &'a mut Findings,
    received: Vec<Value>,
    /// From where to where schemas go.
    moved: Vec<(Pointer, Pointer)>,
    scope: Scope,
}

impl Found<'_> {
    /// Each operation of the path item at `at`.
    fn item(&mut self, at: &Pointer, heading: &Heading<'_>) {
        let document = self.document;
        let before = self.received.len();
        for verb in keys(document, at).into_iter().filter(|key| METHODS.contains(&key.as_str())) {
            let at = at.join(&verb);
            let Some(operation) = at.get(&document.value).filter(|operation| operation.is_object()) else { continue };
            let name = snake_name(heading.name);
            let name = self.scope.take_first(&[name.clone(), format!("{name}_{verb}")]);
            let content = self.content(&at, heading);
            self.unanswered(&at, heading);
            let docs = docs(document, &at, operation, &format!("`{}`: {}.", verb.to_ascii_uppercase(), heading.more));
            self.received.push(json!({ "kind": heading.kind, "name": name, "docs": docs, "content": content }));
        }
        if self.received.len() == before {
            let message = format!("{} has no operation: there is nothing to decode", heading.more);
            self.findings.push(Finding::new(heading.rule, document.locate(at), message));
        }
    }

    /// The JSON that comes; the rest is lost.
    fn content(&mut self, at: &Pointer, heading: &Heading<'_>) -> Map<String, Value> {
        let mut kept = Map::new();
        let Some(body) = resolve(self.document, at.join("requestBody")) else { return kept };
        let content = body.join("content");
        let to = Pointer::root().join(RECEIVED).join(self.received.len()).join("content");
        for media_type in keys(self.document, &content) {
            let from = content.join(&media_type);
            let schema = from.join("schema").get(&self.document.value).cloned().unwrap_or_else(|| json!({}));
            let is_json = is_json(&media_type);
            if is_json && kept.is_empty() {
                self.moved.push((from, to.join(&media_type)));
                kept.insert(media_type, json!({ "schema": schema }));
            } else if !(is_json && kept.values().any(|media| media.get("schema") == Some(&schema))) {
                let message = format!("{} also comes as {media_type}, which no function decodes", heading.more);
                self.findings.push(Finding::new(heading.rule, self.document.locate(&from), message));
            }
        }
        kept
    }

    /// What the receiver is to answer gets no type.
    fn unanswered(&mut self, at: &Pointer, heading: &Heading<'_>) {
        for status in keys(self.document, &at.join("responses")) {
            let Some(response) = resolve(self.document, at.join("responses").join(&status)) else { continue };
            let content = response.join("content");
            if keys(self.document, &content)
                .iter()
                .any(|name| content.join(name).join("schema").get(&self.document.value).is_some())
            {
                let message = format!("what {} is to be answered with ({status}) gets no type", heading.more);
                self.findings.push(Finding::new(heading.rule, self.document.locate(&content), message));
            }
        }
    }
}

/// The document's words, what is sent, and the headers and parameters that come with it.
fn docs(document: &Document, at: &Pointer, operation: &Value, heading: &str) -> String {
    let text = |value: &Value, key: &str| value.get(key).and_then(Value::as_str).unwrap_or_default().trim().to_owned();
    let mut parts = vec![text(operation, "summary"), text(operation, "description"), heading.to_owned()];
    parts.dedup();
    parts.retain(|part| !part.is_empty());
    let list = at.join("parameters");
    let count = list.get(&document.value).and_then(Value::as_array).map_or(0, Vec::len);
    let parameters = (0..count).filter_map(|index| {
        let parameter = resolve(document, list.join(index))?;
        let parameter = parameter.get(&document.value)?;
        let words = text(parameter, "description").split_whitespace().collect::<Vec<_>>().join(" ");
        Some(
            format!("- the {} `{}`: {words}", text(parameter, "in"), text(parameter, "name"))
                .trim_end_matches([':', ' '])
                .to_owned(),
        )
    });
    let parameters: Vec<String> = parameters.collect();
    if !parameters.is_empty() {
        parts.push(parameters.join("\n"));
    }
    parts.join("\n\n")
}

fn keys(document: &Document, at: &Pointer) -> Vec<String> {
    members(at.get(&document.value)).map(|(key, _)| key.clone()).filter(|key| !key.starts_with("x-")).collect()
}

/// Where the node at `at` really is; `None` where there is nothing.
fn resolve(document: &Document, mut at: Pointer) -> Option<Pointer> {
    for _ in 0..LONGEST_CHAIN {
        let node = at.get(&document.value)?;
        let Some(reference) = node.get("$ref").and_then(Value::as_str) else { return Some(at) };
        at = Pointer::parse(reference.starts_with("#/").then_some(reference)?);
    }
    None
}
