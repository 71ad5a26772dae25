//! Rewrites methods of OpenAPI 3.2 in the form of 3.1, and removes what looks like an operation under no method.
//!
//! ```yaml
//! /pets:                                                                          # before
//!   additionalOperations: { QUERY: { operationId: findPets }, COPY: { operationId: copyPets } }
//! ---
//! /pets: { query: { operationId: findPets }, COPY: { operationId: copyPets } }    # after
//! ```
//!
//! The passes after it only know the path items of 3.1. `query` is a method like any other, and so is a method that a
//! provider defines ([3.2.0, section 4.9](https://spec.openapis.org/oas/v3.2.0.html#path-item-object)). Its key is
//! written in upper case, as methods are (RFC 9110, section 9.1); so a key `COPY` of a path item is a method in every
//! version. Any other key that is not a field and has an operation is reported.

use serde_json::{Map, Value};

use crate::{
    grammar::Kind,
    pass::Pass,
    pointer::Pointer,
    rules,
    schemas::{METHODS, is_method},
    site::Site,
};

// `wrong_shape` writes methods in lower case.
pub(super) const PASS: Pass = Pass::objects(repair).after(&["wrong_shape"]);

pub(super) fn repair(kind: Kind, members: &mut Map<String, Value>, site: &mut Site<'_>) {
    match kind {
        Kind::PathItem => {
            move_additional_operations(members, site);
            remove_unknown_methods(members, site);
        }
        // The client has no type for the whole sequence.
        Kind::MediaType if members.contains_key("itemSchema") => {
            members.shift_remove("schema");
        }
        _ => {}
    }
}

/// Moves additional operations to the other operations.
fn move_additional_operations(members: &mut Map<String, Value>, site: &mut Site<'_>) {
    let Some(Value::Object(additional)) = members.shift_remove("additionalOperations") else { return };
    for (name, operation) in additional {
        let from = site.path().join("additionalOperations").join(&name);
        let lower_case = name.to_ascii_lowercase();
        let method = if METHODS.contains(&lower_case.as_str()) { lower_case } else { name.to_ascii_uppercase() };
        if is_method(&method) && !members.contains_key(&method) {
            site.record_move(&from, &site.path().join(&method));
            members.insert(method, operation);
        } else {
            report(&from, &name, site);
        }
    }
}

/// Removes keys that the specification does not have and that contain operations.
fn remove_unknown_methods(members: &mut Map<String, Value>, site: &mut Site<'_>) {
    let is_operation = |value: &Value| value.get("operationId").is_some() || value.get("responses").is_some();
    let is_unknown = |key: &str| Kind::PathItem.form(key).is_none() && !key.starts_with("x-");
    let unknown = members.iter().filter(|(key, value)| is_unknown(key) && is_operation(value));
    let unknown: Vec<String> = unknown.map(|(key, _)| key.clone()).collect();
    for key in unknown {
        report(&site.path().join(&key), &key, site);
        members.shift_remove(&key);
    }
}

fn report(at: &Pointer, method: &str, site: &mut Site<'_>) {
    let message = format!("the HTTP method `{method}` is not supported");
    site.push(site.finding(&rules::UNSUPPORTED_METHOD, at, message));
}
