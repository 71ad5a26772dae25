//! References that lead nowhere, in a circle, to something else, or to where the specification has nothing.
//!
//! ```yaml
//! paths:                                                                                         # before
//!   /pets:
//!     get:
//!       parameters: [{ $ref: '#/components/parameters/Gone' }]
//!       responses: { '200': { $ref: '#/components/schemas/Pet' }, '404': { $ref: '#/components/responses/Gone' } }
//! components: { schemas: { Pet: { properties: { owner: { $ref: '#/components/schemas/Gone' }, tag: { $ref: Tag } } }, Tag: { … } } }
//! ---
//! paths:                                                                                         # after; each is a finding
//!   /pets:
//!     get:
//!       parameters: []
//!       responses:
//!         '200': { content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } }
//!         '404': { content: { application/*: {} } }
//! components: { schemas: { Pet: { properties: { owner: {}, tag: { $ref: '#/components/schemas/Tag' } } }, Tag: { … } } }
//! ```
//!
//! A schema that cannot be had is any JSON, a body is bytes, a parameter is left out: what the document says otherwise still holds. What is
//! referred to where the specification has nothing (`x-shared`, another file) becomes a component. `$anchor` and `$id` are followed
//! ([JSON Schema 8.2](https://json-schema.org/draft/2020-12/json-schema-core#section-8.2)), `$dynamicRef` where it can lead to one place alone.

mod adoption;
mod circles;
mod dynamic;
mod mappings;
mod targets;

use std::collections::VecDeque;

use serde_json::{Map, Value, json};

use self::{
    adoption::Adoption,
    targets::{Found, Targets},
};
use crate::{
    document::{Document, FILES},
    finding::{Finding, Findings},
    grammar::{self, Form, Kind, kind_at},
    pass::Pass,
    path::Path,
    pointer::Pointer,
    rules::{self, Level, Rule},
};

/// A `$ref`.
struct Reference {
    /// Where the object stands that has it.
    at: Pointer,
    /// What that object should be.
    kind: Kind,
    text: String,
}

pub(super) const PASS: Pass = Pass::document(run);

pub(super) fn run(document: &mut Document, findings: &mut Findings) {
    mappings::follow(document, findings);
    let targets = Targets::of(document);
    dynamic::follow(document, &targets, findings);
    let mut adoption = Adoption::of(&document.value);
    let mut queue: VecDeque<Reference> = collect(document, &Pointer::root(), Kind::Document).into();
    while let Some(reference) = queue.pop_front() {
        if let Some(new) = settle(document, &targets, &mut adoption, &reference, findings) {
            super::wrong_shape::mend(document, &new, reference.kind, findings);
            queue.extend(collect(document, &new, reference.kind));
        }
    }
    circles::break_up(document, findings);
    drop_nothing(document);
    // What the other files hold is in the document by now.
    if let Value::Object(members) = &mut document.value {
        members.shift_remove(FILES);
    }
}

/// Every reference in what stands at `at`, which is a `kind`.
fn collect(document: &mut Document, at: &Pointer, kind: Kind) -> Vec<Reference> {
    let mut found = Vec::new();
    let Some(value) = at.get_mut(&mut document.value) else { return found };
    grammar::walk(value, &Path::at(at), kind, &mut |at, kind, members| {
        let at = &at.pointer();
        // A document that is another document is none; it keeps what it has.
        if let Some(Value::String(text)) = members.get("$ref").filter(|_| kind != Kind::Document) {
            found.push(Reference { at: at.clone(), kind, text: text.clone() });
        }
    });
    found
}

/// Makes the reference lead to what can stand in its place, or puts something there. Gives what is new in the document.
fn settle(
    document: &mut Document,
    targets: &Targets,
    adoption: &mut Adoption,
    reference: &Reference,
    findings: &mut Findings,
) -> Option<Pointer> {
    let Reference { at, kind, text } = reference;
    let mut report = |document: &Document, rule: &'static Rule, message: String| {
        let finding = Finding::new(rule, document.locate(&at.join("$ref")), message);
        let is_loss = rule.level == Level::Loss;
        findings.push(if is_loss { finding.instead(instead(*kind)) } else { finding });
    };
    let to = match targets.find(&document.value, at, *kind, text) {
        Found::At(to) => to,
        Found::Misspelt(to) => {
            report(document, &rules::MISSPELT_REFERENCE, format!("`{text}` can only mean `#{to}`"));
            to
        }
        Found::Elsewhere => {
            report(document, &rules::EXTERNAL_REFERENCE, format!("`{text}` is in another document"));
            replace(document, at, *kind);
            return None;
        }
        Found::Nowhere => {
            report(document, &rules::DANGLING_REFERENCE, format!("`{text}` does not exist"));
            replace(document, at, *kind);
            return None;
        }
    };
    match kind_at(&to) {
        there if is_inlined(*kind) && there.is_none_or(|there| there == *kind) => {
            let target = to.get(&document.value).cloned().filter(|_| adoption.may_inline());
            let Some(target) = target else {
                report(document, &rules::REFERENCE_CYCLE, format!("`{text}` holds itself"));
                replace(document, at, *kind);
                return None;
            };
            if let Some(node) = at.get_mut(&mut document.value) {
                *node = target;
            }
            document.record_move(&to, at);
            Some(at.clone())
        }
        Some(there) if there == *kind || is_alike(there, *kind) => {
            point_at(document, at, &to);
            None
        }
        None => {
            let (adopted, is_new) = adoption.adopt(document, *kind, &to)?;
            point_at(document, at, &adopted);
            is_new.then_some(adopted)
        }
        Some(there) => {
            let meant = meant(document, *kind, there, &to);
            let rule = if meant.is_some() { &rules::UNUSUAL_FORM } else { &rules::DANGLING_REFERENCE };
            report(document, rule, format!("`{text}` is {}, not {}", there.word(), kind.word()));
            match (meant, at.get_mut(&mut document.value)) {
                (Some(meant), Some(node)) => *node = meant,
                _ => replace(document, at, *kind),
            }
            None
        }
    }
}

