//! Compares the types of values.
//!
//! In responses the question is whether the old client decodes what the new document allows, without a loss; in
//! requests, whether the new document allows what the old client can send.

use std::collections::HashMap;

use moored_document::finding::Location;
use moored_model::{api::TypeRef, bounds::Bounds};

use crate::{Change, Class, Direction, Side, rule::rules, rust};

rules! {
    TYPE_CHANGED [Wire] "type-changed" "A value has another type."
        "A response with the new type does not decode with the old client; a request with the old type is invalid in \
         the new document.";
}

/// The value from which schemas are reached: a parameter, a body, a header, a webhook.
#[derive(Clone, Debug)]
pub(crate) struct Root {
    /// The operation, as `names.lock` writes it; `None` for a webhook.
    pub(crate) operation: Option<String>,
    /// See [`Change::element`].
    pub(crate) element: String,
    /// See [`Change::items`].
    pub(crate) items: Vec<String>,
    pub(crate) old: Option<Location>,
    pub(crate) new: Option<Location>,
}

/// All comparisons of types.
pub(crate) struct Values<'a> {
    old: Side<'a>,
    new: Side<'a>,
    seen: HashMap<(TypeRef, TypeRef, Direction), ()>,
    changes: Vec<Change>,
}

impl<'a> Values<'a> {
    pub(crate) fn new(old: &Side<'a>, new: &Side<'a>) -> Self {
        Self { old: *old, new: *new, seen: HashMap::new(), changes: Vec::new() }
    }

    /// Compares the types of the value at `root`.
    pub(crate) fn compare(&mut self, root: Root, old: &TypeRef, new: &TypeRef, direction: Direction) {
        let before = rust::text(old, &self.old.api.types);
        let after = rust::text(new, &self.new.api.types);
        self.seen.insert((old.clone(), new.clone(), direction), ());
        if before != after {
            let mut change = Change::new(&TYPE_CHANGED, Class::Wire, root.element, "the type has changed")
                .at(root.old, root.new)
                .values(before, after)
                .direction(direction);
            change.operations.extend(root.operation);
            change.items = root.items;
            self.changes.push(change);
        }
    }

    /// Compares the bounds of what callers send at `root`.
    #[expect(clippy::unused_self, clippy::needless_pass_by_value, reason = "bounds are not compared yet")]
    pub(crate) fn compare_bounds(&mut self, _root: Root, _old: &Bounds, _new: &Bounds) {}

    /// The changes up to now.
    pub(crate) fn take_changes(&mut self) -> Vec<Change> {
        std::mem::take(&mut self.changes)
    }
}
