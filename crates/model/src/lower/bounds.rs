//! Removes bounds, which are not part of a type.
//!
//! ```yaml
//! { type: string, minLength: 6 }                                           # before
//! { type: integer, minimum: 1, exclusiveMaximum: 5 }
//! { type: array, uniqueItems: true, minItems: 2, maxItems: 2 }
//! ---
//! { type: string }                                                         # after
//! { type: integer }
//! { type: array }
//! ```
//!
//! [`RequestBounds`](crate::request_bounds::RequestBounds) has read them for the check of what is sent; a response is
//! never rejected because of a bound. A file in a form, which the caller passes as bytes, is not checked, so that its
//! bounds are losses. The `minItems` and `maxItems` of a tuple are part of its type and stay. See [JSON Schema,
//! validation 6](https://json-schema.org/draft/2020-12/json-schema-validation#section-6).

use std::collections::BTreeSet;

use moored_document::{document::Document, finding::Findings, pass::Pass, path::Path, pointer::Pointer, rules};
use serde_json::{Map, Value};

use crate::{
    bounds::{ALTERNATIVES, KEYWORDS},
    config::Config,
};

/// `tuple`, `wide_integer` and `formats` read bounds, and `type_array` leaves single types.
/// `untyped_keywords`, `single_all_of` and `any_of` remove schemas whose bounds would be findings, and move others.
pub(super) const PASS: Pass<Config> = Pass::document(run).after(&[
    "tuple",
    "type_array",
    "untyped_keywords",
    "wide_integer",
    "formats",
    "single_all_of",
    "any_of",
]);

fn run(document: &mut Document, findings: &mut Findings) {
    // A schema that several operations share has been copied to each of them, and is reported once.
    let mut reported: BTreeSet<Pointer> = BTreeSet::new();
    document.for_each_schema(findings, &mut |schema, site| {
        let Value::Object(members) = schema else { return };
        let is_bytes = is_file(site.path(), members);
        members.shift_remove(ALTERNATIVES);
        members.retain(|key, value| !allows_everything(key, value));
        let removed = KEYWORDS.iter().filter(|key| remove(members, key));
        for key in removed.filter(|_| is_bytes) {
            let message = format!("`{key}` is not checked before the request is sent");
            let finding = site.finding(&rules::UNCHECKED_BOUND, &site.path().join(key), message);
            if reported.insert(finding.location.pointer.clone()) {
                site.push(finding);
            }
        }
    });
}

/// Whether the schema at `path` is that of a file in a form, which the caller passes as bytes.
fn is_file(path: &Path, schema: &Map<String, Value>) -> bool {
    matches!(path.first(), ["paths", _, _, "requestBody"])
        && schema.get("format").and_then(Value::as_str) == Some("binary")
}

/// Removes the bound `key`. Returns whether it was there.
fn remove(members: &mut Map<String, Value>, key: &str) -> bool {
    // The type of a tuple has its length.
    let is_of_tuple = key.ends_with("Items") && members.contains_key("prefixItems");
    !is_of_tuple && members.shift_remove(key).is_some()
}

/// Whether every value is within the bound: nothing is shorter than 0.
fn allows_everything(key: &str, value: &Value) -> bool {
    match key {
        "minLength" | "minItems" | "minProperties" => value.as_u64() == Some(0),
        "uniqueItems" | "exclusiveMinimum" | "exclusiveMaximum" => value == &Value::Bool(false),
        _ => false,
    }
}
