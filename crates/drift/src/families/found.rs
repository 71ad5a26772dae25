//! What a family has found, until the comparison can take it.

use moored_model::{api::TypeRef, bounds::Bounds};

use crate::{Change, Direction, comparison::Comparison, values::Root};

/// Changes, and the values that are still to be compared.
#[derive(Default)]
pub(super) struct Found<'a> {
    changes: Vec<Change>,
    values: Vec<(Root, &'a TypeRef, &'a TypeRef, Direction)>,
    bounds: Vec<(Root, &'a Bounds, &'a Bounds)>,
}

impl<'a> Found<'a> {
    pub(super) fn push(&mut self, change: Change) {
        self.changes.push(change);
    }

    /// See [`Comparison::value`].
    pub(super) fn value(&mut self, root: Root, old: &'a TypeRef, new: &'a TypeRef, direction: Direction) {
        self.values.push((root, old, new, direction));
    }

    /// See [`Comparison::bounds`].
    pub(super) fn bounds(&mut self, root: Root, old: &'a Bounds, new: &'a Bounds) {
        self.bounds.push((root, old, new));
    }

    /// Whether there are changes.
    pub(super) fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    /// Adds what `other` has found.
    pub(super) fn extend(&mut self, other: Self) {
        self.changes.extend(other.changes);
        self.values.extend(other.values);
        self.bounds.extend(other.bounds);
    }

    /// Hands everything to `comparison`.
    pub(super) fn add_to(self, comparison: &mut Comparison<'_>) {
        self.changes.into_iter().for_each(|change| comparison.push(change));
        // Bounds come before the types that they are for.
        for (root, old, new) in self.bounds {
            comparison.bounds(root, old, new);
        }
        for (root, old, new, direction) in self.values {
            comparison.value(root, old, new, direction);
        }
    }
}
