//! The parameters that a key of `paths` means: those in its query, and path parameters with several segments.

use serde_json::{Value, json};

use super::template::Pair;
use crate::{
    document::Document,
    pointer::Pointer,
    resolve::resolve,
    schemas::{is_method, members},
};

/// The parameters of a path item and its operations.
pub(super) struct Queries {
    /// The names of all path parameters.
    pub(super) declared: Vec<String>,
    /// Each list of parameters, the item's own first.
    lists: Vec<Pointer>,
}

impl Queries {
    /// Reads the path item at `at`.
    pub(super) fn of(document: &Value, at: &Pointer) -> Self {
        let item = resolve(document, at).map_or_else(|| at.clone(), |(at, _)| at);
        let methods = members(item.get(document)).filter(|(key, _)| is_method(key));
        let mut lists = vec![item.join("parameters")];
        lists.extend(methods.map(|(method, _)| item.join(method).join("parameters")));
        let mut declared = Vec::new();
        for (_, parameter) in lists.iter().flat_map(|list| parameters(document, list)) {
            if let (Some("path"), Some(name)) = (text(parameter, "in"), text(parameter, "name")) {
                declared.push(name.to_owned());
            }
        }
        Self { declared, lists }
    }

    /// Allows slashes in the values of the path parameter `name`.
    pub(super) fn spread(&self, document: &mut Document, name: &str) {
        let found = self.lists.iter().flat_map(|list| parameters(&document.value, list));
        let found = found.filter(|(_, one)| text(one, "in") == Some("path") && text(one, "name") == Some(name));
        let found: Vec<(Pointer, Value)> = found.map(|(at, parameter)| (at, parameter.clone())).collect();
        for (at, mut parameter) in found {
            if let Value::Object(members) = &mut parameter {
                members.insert("allowReserved".to_owned(), Value::Bool(true));
            }
            if let Some(node) = at.get_mut(&mut document.value) {
                *node = parameter;
            }
        }
    }

    /// Declares the query parameter `pair` for the operations of the path item at `at`, unless they have it.
    pub(super) fn declare(&self, document: &mut Document, at: &Pointer, pair: &Pair) {
        let mut is_declared = false;
        let mut renamed: Vec<(Pointer, Value)> = Vec::new();
        for (at, parameter) in self.lists.iter().flat_map(|list| parameters(&document.value, list)) {
            let name = text(parameter, "name").unwrap_or_default();
            match text(parameter, "in") {
                Some("query") if name == pair.name => is_declared = true,
                Some("path") if name == pair.value => {
                    is_declared = true;
                    renamed.push((at, parameter.clone()));
                }
                _ => {}
            }
        }
        for (at, mut parameter) in renamed {
            if let Value::Object(members) = &mut parameter {
                members.insert("name".to_owned(), pair.name.clone().into());
                members.insert("in".to_owned(), "query".into());
            }
            if let Some(node) = at.get_mut(&mut document.value) {
                *node = parameter;
            }
        }
        if is_declared {
            return;
        }
        let parameter =
            json!({ "name": pair.name, "in": "query", "required": pair.is_required, "schema": { "type": "string" } });
        let list = self.lists.first().cloned().unwrap_or_else(|| at.join("parameters"));
        let Some(Value::Object(item)) = list.parent().and_then(|item| item.get_mut(&mut document.value)) else {
            return;
        };
        if let Value::Array(list) = item.entry("parameters").or_insert_with(|| json!([])) {
            list.push(parameter);
        }
    }
}

/// The parameters in the list at `list`, resolved, each with its pointer in the list.
fn parameters<'a>(document: &'a Value, list: &Pointer) -> Vec<(Pointer, &'a Value)> {
    let count = list.get(document).and_then(Value::as_array).map_or(0, Vec::len);
    let resolved = |at: Pointer| resolve(document, &at).map(|(_, parameter)| (at, parameter));
    (0..count).filter_map(|index| resolved(list.join(index))).collect()
}

fn text<'a>(value: &'a Value, key: &str) -> Option<&'a str> {
    value.get(key).and_then(Value::as_str)
}
