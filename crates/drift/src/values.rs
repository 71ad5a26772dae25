//! Compares the types of values.
//!
//! In responses the question is whether the old client decodes what the new document allows, without a loss; in
//! requests, whether the new document allows what the old client can send. What a generated client really does counts:
//! it ignores unknown members, keeps unknown values of enums and unions, keeps texts of any format, and checks bounds
//! in requests alone. Types are compared by what they are; their names do not matter.

mod bounds;
mod containers;
mod enums;
mod fit;
mod limits;
mod members;
mod part;
mod presence;
mod published;
mod reach;
mod root;
mod scalars;
mod unions;
mod variants;
mod view;
mod walk;
mod work;

use std::collections::{BTreeSet, HashMap, hash_map::Entry};

use moored_model::{api::TypeRef, bounds::Bounds, pins::operation_keys};

use root::Rooted;

use crate::{Change, Direction, Rule, Side};

pub(crate) use root::Root;
use work::Renamed;

/// The rules, by the title of their family.
pub(crate) static FAMILIES: &[(&str, &[&Rule])] = &[
    ("Properties", presence::RULES),
    ("Types", scalars::RULES),
    ("Listed values", enums::RULES),
    ("Choices", unions::RULES),
    ("Lists and other members", containers::RULES),
    ("Bounds", bounds::RULES),
];

/// All comparisons of types.
pub(crate) struct Values<'a> {
    old: Side<'a>,
    new: Side<'a>,
    roots: Vec<Rooted>,
    /// The bounds of values, by the elements of their roots.
    bounds: HashMap<String, (Bounds, Bounds)>,
}

impl<'a> Values<'a> {
    pub(crate) fn new(old: &Side<'a>, new: &Side<'a>) -> Self {
        Self { old: *old, new: *new, roots: Vec::new(), bounds: HashMap::new() }
    }

    /// Compares the types of the value at `root`.
    pub(crate) fn compare(&mut self, root: Root, old: &TypeRef, new: &TypeRef, direction: Direction) {
        self.roots.push(Rooted { root, old: old.clone(), new: new.clone(), direction, bounds: None });
    }

    /// Compares the bounds of what callers send at `root`, together with its type.
    pub(crate) fn compare_bounds(&mut self, root: Root, old: &Bounds, new: &Bounds) {
        self.bounds.insert(root.element, (old.clone(), new.clone()));
    }

    /// The changes of all values, each with the operations that it affects. A member that `renamed` has is no change
    /// here.
    pub(crate) fn take_changes(&mut self, renamed: &Renamed) -> Vec<Change> {
        let mut roots = std::mem::take(&mut self.roots);
        for rooted in roots.iter_mut().filter(|rooted| rooted.direction == Direction::Request) {
            rooted.bounds = self.bounds.remove(&rooted.root.element);
        }
        let work = walk::run(self.old, self.new, renamed, &roots);
        let operations = &self.old.api.operations;
        let keys = operation_keys(operations.iter().map(|one| (one.verb.as_str(), one.path.as_str())));
        let numbers: HashMap<&str, usize> = keys.iter().map(String::as_str).zip(0..).collect();
        let of_roots: Vec<Option<usize>> =
            roots.iter().map(|one| numbers.get(one.root.operation.as_deref()?).copied()).collect();
        let changed: BTreeSet<usize> = work.changes.iter().map(|(node, _)| *node).collect();
        let affected = reach::operations(&work.edges, &of_roots, &changed);
        let mut merged = Merged::default();
        for (node, change) in work.changes {
            merged.add(change, affected.get(&node).map_or(&[], Vec::as_slice));
        }
        merged.changes(&keys)
    }
}

/// Changes without those that are the same: a type can be compared with several types, and in several messages.
#[derive(Default)]
struct Merged {
    found: Vec<(Change, BTreeSet<usize>)>,
    known: HashMap<Identity, usize>,
}

/// The rule, the element, the direction, the old and the new value.
type Identity = (&'static str, String, Option<Direction>, Option<String>, Option<String>);

impl Merged {
    fn add(&mut self, change: Change, operations: &[usize]) {
        let identity =
            (change.rule.id, change.element.clone(), change.direction, change.before.clone(), change.after.clone());
        let next = self.found.len();
        match self.known.entry(identity) {
            Entry::Occupied(known) => {
                if let Some((same, affected)) = self.found.get_mut(*known.get()) {
                    affected.extend(operations);
                    // The more severe one also applies to the other, but not to the contrary.
                    if change.class < same.class {
                        *same = change;
                    }
                }
            }
            Entry::Vacant(entry) => {
                entry.insert(next);
                self.found.push((change, operations.iter().copied().collect()));
            }
        }
    }

    fn changes(self, keys: &[String]) -> Vec<Change> {
        let named = |(mut change, operations): (Change, BTreeSet<usize>)| {
            change.operations = operations.iter().filter_map(|number| keys.get(*number).cloned()).collect();
            change
        };
        self.found.into_iter().map(named).collect()
    }
}
