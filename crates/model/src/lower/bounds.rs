//! Removes bounds that nothing checks.
//!
//! ```yaml
//! # in a response                                                                   before
//! { type: string, minLength: 6 }
//! { type: integer, minimum: 1, exclusiveMaximum: 5 }
//! { type: array, uniqueItems: true, minItems: 2, maxItems: 2 }
//! ---
//! # after
//! { type: string }
//! { type: integer }
//! { type: array }
//! ```
//!
//! A response is never rejected because of a bound, and typify would make `NonZeroU64`, arrays and sets of these. In
//! what only requests hold, lengths and enums stay and are checked before the request is sent; the other bounds are
//! losses. Numeric exclusive bounds of 3.1, which 3.0 expresses with a flag, go with the others. The `minItems` and
//! `maxItems` of a tuple are part of its type and stay. See [JSON Schema, validation
//! 6](https://json-schema.org/draft/2020-12/json-schema-validation#section-6).

use std::collections::BTreeSet;

use moored_document::{document::Document, finding::Findings, pass::Pass, pointer::Pointer, rules};
use serde_json::{Map, Value};

use crate::{
    config::Config,
    usage::{requested, responded},
};

const LENGTHS: &[&str] = &["minLength", "maxLength"];
const OTHERS: &[&str] = &[
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "multipleOf",
    "pattern",
    "uniqueItems",
    "minItems",
    "maxItems",
    "minProperties",
    "maxProperties",
];

/// `tuple`, `wide_integer` and `formats` read bounds, and `type_array` leaves single types. `untyped_keywords`,
/// `single_all_of` and `any_of` remove schemas whose bounds would be findings, and move others.
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
    let (requested, responded) = (requested(document), responded(document));
    // A schema that several operations share has been copied to each of them, and is reported once.
    let mut reported: BTreeSet<Pointer> = BTreeSet::new();
    document.for_each_schema(findings, &mut |schema, site| {
        let Value::Object(members) = schema else { return };
        let direction = match site.path().first() {
            ["paths", _, _, part] => Direction { in_request: part != "responses", in_response: part == "responses" },
            ["components", "schemas", name, _] => {
                Direction { in_request: requested.contains(name), in_response: responded.contains(name) }
            }
            // Other components have been inlined where they are used.
            _ => Direction { in_request: false, in_response: true },
        };
        members.retain(|key, value| !allows_everything(key, value));
        let removed = OTHERS.iter().chain(LENGTHS).filter(|key| remove(members, key, direction));
        for key in removed.filter(|_| direction.in_request) {
            let message = format!("`{key}` is not checked before the request is sent");
            let finding = site.finding(&rules::UNCHECKED_BOUND, &site.path().join(key), message);
            if reported.insert(finding.location.pointer.clone()) {
                site.push(finding);
            }
        }
    });
}

/// Which bodies hold a schema.
#[derive(Clone, Copy, Debug)]
struct Direction {
    in_request: bool,
    in_response: bool,
}

/// Removes the bound `key` if nothing checks it. Returns whether it was there.
fn remove(members: &mut Map<String, Value>, key: &str, direction: Direction) -> bool {
    let is_checked = if LENGTHS.contains(&key) {
        // The type of a string with lengths checks them. A schema beside a reference has no type of its own.
        let is_string = members.get("type").and_then(Value::as_str) == Some("string");
        is_string && !members.contains_key("allOf") && !direction.in_response
    } else {
        // The type of a tuple has its length.
        key.ends_with("Items") && members.contains_key("prefixItems")
    };
    !is_checked && members.shift_remove(key).is_some()
}

/// Whether every value is within the bound: nothing is shorter than 0.
fn allows_everything(key: &str, value: &Value) -> bool {
    match key {
        "minLength" | "minItems" | "minProperties" => value.as_u64() == Some(0),
        "uniqueItems" | "exclusiveMinimum" | "exclusiveMaximum" => value == &Value::Bool(false),
        _ => false,
    }
}
