//! Bounds.
//!
//! ```yaml
//! { type: string, minLength: 6 }              # before, in what a response holds
//! { type: integer, minimum: 1, exclusiveMaximum: 5 }
//! { type: array, uniqueItems: true, minItems: 2, maxItems: 2 }
//! ---
//! { type: string }                            # after
//! { type: integer }
//! { type: array }
//! ```
//!
//! A response is never refused for a bound: typify would make `NonZeroU64`, fixed arrays and sets of these. In what requests alone hold,
//! lengths and enums stay and are checked before anything is sent; the other bounds of requests are in the loss report.
//! Numeric exclusive bounds are how 3.1 says what 3.0 says with a flag; with the bounds they go.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::{
    config::Config,
    usage::{answered, requested},
};
use moored_document::{
    document::Document,
    finding::{Finding, Findings},
    pass::Pass,
    pointer::Pointer,
    rules,
    schemas::for_each_mut,
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

pub(super) const PASS: Pass<Config> = Pass::document(run);

pub(super) fn run(document: &mut Document, findings: &mut Findings) {
    let answered = answered(document);
    let requested = requested(document);
    let mut unchecked: Vec<(Pointer, &str)> = Vec::new();
    for_each_mut(&mut document.value, &mut |at, schema| {
        let at = &at.pointer();
        let Value::Object(members) = schema else { return };
        let (in_answer, in_request) = match at.keys() {
            [paths, _, _, part, ..] if paths == "paths" => (part == "responses", part != "responses"),
            [components, schemas, name, ..] if components == "components" && schemas == "schemas" => {
                (answered.contains(name), requested.contains(name))
            }
            // Other components have been inlined where they are used.
            _ => (true, false),
        };
        members.retain(|key, value| !says_nothing(key, value));
        let tuple = members.contains_key("prefixItems");
        for key in OTHERS {
            // A tuple has its length by its type.
            let own = tuple && key.ends_with("Items");
            if members.shift_remove(*key).is_some() && in_request && !own {
                unchecked.push((at.join(key), key));
            }
        }
        for key in LENGTHS {
            // What stands beside a reference is no type of its own that could check it.
            let string =
                members.get("type").and_then(Value::as_str) == Some("string") && !members.contains_key("allOf");
            if (in_answer || !string) && members.shift_remove(*key).is_some() && in_request {
                unchecked.push((at.join(key), key));
            }
        }
    });
    // What several operations share is checked by none of them, and said once.
    let mut said = BTreeSet::new();
    for (at, key) in unchecked {
        let place = document.locate(&at);
        if said.insert(place.pointer.clone()) {
            let message = format!("`{key}` is left to the provider to check");
            findings.push(Finding::new(&rules::UNCHECKED_BOUND, place, message));
        }
    }
}

/// Whether every value is within the bound: nothing is shorter than 0.
fn says_nothing(key: &str, value: &Value) -> bool {
    match key {
        "minLength" | "minItems" | "minProperties" => value.as_u64() == Some(0),
        "uniqueItems" | "exclusiveMinimum" | "exclusiveMaximum" => value == &Value::Bool(false),
        _ => false,
    }
}
