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
    "title",
];

pub(super) fn run(document: &mut Document, _: &Config, diagnostics: &mut Diagnostics) {
    let mut lost: Vec<(Pointer, &str)> = Vec::new();
    let mut unions: Vec<Pointer> = Vec::new();
    for_each_schema(&mut document.value, &mut |at, schema| {
        let Value::Object(members) = schema else { return };
        for key in LOST {
            if members.shift_remove(*key).is_some() {
                lost.push((at.join(key), key));
            }
        }
        for key in SILENT {
            members.shift_remove(*key);
        }
        if members.shift_remove("discriminator").is_some()
            && (members.contains_key("oneOf") || members.contains_key("anyOf"))
        {
            unions.push(at.join("discriminator"));
        }
    });
    for (at, key) in lost {
        diagnostics.push(Diagnostic::new(
            &rules::UNTYPED_KEYWORD,
            document.place(&at),
            format!("`{key}` is not checked"),
        ));
    }
    for at in unions {
        let message = "the first variant that decodes is taken, whatever the discriminator says";
        diagnostics.push(Diagnostic::new(&rules::UNION_BY_SHAPE, document.place(&at), message));
    }
}
