//! `type` as a list, and the type `null`.
//!
//! ```yaml
//! { type: [string, 'null'] }             # before
//! { oneOf: [{ $ref: … }, { type: 'null' }] }
//! { type: [string, integer] }
//! ---
//! { type: string, nullable: true }       # after
//! { oneOf: [{ $ref: … }], nullable: true }
//! { }                                    # any value; in the loss report
//! ```
//!
//! Nullability as 3.1 says it ([JSON Schema validation 6.1.1](https://json-schema.org/draft/2020-12/json-schema-validation#section-6.1.1)); OpenAPI 3.0
//! has one type and `nullable`. Number or string with `format: decimal` stays for `formats`.

use serde_json::Value;

use crate::{
    config::Config,
    diagnostic::{Diagnostic, Diagnostics},
    document::Document,
    pointer::Pointer,
    rules,
    schemas::for_each_schema,
};

pub(super) fn run(document: &mut Document, _: &Config, diagnostics: &mut Diagnostics) {
    let mut mixed: Vec<(Pointer, String)> = Vec::new();
    for_each_schema(&mut document.value, &mut |at, schema| {
        let Value::Object(members) = schema else { return };
        for key in ["oneOf", "anyOf"] {
            let Some(Value::Array(variants)) = members.get_mut(key) else { continue };
            let all = variants.len();
            variants.retain(|variant| {
                let null = variant.get("type").and_then(Value::as_str) == Some("null")
                    || variant.get("x-moored-null").is_some();
                !null
            });
            if variants.len() < all {
                members.insert("nullable".to_owned(), true.into());
            }
        }
        let names: Vec<String> = match members.get("type") {
            Some(Value::String(name)) => vec![name.clone()],
            Some(Value::Array(names)) => names.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
            // Other types are gone by now (`mend::unknown_type`).
            _ => return,
        };
        let mut types: Vec<&str> = names.iter().map(String::as_str).filter(|name| *name != "null").collect();
        // Every integer is a number.
        if types.contains(&"number") {
            types.retain(|name| *name != "integer");
        }
        if types.len() < names.len() && names.iter().any(|name| name == "null") {
            members.insert("nullable".to_owned(), true.into());
        }
        match types.as_slice() {
            [] => {
                members.shift_remove("type");
                members.insert("x-moored-null".to_owned(), true.into());
            }
            [name] => {
                members.insert("type".to_owned(), (*name).into());
            }
            _ if members.get("format").and_then(Value::as_str) == Some("decimal") => {
                members.insert("type".to_owned(), "string".into());
            }
            _ => {
                mixed.push((at.join("type"), types.join(" or ")));
                members.retain(|key, _| ["description", "nullable", "deprecated", "title"].contains(&key.as_str()));
            }
        }
    });
    for (at, types) in mixed {
        let message = format!("{types} becomes `serde_json::Value`");
        diagnostics.push(Diagnostic::new(&rules::MIXED_TYPES, document.place(&at), message));
    }
}
