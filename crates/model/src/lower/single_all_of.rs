//! Resolves `allOf`, `oneOf` and `anyOf` with one member.
//!
//! ```yaml
//! { allOf: [{ $ref: '#/components/schemas/User' }] }     # before
//! { description: The owner., oneOf: [{ type: string }] }
//! ---
//! { $ref: '#/components/schemas/User' }                  # after
//! { description: The owner., type: string }
//! ```
//!
//! Documents of 3.0 do this because a `$ref` cannot have siblings there ([Reference
//! Object](https://spec.openapis.org/oas/v3.0.4.html#reference-object)). typify would make a second type of the same
//! shape. A reference with a description beside it stays in its `allOf`, which is the only way to describe a reference
//! in 3.0.

use moored_document::{pass::Pass, site::Site};
use serde_json::{Map, Value};

use crate::config::Config;

/// `formats` drops a format without a type, which the only member may have. `reference_siblings` makes such `allOf`s,
/// and `untyped_keywords` and `annotations` remove siblings.
pub(super) const PASS: Pass<Config> =
    Pass::schemas(rewrite).after(&["reference_siblings", "untyped_keywords", "annotations", "formats"]);

fn rewrite(schema: &mut Value, site: &mut Site<'_>) {
    let Value::Object(members) = schema else { return };
    for key in ["oneOf", "anyOf", "allOf"] {
        let list = members.get_mut(key).and_then(Value::as_array_mut).filter(|list| list.len() == 1);
        let Some(mut only) = list.and_then(Vec::pop) else { continue };
        // Only a variant is named after its title.
        if key != "allOf"
            && !matches!(site.path().list(), Some("oneOf" | "anyOf"))
            && only.as_object_mut().is_some_and(|only| only.shift_remove("title").is_some())
        {
            rewrite(&mut only, site);
        }
        members.shift_remove(key);
        // With one variant, there is nothing to discriminate.
        if key != "allOf" && !["oneOf", "anyOf"].iter().any(|key| members.contains_key(*key)) {
            members.shift_remove("discriminator");
        }
        if members.is_empty() {
            *schema = only;
            return;
        }
        match only {
            // With siblings, `allOf` is the only form that typify reads as a reference with a description.
            Value::Object(inner) if !members.contains_key("allOf") && !inner.contains_key("$ref") => {
                for (key, value) in inner {
                    merge(members, key, value);
                }
            }
            only => {
                if let Value::Array(list) = members.entry("allOf").or_insert_with(|| Value::Array(Vec::new())) {
                    list.push(only);
                }
            }
        }
    }
}

/// Adds a keyword of the only member. The value of a sibling takes precedence, but `properties` and `required` are
/// merged.
fn merge(members: &mut Map<String, Value>, key: String, value: Value) {
    match (members.get_mut(&key), value) {
        (None, value) => {
            members.insert(key, value);
        }
        (Some(Value::Object(own)), Value::Object(inner)) if key == "properties" => {
            for (name, schema) in inner {
                own.entry(name).or_insert(schema);
            }
        }
        (Some(Value::Array(own)), Value::Array(inner)) if key == "required" => {
            for name in inner {
                if !own.contains(&name) {
                    own.push(name);
                }
            }
        }
        (Some(_), _) => {}
    }
}
