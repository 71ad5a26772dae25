//! The result of a comparison.

use crate::{Bump, Change, Class};

/// The changes between two versions of a document, the most severe first.
#[derive(Clone, Debug, Default)]
pub struct Drift {
    /// The changes.
    pub changes: Vec<Change>,
}

impl Drift {
    pub(crate) fn new(mut changes: Vec<Change>) -> Self {
        changes.sort_by(|one, other| {
            (one.class, one.rule.id, &one.element, one.direction).cmp(&(
                other.class,
                other.rule.id,
                &other.element,
                other.direction,
            ))
        });
        Self { changes }
    }

    /// The most severe class; `None` if nothing has changed.
    #[must_use]
    pub fn verdict(&self) -> Option<Class> {
        self.changes.iter().map(|change| change.class).min()
    }

    /// Which part of the version of the generated crate increases.
    #[must_use]
    pub fn bump(&self) -> Bump {
        Bump::of(self.verdict())
    }

    /// How many changes have this class.
    #[must_use]
    pub fn count(&self, class: Class) -> usize {
        self.changes.iter().filter(|change| change.class == class).count()
    }
}
