//! A reference that stands for a whole mapping, such as `properties: { $ref: … }`, which the specification does not have.

use serde_json::{Map, Value};

use super::super::wrong_shape;
use crate::{
    document::Document,
    finding::{Finding, Findings},
    grammar::{self, Form, Kind},
    path::Path,
    pointer::Pointer,
    rules,
};

/// Puts the members of the mapping in place of the reference to it.
pub(super) fn follow(document: &mut Document, findings: &mut Findings) {
    let mut wanted: Vec<(Pointer, Kind, String)> = Vec::new();
    grammar::walk(&mut document.value, &Path::root(), Kind::Document, &mut |at, kind, members| {
        let at = &at.pointer();
        for (key, value) in members {
            if let (Some(Form::Named(_)), Some(Value::String(text))) = (kind.form(key), value.get("$ref")) {
                wanted.push((at.join(key), kind, text.clone()));
            }
        }
    });
    for (at, holder, text) in wanted {
        let from = Pointer::parse(&text);
        let target = from.get(&document.value).and_then(Value::as_object).filter(|_| text.starts_with("#/"));
        let target: Option<Map<String, Value>> = target.filter(|target| !target.contains_key("$ref")).cloned();
        let place = document.locate(&at.join("$ref"));
        findings.push(match &target {
            Some(_) => Finding::new(&rules::UNUSUAL_FORM, place, "a reference stands for a whole mapping"),
            None => {
                Finding::new(&rules::DANGLING_REFERENCE, place, format!("`{text}` leads to no mapping; it is left out"))
            }
        });
        if let Some(Value::Object(members)) = at.get_mut(&mut document.value) {
            members.shift_remove("$ref");
            for (name, value) in target.into_iter().flatten() {
                members.entry(name).or_insert(value);
            }
        }
        if let Some(parent) = at.parent() {
            wrong_shape::mend(document, &parent, holder, findings);
        }
    }
}
