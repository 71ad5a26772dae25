//! Types that JSON Schema does not have.
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
//! There are seven ([JSON Schema 6.1.1](https://json-schema.org/draft/2020-12/json-schema-validation#section-6.1.1)); what documents write besides them
//! mostly has one meaning.

use serde_json::{Map, Value};

use crate::{
    document::Document,
    finding::{Finding, Findings},
    grammar::{self, Kind},
    pass::Pass,
    path::Path,
    rules,
};

/// What is written, in lower case, and what is meant: a type and a format.
const MEANT: &[(&str, &str, Option<&str>)] = &[
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

pub(super) const PASS: Pass = Pass::document(run);

pub(super) fn run(document: &mut Document, findings: &mut Findings) {
    let mut value = std::mem::take(&mut document.value);
    grammar::walk(&mut value, &Path::root(), Kind::Document, &mut |at, kind, members| {
        let at = &at.pointer();
        if kind != Kind::Schema {
            return;
        }
        let Some(written) = members.get("type").filter(|written| !is_known(written)).cloned() else { return };
        let place = document.locate(&at.join("type"));
        findings.push(match mend(members, &written) {
            Some(meant) => {
                Finding::new(&rules::MISSPELT_TYPE, place, format!("`{}` is read as {meant}", shown(&written)))
            }
            None => Finding::new(&rules::UNKNOWN_TYPE, place, format!("`{}` is not a type", shown(&written))),
        });
    });
    document.value = value;
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

/// Puts what is meant in place of what is written and says it; where nothing certain is, there is no type.
fn mend(members: &mut Map<String, Value>, written: &Value) -> Option<String> {
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
            // YAML's `[string, null]` is not what its author thinks.
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
    let mut kinds: Vec<&str> = Vec::new();
    for (kind, format) in meant {
        if let Some(format) = format {
            members.entry("format").or_insert_with(|| format.into());
        }
        if !kinds.contains(&kind) {
            kinds.push(kind);
        }
    }
    let words = kinds.join(" or ");
    let value = match kinds.as_slice() {
        [one] => Value::from(*one),
        several => Value::from(several.to_vec()),
    };
    members.insert("type".to_owned(), value);
    Some(format!("`{words}`"))
}

fn meant(name: &str) -> Option<(&'static str, Option<&'static str>)> {
    let name = name.trim().to_ascii_lowercase();
    let exact = TYPES.iter().find(|known| **known == name).map(|known| (*known, None));
    exact.or_else(|| MEANT.iter().find(|(written, ..)| *written == name).map(|(_, kind, format)| (*kind, *format)))
}
