//! Keywords that no Rust type expresses.
//!
//! ```yaml
//! { type: object, patternProperties: { '^x-': { type: string } }, if: …, then: … }   # before
//! ---
//! { type: object }                                                                   # after; in the loss report
//! ```
//!
//! typify stops at `if` and at most uses of `not`, and openapiv3 refuses what 3.0 does not have.

use serde_json::Value;

use crate::{
    config::Config,
    diagnostic::{Diagnostic, Diagnostics},
    document::Document,
    pointer::Pointer,
    rules,
    schemas::for_each_schema,
};

/// Removed, and reported.
const LOST: &[&str] = &[
    "not",
    "if",
    "then",
    "else",
    "patternProperties",
    "dependentSchemas",
    "dependentRequired",
    "contains",
    "propertyNames",
    "unevaluatedItems",
    "unevaluatedProperties",
];

/// Removed without a word: they say nothing about the value, or about its text inside a string.
const SILENT: &[&str] = &[
    "$schema",
    "$id",
    "$anchor",
    "$dynamicAnchor",
    "$dynamicRef",
    "$comment",
    "$vocabulary",
    "contentEncoding",
    "contentMediaType",
    "contentSchema",
    "minContains",
    "maxContains",
    "xml",
    "externalDocs",
];

pub(super) fn run(document: &mut Document, _: &Config, diagnostics: &mut Diagnostics) {
    let mut lost: Vec<(Pointer, &str)> = Vec::new();
    for_each_schema(&mut document.value, &mut |at, schema| {
        let Value::Object(members) = schema else { return };
        for key in LOST {
            if members.shift_remove(*key).is_some() {
                lost.push((at.join(key), key));
            }
        }
        for key in ["oneOf", "anyOf"] {
            let variants = members.get_mut(key).and_then(Value::as_array_mut).into_iter().flatten();
            // What a variant is called, where it has no other name.
            for variant in variants.filter_map(Value::as_object_mut) {
                if let Some(title) = variant.shift_remove("title").filter(Value::is_string) {
                    variant.insert("x-moored-title".to_owned(), title);
                }
            }
        }
        for key in SILENT {
            members.shift_remove(*key);
        }
    });
    // Not before those that hold them have seen theirs.
    for_each_schema(&mut document.value, &mut |_, schema| {
        if let Value::Object(members) = schema {
            members.shift_remove("title");
        }
    });
    for (at, key) in lost {
        diagnostics.push(Diagnostic::new(
            &rules::UNTYPED_KEYWORD,
            document.place(&at),
            format!("`{key}` is not checked"),
        ));
    }
}
