//! Keywords of another type than the schema's own.
//!
//! ```yaml
//! { type: object, items: { type: string } }                                # before
//! { type: string, properties: { a: { type: string } } }
//! ---
//! { type: object }                                                         # after; both are losses
//! { type: string }
//! ```
//!
//! They say nothing about a value of this type
//! ([JSON Schema 7.6.1](https://json-schema.org/draft/2020-12/json-schema-core#section-7.6.1)), and whoever wrote them meant something. openapiv3
//! gives up the type where one of them is there.

use serde_json::Value;

use crate::{
    document::Document,
    finding::{Finding, Findings},
    grammar::{self, Kind},
    pass::Pass,
    path::Path,
    rules,
};

/// Keywords that hold schemas, and the type that they are about.
const KEYWORDS: &[(&str, &str)] = &[
    ("items", "array"),
    ("prefixItems", "array"),
    ("properties", "object"),
    ("additionalProperties", "object"),
    ("patternProperties", "object"),
];

pub(super) const PASS: Pass = Pass::document(run);

pub(super) fn run(document: &mut Document, findings: &mut Findings) {
    let mut value = std::mem::take(&mut document.value);
    grammar::walk(&mut value, &Path::root(), Kind::Document, &mut |at, kind, members| {
        let at = &at.pointer();
        // One type, or one that may be `null`.
        let kinds: Vec<&str> = match members.get("type") {
            Some(Value::String(kind)) => vec![kind.as_str()],
            Some(Value::Array(kinds)) => kinds.iter().filter_map(Value::as_str).collect(),
            _ => return,
        };
        if kind != Kind::Schema {
            return;
        }
        let foreign = |(key, about): &&(&str, &str)| members.contains_key(*key) && !kinds.contains(about);
        let foreign: Vec<(&str, String)> = KEYWORDS
            .iter()
            .filter(foreign)
            .map(|(key, about)| (*key, format!("`{key}` is about values of type {about}, not {}", kinds.join(" or "))))
            .collect();
        for (key, message) in foreign {
            // `false` allows nothing else, which is what another type does anyway.
            if members.shift_remove(key).is_some_and(|value| !value.is_boolean()) {
                let place = document.locate(&at.join(key));
                findings.push(Finding::new(&rules::INVALID_DOCUMENT, place, message));
            }
        }
    });
    document.value = value;
}
