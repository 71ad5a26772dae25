//! Actions of an overlay that have no effect.

use crate::finding::Location;

/// An action that has no effect, because the document does not have the mistake that it corrects.
#[derive(Clone, Debug)]
pub struct Obsolete {
    /// Its position in the overlay, from 1.
    pub number: usize,
    /// The JSONPath.
    pub target: String,
    /// The reason that the action gives.
    pub description: String,
    /// The location of its target.
    pub location: Location,
    /// What became of the mistake.
    pub state: State,
}

/// Why an action has no effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Its target matches nothing.
    Dead,
    /// The document already has what it would set.
    Corrected,
}
