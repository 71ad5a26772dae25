//! The names that operations had in the last run.

use std::collections::{BTreeMap, BTreeSet};

use moored_document::{document::Document, pointer::Pointer, schemas::operations};

use super::{CLIENT_METHODS, id_of, key_of};
use crate::{
    config::Config,
    naming::{is_method_name, method_name},
    pins::{Table, operation_keys},
};

/// The key of each operation.
pub(super) fn keys(operations: &[Pointer]) -> Vec<String> {
    operation_keys(operations.iter().map(parts))
}

fn parts(operation: &Pointer) -> (&str, &str) {
    match operation.keys() {
        [.., path, verb] => (verb, path),
        _ => ("", ""),
    }
}

/// The names that operations keep, unless a setting has another name for the operation, or this name for another one.
pub(super) fn names(document: &Document, config: &Config) -> BTreeMap<Pointer, String> {
    let operations = operations(&document.value);
    let keys = keys(&operations);
    let mut taken: BTreeSet<String> =
        config.methods.values().map(|name| key_of(&method_name(name.get_ref()))).collect();
    let mut ids = BTreeSet::new();
    let mut pinned = BTreeMap::new();
    for (operation, key) in operations.into_iter().zip(keys) {
        let (verb, path) = parts(&operation);
        // A method that is not in a group has the name of its operation.
        let pin = [Table::Operations, Table::Methods].into_iter().find_map(|table| config.pins.get(table, "", &key));
        let Some(pin) = pin else { continue };
        let id = id_of(document, &operation).filter(|id| ids.insert(id.clone()));
        let setting = id.unwrap_or_else(|| format!("{verb} {path}"));
        let is_configured = config.method_name(&setting).is_some();
        let is_valid = is_method_name(&pin.name) && !CLIENT_METHODS.contains(&pin.name.as_str());
        if !is_configured && is_valid && taken.insert(key_of(&pin.name)) {
            pinned.insert(operation, pin.name.clone());
        }
    }
    pinned
}
