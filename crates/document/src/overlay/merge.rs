//! What an action does to a node.

use serde_json::Value;

use crate::{locator::Corrections, pointer::Pointer};

/// Whether `node` has everything that `update` would add to it.
pub(super) fn contains(node: &Value, update: &Value) -> bool {
    match (node, update) {
        (Value::Object(members), Value::Object(updates)) => {
            updates.iter().all(|(key, update)| members.get(key).is_some_and(|member| contains(member, update)))
        }
        (Value::Array(items), Value::Array(updates)) => updates.iter().all(|update| items.contains(update)),
        (Value::Array(items), update) => items.contains(update),
        (node, update) => node == update,
    }
}

/// The keys of a pointer with indexes as numbers, so that `/10` is sorted after `/9`.
pub(super) fn index_last(pointer: &Pointer) -> Vec<(usize, &str)> {
    pointer.keys().iter().map(|key| (key.parse().unwrap_or(usize::MAX), key.as_str())).collect()
}

/// Merges as Overlay 1.0, section 4.4.3: objects member by member, arrays by appending, anything else by replacing. The
/// node is at `at` in the document, the update at `from` in the overlay.
pub(super) fn merge(node: &mut Value, update: &Value, (at, from): (&Pointer, &Pointer), corrections: &mut Corrections) {
    match (node, update) {
        (Value::Object(members), Value::Object(updates)) => {
            for (key, update) in updates {
                let (at, from) = (at.join(key), from.join(key));
                match members.get_mut(key) {
                    Some(member) => merge(member, update, (&at, &from), corrections),
                    None => {
                        members.insert(key.clone(), update.clone());
                        corrections.record_set(at, from);
                    }
                }
            }
        }
        (Value::Array(items), Value::Array(updates)) => {
            for (index, update) in updates.iter().enumerate() {
                corrections.record_set(at.join(items.len()), from.join(index));
                items.push(update.clone());
            }
        }
        (Value::Array(items), update) => {
            corrections.record_set(at.join(items.len()), from.clone());
            items.push(update.clone());
        }
        (node, update) => {
            *node = update.clone();
            corrections.record_set(at.clone(), from.clone());
        }
    }
}

pub(super) fn remove(document: &mut Value, pointer: &Pointer, corrections: &mut Corrections) {
    let (Some(parent), Some(key)) = (pointer.parent(), pointer.last()) else { return };
    match parent.get_mut(document) {
        Some(Value::Object(members)) => {
            // Not `swap_remove`, because the client has the order of the document.
            members.shift_remove(key);
        }
        Some(Value::Array(items)) => {
            if let Some(index) = key.parse().ok().filter(|index| *index < items.len()) {
                items.remove(index);
                corrections.record_removed_item(parent, index);
            }
        }
        _ => {}
    }
}
