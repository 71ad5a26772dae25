//! Operations that were added or removed.

use crate::{Change, Class, comparison::Comparison, rule::rules};

rules! {
    REMOVED [Wire] "operation-removed" "An operation is gone."
        "Calls will fail, because the provider no longer documents the operation. Code that names the call does not \
         compile with the new client.";
    ADDED [Additive] "operation-added" "There is a new operation."
        "Existing calls are not affected.";
}

pub(crate) fn compare(comparison: &mut Comparison<'_>) {
    let (old, new) = (comparison.old, comparison.new);
    let removed: Vec<Change> = comparison
        .matching
        .removed
        .iter()
        .map(|(key, operation)| {
            Change::new(
                &REMOVED,
                Class::Wire,
                key,
                format!("`{key}` is gone; `{}` will fail", operation.path_from_client()),
            )
            .operation(key)
            .at(old.locate_operation(operation), None)
            .item(format!("Client::{}", operation.method))
        })
        .collect();
    let added: Vec<Change> = comparison
        .matching
        .added
        .iter()
        .map(|(key, operation)| {
            Change::new(&ADDED, Class::Additive, key, format!("`{key}` is new: `{}`", operation.path_from_client()))
                .operation(key)
                .at(None, new.locate_operation(operation))
        })
        .collect();
    removed.into_iter().chain(added).for_each(|change| comparison.push(change));
}
