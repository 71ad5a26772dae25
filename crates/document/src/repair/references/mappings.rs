//! A reference that stands for a whole mapping, such as `properties: { $ref: … }`, which the specification does not
//! have.

use serde_json::{Map, Value};

use super::super::wrong_shape;
use crate::{
    document::Document,
    finding::{Finding, Findings},
    grammar::{self, Form, Kind},
    path::Path,
    pointer::Pointer,
    resolve, rules,
};

/// Replaces such references by the members of the mappings that they refer to.
pub(super) fn resolve(document: &mut Document, findings: &mut Findings) {
    let mut found: Vec<(Pointer, Kind, String)> = Vec::new();
    grammar::for_each(&document.value, &Path::root(), Kind::Document, &mut |path, kind, members| {
        for (key, value) in members {
            if let (Some(Form::Named(_)), Some(Value::String(text))) = (kind.form(key), value.get("$ref")) {
                found.push((path.join(key), kind, text.clone()));
            }
        }
    });
    for (at, holder, text) in found {
        let target = at.get(&document.value).and_then(resolve::reference);
        let target = target.and_then(|target| target.get(&document.value)?.as_object());
        let target: Option<Map<String, Value>> = target.filter(|target| !target.contains_key("$ref")).cloned();
        let location = document.locate(&at.join("$ref"));
        findings.push(match &target {
            Some(_) => Finding::new(
                &rules::UNUSUAL_FORM,
                location,
                "a `$ref` replaces a whole mapping; interpreted as the members of its target",
            ),
            None => {
                let message = format!("`{text}` does not refer to a mapping; ignored");
                Finding::new(&rules::DANGLING_REFERENCE, location, message)
            }
        });
        if let Some(Value::Object(members)) = at.get_mut(&mut document.value) {
            members.shift_remove("$ref");
            for (name, value) in target.into_iter().flatten() {
                members.entry(name).or_insert(value);
            }
        }
        if let Some(parent) = at.parent() {
            wrong_shape::repair_within(document, &parent, holder, findings);
        }
    }
}
