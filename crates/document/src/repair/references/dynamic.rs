//! References whose target depends on the schema that refers to them: `$dynamicRef`, and `$recursiveRef` of draft
//! 2019-09.
//!
//! Where the document has one possible target, such a reference is like any other ([JSON Schema
//! 8.2.3.2](https://json-schema.org/draft/2020-12/json-schema-core#section-8.2.3.2)). With several, the target depends
//! on the path of a reader, and a Rust type is the same on every path.

use serde_json::{Map, Value};

use super::targets::{Targets, outermost};
use crate::{
    document::Document,
    finding::Findings,
    grammar::{self, Kind},
    path::Path,
    pointer::Pointer,
    rules,
    site::Site,
};

pub(super) fn resolve(document: &mut Document, targets: &Targets, findings: &mut Findings) {
    let mut anchors = 0_usize;
    grammar::for_each(&document.value, &Path::root(), Kind::Document, &mut |_, _, members| {
        anchors += usize::from(members.get("$recursiveAnchor") == Some(&Value::Bool(true)));
    });
    document.for_each_object(findings, &mut |kind, members, site| {
        if kind == Kind::Schema {
            resolve_in(members, targets, anchors, site);
        }
    });
}

/// Resolves the references of one schema; `anchors` is how many schemas have a `$recursiveAnchor`.
fn resolve_in(members: &mut Map<String, Value>, targets: &Targets, anchors: usize, site: &mut Site<'_>) {
    for key in ["$dynamicRef", "$recursiveRef"] {
        let Some(Value::String(text)) = members.shift_remove(key) else { continue };
        let to = match key {
            "$dynamicRef" => by_name(targets, &text),
            _ => resource(targets, &site.pointer()).filter(|_| anchors <= 1).map(|to| to.to_reference()),
        };
        match to.filter(|_| !members.contains_key("$ref")) {
            Some(to) => {
                site.record_rename(key, "$ref");
                members.insert("$ref".to_owned(), to.into());
            }
            None => {
                let message = format!("the target of `{text}` depends on the schema that it is reached from");
                let finding = site.finding(&rules::UNTYPED_KEYWORD, &site.path().join(key), message);
                site.push(finding.instead("typed as `JsonValue`"));
            }
        }
    }
}

/// The reference to the one possible target of `text`. A text without a name is resolved, or reported, like any
/// reference.
fn by_name(targets: &Targets, text: &str) -> Option<String> {
    let (_, anchor) = text.split_once('#')?;
    if anchor.is_empty() || anchor.starts_with('/') {
        return Some(text.to_owned());
    }
    match targets.anchored(anchor) {
        [] => Some(text.to_owned()),
        [only] => Some(only.to_reference()),
        _ => None,
    }
}

/// The schema resource that the schema at `at` is a part of: the innermost schema with an `$id`, or the outermost.
fn resource(targets: &Targets, at: &Pointer) -> Option<Pointer> {
    targets.resource_of(at).or_else(|| outermost(at))
}
