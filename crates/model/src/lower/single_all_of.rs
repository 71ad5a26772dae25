//! `allOf` and `oneOf` with one member and nothing beside it.
//!
//! ```yaml
//! { allOf: [{ $ref: '#/components/schemas/User' }] }     # before
//! ---
//! { $ref: '#/components/schemas/User' }                  # after
//! ```
//!
//! A habit of 3.0, where a `$ref` could have no siblings; typify would make a second type of the same shape. With a description beside
//! it, it stays: that is the only way in which 3.0 can say both.

use serde_json::{Map, Value};

use crate::config::Config;
use moored_document::{document::Document, finding::Findings, pass::Pass, schemas::for_each_mut};

pub(super) const PASS: Pass<Config> = Pass::document(run);

pub(super) fn run(document: &mut Document, _: &mut Findings) {
    for_each_mut(&mut document.value, &mut |_, schema| {
        let Value::Object(members) = schema else { return };
        for key in ["oneOf", "anyOf", "allOf"] {
            let one =
                members.get_mut(key).and_then(Value::as_array_mut).filter(|list| list.len() == 1).and_then(Vec::pop);
            let Some(one) = one else { continue };
            members.shift_remove(key);
            if members.is_empty() {
                *schema = one;
                return;
            }
            // With siblings, `allOf` is the one form that typify reads as «this, described».
            match (&one, members.contains_key("allOf")) {
                (Value::Object(inner), false) if !inner.contains_key("$ref") => {
                    for (key, value) in inner {
                        merge(members, key, value);
                    }
                }
                (_, false) => {
                    members.insert("allOf".to_owned(), Value::Array(vec![one]));
                }
                (_, true) => {
                    if let Some(Value::Array(list)) = members.get_mut("allOf") {
                        list.push(one);
                    }
                }
            }
        }
    });
}

/// Adds a keyword of the one member. What stands beside the member wins, but members and what is required of them add up.
fn merge(members: &mut Map<String, Value>, key: &str, value: &Value) {
    match (members.get_mut(key), value) {
        (None, _) => {
            members.insert(key.to_owned(), value.clone());
        }
        (Some(Value::Object(own)), Value::Object(inner)) if key == "properties" => {
            for (name, schema) in inner {
                own.entry(name.clone()).or_insert_with(|| schema.clone());
            }
        }
        (Some(Value::Array(own)), Value::Array(inner)) if key == "required" => {
            let new: Vec<Value> = inner.iter().filter(|name| !own.contains(name)).cloned().collect();
            own.extend(new);
        }
        (Some(_), _) => {}
    }
}