/// Whether the specification has no references to such a thing, so that no later pass follows one.
const fn is_inlined(kind: Kind) -> bool {
    !matches!(
        kind,
        Kind::Schema
            | Kind::Response
            | Kind::Parameter
            | Kind::RequestBody
            | Kind::Header
            | Kind::SecurityScheme
            | Kind::Callback
            | Kind::PathItem
    )
}

/// A header is a parameter without a name.
fn is_alike(one: Kind, other: Kind) -> bool {
    matches!((one, other), (Kind::Parameter, Kind::Header))
}

/// What a reference to a thing of another kind can only mean.
fn meant(document: &Document, wanted: Kind, there: Kind, to: &Pointer) -> Option<Value> {
    let reference = |to: &Pointer| json!({ "$ref": format!("#{}", uri(to)) });
    match (wanted, there) {
        (Kind::Response | Kind::RequestBody, Kind::Schema) => {
            Some(json!({ "content": { "application/json": { "schema": reference(to) } } }))
        }
        (Kind::MediaType | Kind::Header, Kind::Schema) => Some(json!({ "schema": reference(to) })),
        (Kind::Schema, Kind::Response | Kind::RequestBody | Kind::Parameter | Kind::Header | Kind::MediaType) => {
            let own = to.join("schema");
            let content = to.join("content");
            let first = grammar_first(content.get(&document.value)).map(|name| content.join(name).join("schema"));
            [Some(own), first]
                .into_iter()
                .flatten()
                .find(|at| at.get(&document.value).is_some())
                .map(|at| reference(&at))
        }
        _ => None,
    }
}

fn grammar_first(content: Option<&Value>) -> Option<&String> {
    content?.as_object()?.keys().next()
}

/// What the caller gets where a thing of this kind cannot be had.
const fn instead(kind: Kind) -> &'static str {
    match kind {
        Kind::Schema | Kind::MediaType => "typed as `serde_json::Value`",
        Kind::Response => "a body of bytes under its status",
        Kind::RequestBody => "a body of bytes",
        Kind::PathItem => "none of its operations",
        Kind::Operation => "a call without arguments",
        _ => "left out",
    }
}

/// Puts what [`instead`] says in place of the object at `at`. `null` is what [`drop_nothing`] takes away.
fn replace(document: &mut Document, at: &Pointer, kind: Kind) {
    let Some(node) = at.get_mut(&mut document.value) else { return };
    let Value::Object(members) = node else { return };
    members.shift_remove("$ref");
    let mut bytes = |media_type: &str| {
        members.entry("content").or_insert_with(|| json!({ media_type: {} }));
    };
    match kind {
        Kind::Schema | Kind::PathItem | Kind::MediaType | Kind::Operation => {}
        // Nobody knows in what media type it comes.
        Kind::Response => bytes("application/*"),
        Kind::RequestBody => bytes("application/octet-stream"),
        _ => *node = Value::Null,
    }
}

fn point_at(document: &mut Document, at: &Pointer, to: &Pointer) {
    if let Some(Value::Object(members)) = at.get_mut(&mut document.value) {
        let same = members
            .get("$ref")
            .and_then(Value::as_str)
            .is_some_and(|text| text.starts_with("#/") && Pointer::parse(text) == *to);
        if !same {
            members.insert("$ref".to_owned(), format!("#{}", uri(to)).into());
        }
    }
}

/// A pointer as a fragment, in which `%` starts an escape.
fn uri(to: &Pointer) -> String {
    to.to_string().replace('%', "%25")
}

/// Takes `null` out of lists and mappings of objects.
fn drop_nothing(document: &mut Document) {
    let mut value = std::mem::take(&mut document.value);
    grammar::walk(&mut value, &Path::root(), Kind::Document, &mut |at, kind, members| {
        let at = &at.pointer();
        let fields = members.iter_mut().filter_map(|(key, value)| Some((at.join(key), kind.form(key)?, value)));
        for (at, form, value) in fields {
            match (form, value) {
                (Form::Named(_), Value::Object(inner)) => inner.retain(|_, value| !value.is_null()),
                (Form::List(_), Value::Array(items)) if items.iter().any(Value::is_null) => {
                    let mut kept = Vec::new();
                    for (index, item) in
                        std::mem::take(items).into_iter().enumerate().filter(|(_, item)| !item.is_null())
                    {
                        document.record_move(&at.join(index), &at.join(kept.len()));
                        kept.push(item);
                    }
                    *items = kept;
                }
                _ => {}
            }
        }
    });
    document.value = value;
}

/// The members of the object at `at`.
fn members_of<'a>(document: &'a Value, at: &Pointer) -> Option<&'a Map<String, Value>> {
    at.get(document)?.as_object()
}
