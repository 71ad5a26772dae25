//! Changes for differences that no other change explains.

use std::collections::BTreeSet;

use moored_document::finding::Location;
use moored_model::{api::Operation, pins::operation_keys};

use super::{
    add,
    connections::Connections,
    uses::{containing, has_one_of},
};
use crate::{
    Change, Class, Side,
    surface::{Difference, ITEM_CHANGED, ITEM_REMOVED, Kind, Subject},
};

/// One change for all connected differences of which one breaks code.
pub(super) fn changes(
    differences: &[Difference],
    connections: &Connections,
    is_unexplained: &dyn Fn(usize) -> bool,
    old: &Side<'_>,
    new: &Side<'_>,
) -> Vec<Change> {
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    let mut starts: Vec<usize> = (0..differences.len()).filter(|index| is_unexplained(*index)).collect();
    starts.sort_by_key(|index| (!connections.is_cause(*index), differences.get(*index).map(rank)));
    for start in starts {
        let mut queue = vec![start];
        let mut together = BTreeSet::new();
        while let Some(index) = queue.pop() {
            if is_unexplained(index) && seen.insert(index) {
                together.insert(index);
                queue.extend(connections.caused(index));
            }
        }
        let mut together: Vec<&Difference> = together.iter().filter_map(|index| differences.get(*index)).collect();
        together.sort_by_key(|difference| (!difference.breaks, rank(difference)));
        if let Some(first) = together.first().filter(|first| first.breaks) {
            found.push(change(first, &together, old, new));
        }
    }
    found
}

/// A type before its fields, a field before the functions that depend on it.
const fn rank(difference: &Difference) -> u8 {
    match difference.kind {
        _ if difference.is_whole => 0,
        Kind::Field | Kind::Variant => 1,
        _ => 2,
    }
}

fn change(first: &Difference, all: &[&Difference], old: &Side<'_>, new: &Side<'_>) -> Change {
    let item = &first.item;
    let (rule, message) = match (&first.old, &first.new) {
        (Some(old), None) if old.starts_with("impl ") => (&ITEM_CHANGED, format!("`{old}` is gone")),
        (_, None) => (&ITEM_REMOVED, format!("`{item}` is gone")),
        (None, Some(new)) => (&ITEM_CHANGED, format!("`{item}` is new, and literals need it: `{new}`")),
        (Some(_), Some(new)) => (&ITEM_CHANGED, format!("`{item}` is `{new}` now")),
    };
    let mut change = Change::new(rule, Class::Source, item.clone(), message);
    change.old = first.of_old.and_then(|subject| locate(subject, old));
    change.new = first.of_new.and_then(|subject| locate(subject, new));
    change.operations = operations(first, old, new);
    for difference in all {
        add(&mut change, difference);
    }
    change
}

fn locate(subject: Subject, side: &Side<'_>) -> Option<Location> {
    match subject {
        Subject::Type(index) => side.api.types.iter().nth(index).map(|ty| side.locate_type(ty)),
        Subject::Operation(index) => side.api.operations.get(index).map(|one| side.locate_operation(one)),
        Subject::Client => None,
    }
}

/// The keys of the operations that use the item.
fn operations(difference: &Difference, old: &Side<'_>, new: &Side<'_>) -> Vec<String> {
    let (subject, side) = match (difference.of_old, difference.of_new) {
        (Some(subject), _) => (subject, old),
        (None, Some(subject)) => (subject, new),
        (None, None) => return Vec::new(),
    };
    let types = match subject {
        Subject::Type(index) => containing(index, side.api),
        Subject::Operation(_) => BTreeSet::new(),
        Subject::Client => return Vec::new(),
    };
    let all = &side.api.operations;
    let keys = operation_keys(all.iter().map(|one| (one.verb.as_str(), one.path.as_str())));
    let uses = |(index, operation): (usize, &Operation)| match subject {
        Subject::Operation(number) => index == number,
        _ => has_one_of(operation, &types),
    };
    let used = all.iter().enumerate().zip(keys).filter(|(one, _)| uses(*one));
    used.map(|(_, key)| key).collect()
}
