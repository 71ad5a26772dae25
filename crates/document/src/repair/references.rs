//! Makes every reference refer to something that may be in its place, or replaces it.
//!
//! ```yaml
//! paths:                                                                                         # before
//!   /pets:
//!     get:
//!       parameters: [{ $ref: '#/components/parameters/Gone' }]
//!       responses: { '200': { $ref: '#/components/schemas/Pet' }, '404': { $ref: '#/components/responses/Gone' } }
//! components:
//!   schemas:
//!     Pet: { properties: { owner: { $ref: '#/components/schemas/Gone' }, tag: { $ref: Tag } } }
//!     Tag: { … }
//! ---
//! paths:                                                                                       # after: four findings
//!   /pets:
//!     get:
//!       parameters: []
//!       responses:
//!         '200': { content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } }
//!         '404': { content: { application/*: {} } }
//! components:
//!   schemas:
//!     Pet: { properties: { owner: {}, tag: { $ref: '#/components/schemas/Tag' } } }
//!     Tag: { … }
//! ```
//!
//! Nothing else in the document becomes invalid with such a reference. A schema that cannot be resolved becomes any
//! JSON, a body becomes bytes, and a parameter is removed. A target that is where the specification has no objects
//! (`x-shared`, another file) becomes a component. `$anchor` and `$id` are resolved ([JSON Schema
//! 8.2](https://json-schema.org/draft/2020-12/json-schema-core#section-8.2)), and so is `$dynamicRef` where the
//! document has one possible target.

mod cycles;
mod discriminators;
mod dynamic;
mod hoisting;
mod mappings;
mod missing;
mod targets;

use std::collections::VecDeque;

use serde_json::{Map, Value, json};

use self::{
    hoisting::Hoister,
    targets::{Found, Targets},
};
use super::wrong_shape;
use crate::{
    document::Document,
    finding::{Finding, Findings},
    grammar::{self, Form, Kind, kind_at},
    locator::FILES,
    media_type::{JSON, OCTET_STREAM},
    pass::Pass,
    path::Path,
    pointer::Pointer,
    rules::{self, Level, Rule},
    site::Site,
};

/// A `$ref`.
struct Reference {
    /// Where the object is that has it.
    at: Pointer,
    /// The kind of that object.
    kind: Kind,
    text: String,
}

// `newer_parts` adds operations; the passes after this one repair what it makes components of, and rely on references
// that resolve.
pub(super) const PASS: Pass = Pass::document(run).after(&["wrong_shape", "newer_parts"]);

pub(super) fn run(document: &mut Document, findings: &mut Findings) {
    mappings::resolve(document, findings);
    let targets = Targets::of(document);
    dynamic::resolve(document, &targets, findings);
    let mut hoister = Hoister::of(&document.value);
    let mut queue: VecDeque<Reference> = collect(&document.value, &Pointer::root(), Kind::Document).into();
    loop {
        while let Some(reference) = queue.pop_front() {
            if let Some(new) = resolve(document, &targets, &mut hoister, &reference, findings) {
                wrong_shape::repair_within(document, &new, reference.kind, findings);
                queue.extend(collect(&document.value, &new, reference.kind));
            }
        }
        let hoisted = discriminators::resolve(document, &targets, &mut hoister, findings);
        if hoisted.is_empty() {
            break;
        }
        for new in hoisted {
            wrong_shape::repair_within(document, &new, Kind::Schema, findings);
            queue.extend(collect(&document.value, &new, Kind::Schema));
        }
    }
    cycles::break_up(document, findings);
    document.for_each_object(findings, &mut remove_nulls);
    // All that references refer to in the other files is in the document now.
    if let Value::Object(members) = &mut document.value {
        members.shift_remove(FILES);
    }
}

/// Every reference in the node at `at`, which is a `kind`.
fn collect(document: &Value, at: &Pointer, kind: Kind) -> Vec<Reference> {
    let mut found = Vec::new();
    let Some(value) = at.get(document) else { return found };
    grammar::for_each(value, &Path::at(at), kind, &mut |path, kind, members| {
        // A whole document that is a reference keeps what else it has.
        if let Some(Value::String(text)) = members.get("$ref").filter(|_| kind != Kind::Document) {
            found.push(Reference { at: path.pointer(), kind, text: text.clone() });
        }
    });
    found
}

