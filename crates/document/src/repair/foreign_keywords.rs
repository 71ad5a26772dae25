//! Removes keywords that are about another type than the schema's own.
//!
//! ```yaml
//! { type: object, items: { type: string } }                                # before
//! { type: string, properties: { a: { type: string } } }
//! ---
//! { type: object }                                                         # after; both are losses
//! { type: string }
//! ```
//!
//! Such a keyword does not constrain values of the schema's type, so a type cannot express what its author meant ([JSON
//! Schema 7.6.1](https://json-schema.org/draft/2020-12/json-schema-core#section-7.6.1)). With the keyword, openapiv3
//! would ignore the type.

use serde_json::{Map, Value};

use crate::{grammar::Kind, pass::Pass, rules, site::Site};

/// Keywords that contain schemas, and the type that they are about.
const KEYWORDS: &[(&str, &str)] = &[
    ("items", "array"),
    ("prefixItems", "array"),
    ("properties", "object"),
    ("additionalProperties", "object"),
    ("patternProperties", "object"),
];

// `unknown_type` corrects the types.
pub(super) const PASS: Pass = Pass::objects(repair).after(&["references", "unknown_type"]);

pub(super) fn repair(kind: Kind, members: &mut Map<String, Value>, site: &mut Site<'_>) {
    if kind != Kind::Schema {
        return;
    }
    for (keyword, about) in KEYWORDS {
        let is_foreign = members.contains_key(*keyword) && members.get("type").is_some_and(|ty| excludes(ty, about));
        // `additionalProperties: false` allows nothing else, which another type does not either.
        if is_foreign && members.shift_remove(*keyword).is_some_and(|value| !value.is_boolean()) {
            let types = members.get("type").map_or_else(String::new, names);
            site.report(
                &rules::INVALID_DOCUMENT,
                keyword,
                format!("`{keyword}` applies to the type `{about}`, but the schema has the type `{types}`; ignored"),
            );
        }
    }
}

/// Whether the `type` of a schema, which may be a list, does not contain `name`.
fn excludes(ty: &Value, name: &str) -> bool {
    match ty {
        Value::String(ty) => ty != name,
        Value::Array(types) => !types.iter().any(|ty| ty == name),
        _ => false,
    }
}

fn names(ty: &Value) -> String {
    match ty {
        Value::Array(types) => types.iter().filter_map(Value::as_str).collect::<Vec<_>>().join("` or `"),
        ty => ty.as_str().unwrap_or_default().to_owned(),
    }
}
