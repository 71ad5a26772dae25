//! A comparison in progress: what the families of rules read, and what they have found.

use moored_model::{api::TypeRef, bounds::Bounds};

use crate::{
    Change, Direction, Side,
    matching::Matching,
    values::{Root, Values},
};

/// A comparison in progress.
pub(crate) struct Comparison<'a> {
    pub(crate) old: Side<'a>,
    pub(crate) new: Side<'a>,
    pub(crate) matching: Matching<'a>,
    values: Values<'a>,
    changes: Vec<Change>,
}

impl<'a> Comparison<'a> {
    pub(crate) fn new(old: &Side<'a>, new: &Side<'a>) -> Self {
        Self {
            old: *old,
            new: *new,
            matching: Matching::new(old, new),
            values: Values::new(old, new),
            changes: Vec::new(),
        }
    }

    /// Adds a change.
    pub(crate) fn push(&mut self, change: Change) {
        self.changes.push(change);
    }

    /// Compares the types of a value at `root`: a parameter, a body, a header, a webhook. The changes of its schema are
    /// among those of [`Comparison::finish_values`], each once, with all operations that it affects.
    pub(crate) fn value(&mut self, root: Root, old: &TypeRef, new: &TypeRef, direction: Direction) {
        self.values.compare(root, old, new, direction);
    }

    /// Compares the bounds of what callers send at `root`: a parameter, a body, a part. Its
    /// type is that of the [`Comparison::value`] with the same element, and its changes are among the same.
    pub(crate) fn bounds(&mut self, root: Root, old: &Bounds, new: &Bounds) {
        self.values.compare_bounds(root, old, new);
    }

    /// Adds the changes of all schemas that have been compared.
    pub(crate) fn finish_values(&mut self) {
        self.changes.extend(self.values.take_changes(&self.matching.types.members));
    }

    pub(crate) fn into_changes(self) -> Vec<Change> {
        self.changes
    }
}