/// Makes the reference refer to something that may be in its place, or replaces it. Returns the pointer of an object
/// that is new in the document.
fn resolve(
    document: &mut Document,
    targets: &Targets,
    hoister: &mut Hoister,
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
            let message = format!("`{text}` is not a valid reference; interpreted as `#{to}`");
            report(document, &rules::MISSPELT_REFERENCE, message);
            to
        }
        Found::Elsewhere => {
            report(
                document,
                &rules::EXTERNAL_REFERENCE,
                format!("`{text}` refers to another document, which is not available"),
            );
            replace(document, at, *kind);
            return None;
        }
        Found::Nowhere => {
            missing::report(document, hoister, reference, findings);
            replace(document, at, *kind);
            return None;
        }
    };
    match kind_at(&to) {
        found if is_inlined(*kind) && found.is_none_or(|found| found == *kind) => {
            let target = to.get(&document.value).cloned().filter(|_| hoister.may_copy());
            let Some(target) = target else {
                report(document, &rules::REFERENCE_CYCLE, format!("`{text}` contains itself"));
                replace(document, at, *kind);
                return None;
            };
            if let Some(node) = at.get_mut(&mut document.value) {
                *node = target;
            }
            document.record_move(&to, at);
            Some(at.clone())
        }
        Some(found) if found == *kind || is_alike(found, *kind) => {
            write_reference(document, at, &to);
            None
        }
        None => {
            let (component, is_new) = hoister.hoist(document, *kind, &to)?;
            write_reference(document, at, &component);
            is_new.then_some(component)
        }
        Some(found) => {
            let meant = converted(document, *kind, found, &to);
            let rule = if meant.is_some() { &rules::UNUSUAL_FORM } else { &rules::DANGLING_REFERENCE };
            report(document, rule, format!("`{text}` refers to {}; expected {}", found.word(), kind.word()));
            match (meant, at.get_mut(&mut document.value)) {
                (Some(meant), Some(node)) => *node = meant,
                _ => replace(document, at, *kind),
            }
            None
        }
    }
}

/// Whether the specification allows no reference to such an object, so that no later pass resolves one.
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

/// The object of the kind `wanted` that a reference to an object of the kind `found` means.
fn converted(document: &Document, wanted: Kind, found: Kind, to: &Pointer) -> Option<Value> {
    let reference = |to: &Pointer| json!({ "$ref": to.to_reference() });
    match (wanted, found) {
        (Kind::Response | Kind::RequestBody, Kind::Schema) => {
            Some(json!({ "content": { JSON: { "schema": reference(to) } } }))
        }
        (Kind::MediaType | Kind::Header, Kind::Schema) => Some(json!({ "schema": reference(to) })),
        (Kind::Schema, Kind::Response | Kind::RequestBody | Kind::Parameter | Kind::Header | Kind::MediaType) => {
            let own = to.join("schema");
            let content = to.join("content");
            let first = content.get(&document.value).and_then(|content| content.as_object()?.keys().next());
            let first = first.map(|name| content.join(name).join("schema"));
            [Some(own), first]
                .into_iter()
                .flatten()
                .find(|at| at.get(&document.value).is_some())
                .map(|at| reference(&at))
        }
        _ => None,
    }
}

/// What the caller of the client gets instead of an object of this kind.
const fn instead(kind: Kind) -> &'static str {
    match kind {
        Kind::Schema | Kind::MediaType => "typed as `JsonValue`",
        Kind::Response => "a body of bytes for this status",
        Kind::RequestBody => "a body of bytes",
        Kind::PathItem => "no operations",
        Kind::Operation => "a call without arguments",
        _ => "left out",
    }
}

/// Replaces the object at `at` as [`instead`] describes. [`remove_nulls`] removes the `null` that takes the place of
/// others.
fn replace(document: &mut Document, at: &Pointer, kind: Kind) {
    let Some(node) = at.get_mut(&mut document.value) else { return };
    let Value::Object(members) = node else { return };
    members.shift_remove("$ref");
    let mut bytes = |media_type: &str| {
        members.entry("content").or_insert_with(|| json!({ media_type: {} }));
    };
    match kind {
        Kind::Schema | Kind::PathItem | Kind::MediaType | Kind::Operation => {}
        // The media type is unknown.
        Kind::Response => bytes("application/*"),
        Kind::RequestBody => bytes(OCTET_STREAM),
        _ => *node = Value::Null,
    }
}

/// Makes the object at `at` a reference to the node at `to`.
fn write_reference(document: &mut Document, at: &Pointer, to: &Pointer) {
    if let Some(Value::Object(members)) = at.get_mut(&mut document.value) {
        let is_same = members
            .get("$ref")
            .and_then(Value::as_str)
            .is_some_and(|text| text.starts_with("#/") && Pointer::parse(text) == *to);
        if !is_same {
            members.insert("$ref".to_owned(), to.to_reference().into());
        }
    }
}

/// Removes `null` from lists and mappings of objects.
fn remove_nulls(kind: Kind, members: &mut Map<String, Value>, site: &mut Site<'_>) {
    for (key, value) in members {
        match (kind.form(key), value) {
            (Some(Form::Named(_)), Value::Object(named)) => named.retain(|_, value| !value.is_null()),
            (Some(Form::List(_)), Value::Array(items)) if items.iter().any(Value::is_null) => {
                let list = site.path().join(key);
                let mut kept = Vec::new();
                for (index, item) in std::mem::take(items).into_iter().enumerate() {
                    if !item.is_null() {
                        site.record_move(&list.join(index), &list.join(kept.len()));
                        kept.push(item);
                    }
                }
                *items = kept;
            }
            _ => {}
        }
    }
}
