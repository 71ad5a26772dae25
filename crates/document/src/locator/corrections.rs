//! Where the nodes of a document come from to which an overlay was applied in memory: from the document itself, or from
//! an `update` of the overlay.

use crate::{finding::Location, pointer::Pointer, positions::Positions, source::Source};

/// Every change of an overlay, in order.
#[derive(Clone, Debug)]
pub(crate) struct Corrections {
    overlay: Source,
    positions: Positions,
    log: Vec<Change>,
}

#[derive(Clone, Debug)]
enum Change {
    /// The node at `at` is the one at `from` in the overlay, with everything within it.
    Set { at: Pointer, from: Pointer },
    /// An item of an array was removed, so that those after it moved.
    ItemRemoved { array: Pointer, index: usize },
}

impl Corrections {
    pub(crate) fn new(overlay: &Source, positions: Positions) -> Self {
        Self { overlay: overlay.clone(), positions, log: Vec::new() }
    }

    pub(crate) fn record_set(&mut self, at: Pointer, from: Pointer) {
        self.log.push(Change::Set { at, from });
    }

    pub(crate) fn record_removed_item(&mut self, array: Pointer, index: usize) {
        self.log.push(Change::ItemRemoved { array, index });
    }

    /// The location in the overlay of the node at `pointer` of the corrected document, or where the node was before all
    /// corrections.
    pub(super) fn locate(&self, pointer: &Pointer) -> Result<Location, Pointer> {
        let mut origin = pointer.clone();
        for change in self.log.iter().rev() {
            match change {
                Change::Set { at, from } => {
                    if let Some(rest) = origin.strip_prefix(at) {
                        let position = self.positions.position(&from.extend(rest));
                        return Ok(Location { source: self.overlay.clone(), position, pointer: pointer.clone() });
                    }
                }
                Change::ItemRemoved { array, index } => {
                    if let Some([key, rest @ ..]) = origin.strip_prefix(array)
                        && let Ok(now) = key.parse::<usize>()
                        && now >= *index
                    {
                        origin = array.join(now + 1).extend(rest);
                    }
                }
            }
        }
        Err(origin)
    }
}
