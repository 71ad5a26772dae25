//! Joins what differs in the Rust of the two clients to the changes of the document that explain it.
//!
//! Differences with one cause are connected: those of a type that is gone and of everything in it or of it, those of a
//! field, its setter and its constructor. A difference belongs to a change that concerns its item or the nearest one
//! that it is connected to. Connected differences that no change explains are one change.

mod connections;
mod unexplained;
mod uses;

use std::collections::{HashMap, VecDeque};

use connections::{Connections, connections};

use crate::{Change, Class, Side, surface::Difference};

/// Gives each change its differences, and adds those that no change explains.
pub(crate) fn join(
    mut changes: Vec<Change>,
    differences: &[Difference],
    old: &Side<'_>,
    new: &Side<'_>,
) -> Vec<Change> {
    let connections = connections(differences);
    let explained = explained(&changes, differences, &connections);
    for (difference, explanation) in differences.iter().zip(&explained) {
        if let Some(change) = explanation.and_then(|index| changes.get_mut(index)) {
            add(change, difference);
        }
    }
    let unexplained = unexplained::changes(
        differences,
        &connections,
        &|index| explained.get(index).is_none_or(Option::is_none),
        old,
        new,
    );
    changes.extend(unexplained);
    changes
}

/// The change that each difference belongs to, by its number.
fn explained(changes: &[Change], differences: &[Difference], connections: &Connections) -> Vec<Option<usize>> {
    let mut by_item: HashMap<&str, usize> = HashMap::new();
    for (index, change) in changes.iter().enumerate() {
        for item in &change.items {
            let known = by_item.entry(item).or_insert(index);
            // A deprecation or a description does not change a signature if something else does.
            if changes.get(*known).is_some_and(|known| change.class < known.class) {
                *known = index;
            }
        }
    }
    // An argument that differs explains the function better than a change of the function.
    let direct = |difference: &Difference| {
        let mut names = difference.parts.iter().chain([&difference.item]);
        names.find_map(|name| by_item.get(name.as_str()).copied())
    };
    let mut explained: Vec<Option<usize>> = differences.iter().map(direct).collect();
    let is_explained = |index: &usize| explained.get(*index).is_some_and(Option::is_some);
    let known: Vec<usize> = (0..differences.len()).filter(is_explained).collect();
    let mut queue = VecDeque::new();
    let mut explain = |from: usize, others: &mut dyn Iterator<Item = usize>, queue: &mut VecDeque<usize>| {
        let explanation = explained.get(from).copied().flatten();
        for other in others {
            if let Some(unknown @ None) = explained.get_mut(other) {
                *unknown = explanation;
                queue.push_back(other);
            }
        }
    };
    for index in known {
        explain(index, &mut connections.of(index), &mut queue);
    }
    while let Some(index) = queue.pop_front() {
        explain(index, &mut connections.caused(index), &mut queue);
    }
    // A change of a type that names none of its members: a list of fixed length is longer.
    for (difference, unknown) in differences.iter().zip(&mut explained).filter(|(_, known)| known.is_none()) {
        let owner = difference.item.rsplit_once("::").and_then(|(owner, _)| by_item.get(owner).copied());
        *unknown = owner.filter(|index| changes.get(*index).is_some_and(|change| change.class <= Class::Behaviour));
    }
    explained
}

/// The first signature that breaks code is that of the change.
fn add(change: &mut Change, difference: &Difference) {
    if !change.items.contains(&difference.item) {
        change.items.push(difference.item.clone());
    }
    if !difference.breaks {
        return;
    }
    change.class = change.class.min(Class::Source);
    if let (None, Some(old), Some(new)) = (&change.signature, &difference.old, &difference.new) {
        change.signature = Some((old.clone(), new.clone()));
    }
}
