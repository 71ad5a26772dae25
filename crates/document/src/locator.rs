//! The locations of the nodes of a document in its text, wherever passes have moved them.

mod corrections;
mod source_map;

use std::collections::BTreeMap;

pub(crate) use corrections::Corrections;
pub use source_map::Destinations;
use source_map::SourceMap;

use crate::{finding::Location, pointer::Pointer, positions::Positions, source::Source};

/// The key of the root that contains the other files that the document refers to, by their names.
pub(crate) const FILES: &str = "x-moored-files";

/// The texts that a document was read from, and what passes have moved since.
#[derive(Clone, Debug)]
pub(crate) struct Locator {
    source: Source,
    positions: Positions,
    source_map: SourceMap,
    /// The other files that the document refers to, by their names.
    files: BTreeMap<String, (Source, Positions)>,
    /// What an overlay has changed before all passes, if one was applied in memory.
    corrections: Option<Corrections>,
}

impl Locator {
    pub(crate) fn new(source: Source, positions: Positions, corrections: Option<Corrections>) -> Self {
        Self { source, positions, source_map: SourceMap::default(), files: BTreeMap::new(), corrections }
    }

    pub(crate) fn add_file(&mut self, name: &str, source: Source) {
        let positions = Positions::of(&source);
        self.files.insert(name.to_owned(), (source, positions));
    }

    /// Where the node at `pointer` is in the text, whether or not it has been moved.
    #[must_use]
    pub(crate) fn locate(&self, pointer: &Pointer) -> Location {
        self.locate_published(self.published(pointer))
    }

    /// The pointer that the node at `pointer` has in the document before all passes.
    pub(crate) fn published(&self, pointer: &Pointer) -> Pointer {
        self.source_map.origin(pointer)
    }

    /// Where the node is that had the pointer `pointer` before all passes.
    pub(crate) fn locate_published(&self, pointer: Pointer) -> Location {
        if let [files, name, rest @ ..] = pointer.keys()
            && files == FILES
            && let Some((source, positions)) = self.files.get(name)
        {
            let pointer = Pointer::root().extend(rest);
            return Location { source: source.clone(), position: positions.position(&pointer), pointer };
        }
        let origin = match self.corrections.as_ref().map(|corrections| corrections.locate(&pointer)) {
            Some(Ok(location)) => return location,
            Some(Err(origin)) => origin,
            None => pointer.clone(),
        };
        Location { source: self.source.clone(), position: self.positions.position(&origin), pointer }
    }

    /// Whether an overlay was applied to the text in memory.
    pub(crate) fn is_corrected(&self) -> bool {
        self.corrections.is_some()
    }

    /// The pointer that the node at `pointer` has in the text, moved or not.
    pub(crate) fn origin(&self, pointer: &Pointer) -> Pointer {
        let origin = self.source_map.origin(pointer);
        match origin.keys() {
            [files, name, rest @ ..] if files == FILES && self.files.contains_key(name) => Pointer::root().extend(rest),
            _ => origin,
        }
    }

    /// Records that the node at `from` is now at `to`, so that findings keep pointing at the text.
    pub(crate) fn record_move(&mut self, from: &Pointer, to: &Pointer) {
        self.source_map.record(from, to);
    }

    pub(crate) fn earlier(&self, pointer: &Pointer, since: usize) -> Pointer {
        self.source_map.earlier(pointer, since)
    }

    pub(crate) fn move_count(&self) -> usize {
        self.source_map.count()
    }

    pub(crate) fn destinations(&self, since: usize) -> Destinations {
        self.source_map.destinations(since)
    }

    pub(crate) fn source(&self) -> &Source {
        &self.source
    }
}
