//! Operations: those that only one document has, and those that are deprecated.

use super::{both, found::Found, items};
use crate::{Change, Class, comparison::Comparison, rule::rules};

rules! {
    REMOVED [Wire] "operation-removed" "An operation is gone."
        "Calls will fail, because the provider no longer documents the operation. Code that names the call does not \
         compile with the new client.";
    ADDED [Additive] "operation-added" "There is a new operation."
        "Existing calls are not affected.";
    DEPRECATED [Behaviour] "operation-deprecated" "An operation is deprecated."
        "Calls work as before. With the new client, the compiler warns where the call is made; the provider may remove \
         the operation.";
    UNDEPRECATED [Behaviour] "operation-undeprecated" "An operation is no longer deprecated."
        "Calls work as before. With the new client, the compiler no longer warns where the call is made.";
}

pub(super) fn compare(comparison: &mut Comparison<'_>) {
    let (old, new) = (comparison.old, comparison.new);
    let mut found = Found::default();
    for (key, operation) in &comparison.matching.removed {
        let message = format!("`{key}` is gone: `{}()` will fail", operation.path_from_client());
        let mut change =
            Change::new(&REMOVED, Class::Wire, key, message).operation(key).at(old.locate_operation(operation), None);
        change.items = items::all(operation);
        found.push(change);
    }
    for (key, operation) in &comparison.matching.added {
        let message = format!("`{key}` is new: `{}()`", operation.path_from_client());
        let change = Change::new(&ADDED, Class::Additive, key, message).operation(key);
        found.push(change.at(None, new.locate_operation(operation)));
    }
    for both in both::operations(comparison) {
        let (rule, message) = match (both.old.deprecated, both.new.deprecated) {
            (false, true) => (&DEPRECATED, format!("`{}` is deprecated", both.key)),
            (true, false) => (&UNDEPRECATED, format!("`{}` is no longer deprecated", both.key)),
            _ => continue,
        };
        let at: &[&str] = &["deprecated"];
        let mut change = Change::new(rule, Class::Behaviour, &both.key, message).operation(&both.key);
        let (before, after) = both.pointers((at, at));
        change = change.at(both.before.locate(&before), both.after.locate(&after));
        found.push(change.item(items::method(both.old)));
    }
    found.add_to(comparison);
}
