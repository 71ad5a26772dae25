//! References that lead elsewhere in each schema that is extended: `$dynamicRef`, and draft 2019's `$recursiveRef`.
//!
//! Where the document has one place that such a reference can lead to, it is a reference like any other
//! ([JSON Schema 8.2.3.2](https://json-schema.org/draft/2020-12/json-schema-core#section-8.2.3.2)). With several it depends on how a reader got there, and
//! a Rust type is one and the same however it is reached.

use serde_json::{Map, Value};

use super::targets::{Targets, outermost};
use crate::{
    document::Document,
    finding::{Finding, Findings},
    grammar::{self, Kind},
    path::Path,
    pointer::Pointer,
    rules,
};

pub(super) fn follow(document: &mut Document, targets: &Targets, findings: &mut Findings) {
    let mut value = std::mem::take(&mut document.value);
    let mut recursive = 0_usize;
    grammar::walk(&mut value, &Path::root(), Kind::Document, &mut |_, _, members| {
        recursive += usize::from(members.get("$recursiveAnchor") == Some(&Value::Bool(true)));
    });
    grammar::walk(&mut value, &Path::root(), Kind::Document, &mut |at, kind, members| {
        let at = &at.pointer();
        if kind != Kind::Schema {
            return;
        }
        for key in ["$dynamicRef", "$recursiveRef"] {
            let Some(Value::String(text)) = members.shift_remove(key) else { continue };
            let to = match key {
                "$dynamicRef" => by_name(targets, &text),
                _ => root_of(targets, at).filter(|_| recursive <= 1).map(|root| format!("#{}", super::uri(&root))),
            };
            match to.filter(|_| !members.contains_key("$ref")) {
                Some(to) => lead(document, at, key, members, to),
                None => {
                    let message = format!("where `{text}` leads to depends on the schema that it is reached from");
                    let finding = Finding::new(&rules::UNTYPED_KEYWORD, document.locate(&at.join(key)), message);
                    findings.push(finding.instead("typed as `serde_json::Value`"));
                }
            }
        }
    });
    document.value = value;
}

fn lead(document: &mut Document, at: &Pointer, key: &str, members: &mut Map<String, Value>, to: String) {
    document.record_move(&at.join(key), &at.join("$ref"));
    members.insert("$ref".to_owned(), to.into());
}

/// The reference to the one schema that `text` can lead to. What is no name is followed, or reported, like any reference.
fn by_name(targets: &Targets, text: &str) -> Option<String> {
    let (_, anchor) = text.split_once('#')?;
    if anchor.is_empty() || anchor.starts_with('/') {
        return Some(text.to_owned());
    }
    match targets.anchored(anchor) {
        [] => Some(text.to_owned()),
        [only] => Some(format!("#{}", super::uri(only))),
        _ => None,
    }
}

/// The schema that the one at `at` is a part of: the innermost with an `$id`, or the outermost.
fn root_of(targets: &Targets, at: &Pointer) -> Option<Pointer> {
    targets.resource_of(at).or_else(|| outermost(at))
}
