//! Which operation of the new document is which of the old one.

use std::collections::HashMap;

use moored_model::{api::Operation, pins::operation_keys};

use crate::Side;

/// Pairs of operations, and those without a counterpart.
pub(crate) struct Matching<'a> {
    /// Operations of both documents.
    pub(crate) operations: Vec<Pair<'a>>,
    /// Operations that only the old document has, with their keys.
    pub(crate) removed: Vec<(String, &'a Operation)>,
    /// Operations that only the new document has, with their keys.
    pub(crate) added: Vec<(String, &'a Operation)>,
}

/// An operation in both documents.
pub(crate) struct Pair<'a> {
    /// As `names.lock` writes it: `GET /pets/{}`.
    pub(crate) key: String,
    pub(crate) old: &'a Operation,
    pub(crate) new: &'a Operation,
}

impl<'a> Matching<'a> {
    pub(crate) fn new(old: &Side<'a>, new: &Side<'a>) -> Self {
        let mut of_new: HashMap<String, &Operation> = keyed(new).collect();
        let (mut operations, mut removed) = (Vec::new(), Vec::new());
        for (key, operation) in keyed(old) {
            match of_new.remove(&key) {
                Some(new) => operations.push(Pair { key, old: operation, new }),
                None => removed.push((key, operation)),
            }
        }
        let added = keyed(new).filter(|(key, _)| of_new.contains_key(key)).collect();
        Self { operations, removed, added }
    }
}

/// The operations with their keys, in the order of the document.
fn keyed<'a>(side: &Side<'a>) -> impl Iterator<Item = (String, &'a Operation)> {
    let operations = &side.api.operations;
    let keys = operation_keys(operations.iter().map(|one| (one.verb.as_str(), one.path.as_str())));
    keys.into_iter().zip(operations)
}
