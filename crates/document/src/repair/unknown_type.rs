//! Corrects types that JSON Schema does not have, or removes them.
//!
//! ```yaml
//! { type: Integer }                             # before
//! { type: date }
//! { type: file }
//! { type: string or null }
//! { type: whatever, description: What }
//! ---
//! { type: integer }                             # after
//! { type: string, format: date }
//! { type: string, format: binary }
//! { type: [string, 'null'] }
//! { description: What }                         # any value; a loss
//! ```
//!
//! There are seven types ([JSON Schema
//! 6.1.1](https://json-schema.org/draft/2020-12/json-schema-validation#section-6.1.1)). Most of the others that
//! documents write have one possible meaning.

use serde_json::{Map, Value};

use crate::{grammar::Kind, pass::Pass, rules, site::Site};

/// Names that documents write, in lower case, with the type and the format that they mean.
const MEANINGS: &[(&str, &str, Option<&str>)] = &[
    ("str", "string", None),
    ("text", "string", None),
    ("char", "string", None),
    ("varchar", "string", None),
    ("url", "string", Some("uri")),
    ("uri", "string", Some("uri")),
    ("email", "string", Some("email")),
    ("uuid", "string", Some("uuid")),
    ("guid", "string", Some("uuid")),
    ("date", "string", Some("date")),
    ("datetime", "string", Some("date-time")),
    ("date-time", "string", Some("date-time")),
    ("date_time", "string", Some("date-time")),
    ("time", "string", Some("time")),
    ("password", "string", Some("password")),
    ("base64", "string", Some("byte")),
    ("binary", "string", Some("binary")),
    ("file", "string", Some("binary")),
    ("int", "integer", None),
    ("int32", "integer", Some("int32")),
    ("int64", "integer", Some("int64")),
    ("long", "integer", Some("int64")),
    ("short", "integer", None),
    ("bigint", "integer", Some("int64")),
    ("float", "number", Some("float")),
    ("double", "number", Some("double")),
    ("numeric", "number", None),
    ("bool", "boolean", None),
    ("list", "array", None),
    ("map", "object", None),
    ("dict", "object", None),
    ("dictionary", "object", None),
    ("hash", "object", None),
    ("none", "null", None),
    ("nil", "null", None),
];

const TYPES: &[&str] = &["string", "number", "integer", "boolean", "array", "object", "null"];

// `misplaced_schema` moves schemas to where the walk finds them.
pub(super) const PASS: Pass = Pass::objects(repair).after(&["references", "misplaced_schema"]);

pub(super) fn repair(kind: Kind, members: &mut Map<String, Value>, site: &mut Site<'_>) {
    if kind != Kind::Schema {
        return;
    }
    let Some(written) = members.get("type").filter(|written| !is_known(written)).cloned() else { return };
    let shown = shown(&written);
    match correct(members, &written) {
        Some(meant) => {
            site.report(&rules::MISSPELT_TYPE, "type", format!("`{shown}` is not a valid type; interpreted as {meant}"))
        }
        None => site.report(&rules::UNKNOWN_TYPE, "type", format!("`{shown}` is not a valid type; ignored")),
    }
}

fn is_known(written: &Value) -> bool {
    let is_type = |value: &Value| value.as_str().is_some_and(|name| TYPES.contains(&name));
    match written {
        Value::Array(items) => !items.is_empty() && items.iter().all(is_type),
        one => is_type(one),
    }
}

fn shown(written: &Value) -> String {
    written.as_str().map_or_else(|| written.to_string(), str::to_owned)
}

/// Writes the type that is meant, and returns it; removes the type where its meaning is not certain.
fn correct(members: &mut Map<String, Value>, written: &Value) -> Option<String> {
    let names: Vec<String> = match written {
        // «string or null», «string|integer», «string,null».
        Value::String(text) => {
            let parts = text.replace(" or ", "|").replace(',', "|");
            let mut names: Vec<String> = parts.split('|').map(|part| part.trim().to_owned()).collect();
            // «string?», as some languages write it.
            if let [one] = names.as_mut_slice()
                && let Some(name) = one.strip_suffix('?').map(str::to_owned)
            {
                names = vec![name, "null".to_owned()];
            }
            names
        }
        Value::Array(items) => items
            .iter()
            // YAML reads `[string, null]` as a list with the value `null`, not with its name.
            .map(|item| if item.is_null() { "null".to_owned() } else { shown(item) })
            .collect(),
        Value::Null => Vec::new(),
        other => vec![other.to_string()],
    };
    let meant: Option<Vec<(&str, Option<&str>)>> = names.iter().map(|name| meant(name)).collect();
    let Some(meant) = meant.filter(|meant| !meant.is_empty()) else {
        members.shift_remove("type");
        members.shift_remove("format");
        return None;
    };
    let mut types: Vec<&str> = Vec::new();
    for (ty, format) in meant {
        if let Some(format) = format {
            members.entry("format").or_insert_with(|| format.into());
        }
        if !types.contains(&ty) {
            types.push(ty);
        }
    }
    let value = match types.as_slice() {
        [one] => Value::from(*one),
        several => Value::from(several.to_vec()),
    };
    members.insert("type".to_owned(), value);
    Some(format!("`{}`", types.join("` or `")))
}

fn meant(name: &str) -> Option<(&'static str, Option<&'static str>)> {
    let name = name.trim().to_ascii_lowercase();
    let exact = TYPES.iter().find(|known| **known == name).map(|known| (*known, None));
    exact.or_else(|| MEANINGS.iter().find(|(written, ..)| *written == name).map(|(_, ty, format)| (*ty, *format)))
}
