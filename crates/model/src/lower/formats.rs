//! Leaves the formats that a type of the runtime represents, and drops the others.
//!
//! ```yaml
//! { type: string, format: date-time }                  # before
//! { type: integer, format: int32 }
//! { type: number, format: float }
//! { type: string, format: ipv4 }
//! { type: string, format: byte }
//! { type: string, writeOnly: true }
//! ---
//! { type: string, format: date-time }                  # after
//! { type: integer, format: int64 }
//! { type: number, format: double }
//! { type: string }
//! { type: string, format: byte }
//! { type: string, format: password, writeOnly: true }
//! ```
//!
//! In JSON Schema 2020-12 a format is an annotation and makes no value invalid ([validation
//! 7.2.1](https://json-schema.org/draft/2020-12/json-schema-validation#section-7.2.1)). The types of `moored-runtime`
//! keep the text as it was received and interpret it on demand. typify's types would reject a response, or encode it
//! differently. A number without a format is a `Number`, which keeps its digits for the same reason. `float` and
//! `double` state that the value is a binary floating point number ([Data
//! Types](https://spec.openapis.org/oas/v3.0.4#data-types)), which an `f64` holds.

use moored_document::pass::Pass;
use serde_json::{Map, Value};

use crate::{config::Config, native::Native};

/// `multipart` and `binary_json` read formats, `type_array` leaves single types, `wide_integer` writes the format of an
/// integer, `annotations` keeps the values that are dropped here, and `untyped_keywords` the titles of variants.
pub(super) const PASS: Pass<Config> = Pass::schema_objects(|members, _| reduce(members)).after(&[
    "binary_json",
    "multipart",
    "type_array",
    "int_or_string",
    "wide_integer",
    "annotations",
    "untyped_keywords",
]);

/// Leaves in `members`, a schema, what the model reads of one with its type and format.
pub(super) fn reduce(members: &mut Map<String, Value>) {
    if is_secret_by_direction(members) {
        members.insert("format".to_owned(), "password".into());
    }
    let text = |members: &Map<String, Value>, key: &str| members.get(key).and_then(Value::as_str).map(str::to_owned);
    let format = text(members, "format");
    let Some(ty) = text(members, "type") else {
        // It is no format of what is merged with this schema.
        if format.is_some_and(|format| ["string", "number"].iter().any(|ty| Native::of_format(ty, &format).is_some())) {
            members.shift_remove("format");
        }
        return;
    };
    let native = format.as_deref().and_then(|format| Native::of_format(&ty, format));
    match (ty.as_str(), format.as_deref()) {
        ("number", _) if members.get("enum").is_some_and(lists_numbers) => {
            members.shift_remove("format");
        }
        ("number", Some("float" | "double")) => {
            members.insert("format".to_owned(), "double".into());
        }
        ("number", _) => {
            if native.is_none() {
                members.shift_remove("format");
            }
            members.retain(|key, _| KEPT.contains(&key.as_str()));
        }
        ("string", _) if native.is_some() => {
            if !members.contains_key("enum") {
                members.retain(|key, _| KEPT.contains(&key.as_str()));
            }
        }
        ("integer", _) => {
            let format = if format.as_deref() == Some("uint64") { "uint64" } else { "int64" };
            members.insert("format".to_owned(), format.into());
        }
        // The parts of a form that are files have it.
        ("string", Some("binary")) => {}
        _ => {
            members.shift_remove("format");
        }
    }
}

/// The keywords of a schema whose values a type of the runtime represents. `request_bounds` has read its bounds.
const KEPT: &[&str] = &["type", "format", "description", "nullable", "deprecated", "readOnly", "writeOnly", "title"];

/// Whether `members` describe a string that is only ever sent: what a provider receives and never returns is a password
/// or a key, with or without `format: password`.
fn is_secret_by_direction(members: &Map<String, Value>) -> bool {
    members.get("type").and_then(Value::as_str) == Some("string")
        && members.get("writeOnly").and_then(Value::as_bool) == Some(true)
        && !members.contains_key("format")
        && !members.contains_key("enum")
}

/// Whether `values` are numbers, so that a schema of numbers becomes an enum.
fn lists_numbers(values: &Value) -> bool {
    values.as_array().is_some_and(|values| !values.is_empty() && values.iter().all(Value::is_number))
}
