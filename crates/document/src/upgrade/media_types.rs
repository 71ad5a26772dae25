//! `consumes` and `produces`.

use serde_json::Value;

use crate::{media_type::essence, pointer::Pointer};

/// The media types under `key`, `consumes` or `produces`: those of the operation at `at`, or the document's where it has no list of its own. An
/// empty list counts. JSON stands first.
pub(super) fn listed(document: &Value, at: Option<&Pointer>, key: &str) -> Vec<String> {
    let own = at.and_then(|at| at.get(document)?.get(key));
    let list = own.or_else(|| document.get(key)).and_then(Value::as_array);
    let mut found: Vec<String> = Vec::new();
    for name in list.into_iter().flatten().filter_map(Value::as_str) {
        if !found.iter().any(|other| other == name) {
            found.push(name.to_owned());
        }
    }
    found.sort_by_key(|name| essence(name) != "application/json");
    found
}

/// Takes the lists out of the document and its operations.
pub(super) fn drop_list(document: &mut Value, operations: &[Pointer], key: &str) {
    for at in operations.iter().chain([&Pointer::root()]) {
        if let Some(Value::Object(holder)) = at.get_mut(document) {
            holder.shift_remove(key);
        }
    }
}
