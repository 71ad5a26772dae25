//! Formats.
//!
//! ```yaml
//! { type: string, format: date-time }                  # before
//! { type: integer, format: int32 }
//! { type: string, format: ipv4 }
//! { type: string, writeOnly: true }
//! ---
//! { $ref: '#/components/schemas/MooredDateTime' }      # after
//! { type: integer, format: int64 }
//! { type: string }
//! { allOf: [{ $ref: '#/components/schemas/MooredSecret' }], writeOnly: true }
//! ```
//!
//! In JSON Schema 2020-12 a format is an annotation and refuses nothing
//! ([validation 7.2.1](https://json-schema.org/draft/2020-12/json-schema-validation#section-7.2.1)). The types of `moored-runtime` keep the
//! text as it came and interpret it on demand; typify's would refuse an answer, or encode it back as something else. A JSON number is
//! kept as `serde_json::Number` for the same reason: `0` must not come back as `0.0`.

use serde_json::{Map, Value, json};

use crate::{
    config::Config,
    native::{NATIVE, Native},
};
use moored_document::{
    document::Document,
    finding::Findings,
    pass::Pass,
    schemas::{components, for_each_mut, reference},
};

pub(super) const PASS: Pass<Config> = Pass::document(run);

pub(super) fn run(document: &mut Document, _: &mut Findings) {
    let mut used: Vec<&Native> = Vec::new();
    for_each_mut(&mut document.value, &mut |_, schema| {
        let Value::Object(members) = schema else { return };
        let Some(kind) = members.get("type").and_then(Value::as_str).map(str::to_owned) else { return };
        if is_secret_by_direction(&kind, members) {
            members.insert("format".to_owned(), "password".into());
        }
        let format = members.get("format").and_then(Value::as_str).map(str::to_owned);
        let native = NATIVE
            .iter()
            .find(|native| native.kind == kind && (native.format.is_none() || native.format == format.as_deref()));
        // A password with bounds is a type of its own, made from the schema as it is.
        let own = format.as_deref() == Some("password")
            && ["minLength", "maxLength"].iter().any(|key| members.contains_key(*key));
        match native {
            Some(_) if own || members.contains_key("enum") => {}
            Some(native) => {
                used.push(native);
                *schema = wrapped(members, native);
            }
            None if kind == "integer" => {
                let format = if format.as_deref() == Some("uint64") { "uint64" } else { "int64" };
                members.insert("format".to_owned(), format.into());
            }
            None => {
                members.shift_remove("format");
            }
        }
    });
    let schemas = components(&mut document.value);
    for native in used {
        schemas.entry(native.component).or_insert_with(|| json!({ "type": "string" }));
    }
}

/// Whether `members` describe text that is only ever sent: what a provider takes and never shows again is a password or a key, whether
/// or not the document says `format: password` as well.
fn is_secret_by_direction(kind: &str, members: &Map<String, Value>) -> bool {
    kind == "string"
        && members.get("writeOnly").and_then(Value::as_bool) == Some(true)
        && !members.contains_key("format")
        && !members.contains_key("enum")
}

/// A reference to `native`, inside an `allOf` where the schema says more that counts.
fn wrapped(members: &Map<String, Value>, native: &Native) -> Value {
    let kept: Map<String, Value> = members
        .iter()
        .filter(|(key, _)| ["description", "nullable", "deprecated", "readOnly", "writeOnly"].contains(&key.as_str()))
        .map(|(key, value)| (key.clone(), value.clone()))
        .collect();
    let reference = reference(native.component);
    if kept.is_empty() {
        return reference;
    }
    let mut wrapped = Map::from_iter([("allOf".to_owned(), Value::Array(vec![reference]))]);
    wrapped.extend(kept);
    Value::Object(wrapped)
}
