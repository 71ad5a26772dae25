//! Joins what differs in the Rust of the two clients to the changes of the document that explain it.

use crate::{
    Change, Class,
    surface::{Difference, ITEM_CHANGED, ITEM_REMOVED},
};

/// Each difference belongs to the first change that concerns its item. What no change explains is a change of its own.
pub(crate) fn join(mut changes: Vec<Change>, differences: Vec<Difference>) -> Vec<Change> {
    let mut unexplained = Vec::new();
    for Difference { item, old, new, breaks } in differences {
        match changes.iter_mut().find(|change| change.items.contains(&item)) {
            Some(change) => {
                if breaks {
                    change.class = change.class.min(Class::Source);
                }
                if let (None, Some(old), Some(new)) = (&change.signature, old, new) {
                    change.signature = Some((old, new));
                }
            }
            None if breaks => {
                let (rule, message) = match new {
                    Some(_) => (&ITEM_CHANGED, format!("`{item}` has another signature")),
                    None => (&ITEM_REMOVED, format!("`{item}` is gone")),
                };
                let mut change = Change::new(rule, Class::Source, item.clone(), message).item(item);
                change.signature = old.zip(new);
                unexplained.push(change);
            }
            None => {}
        }
    }
    changes.extend(unexplained);
    changes
}
