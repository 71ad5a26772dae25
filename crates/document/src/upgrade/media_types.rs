//! `consumes` and `produces`.

use serde_json::{Map, Value};

use crate::{document::Document, finding::Findings, media_type};

/// The media types in the list `key`, `consumes` or `produces`, of `holder`; none where it has no list. JSON comes
/// first.
pub(super) fn listed(holder: &Map<String, Value>, key: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for name in holder.get(key).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str) {
        if !found.iter().any(|other| other == name) {
            found.push(name.to_owned());
        }
    }
    json_first(&mut found);
    found
}

/// The media types of an operation: its own, also where that list is empty, or those of the document.
pub(super) fn of_operation(operation: &Map<String, Value>, key: &str, of_document: &[String]) -> Vec<String> {
    if operation.contains_key(key) { listed(operation, key) } else { of_document.to_vec() }
}

/// The media types of the document.
pub(super) fn of_document(document: &Document, key: &str) -> Vec<String> {
    document.value.as_object().map_or_else(Vec::new, |members| listed(members, key))
}

/// Moves JSON to the front, because the first media type is the one that a client asks for.
pub(super) fn json_first(names: &mut [String]) {
    names.sort_by_key(|name| !media_type::is_same(name, media_type::JSON));
}

/// Removes the lists from the document and its operations.
pub(super) fn remove(document: &mut Document, key: &str, findings: &mut Findings) {
    document.for_each_operation(findings, &mut |operation, _| {
        operation.shift_remove(key);
    });
    if let Value::Object(members) = &mut document.value {
        members.shift_remove(key);
    }
}
