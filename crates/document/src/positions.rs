//! The position of every node of a document in its text.
//!
//! The parsers of values ([`serde_yaml`], [`serde_json`]) keep no positions, so that the same text is read twice. The
//! first reading, event by event, returns a tree of positions, and finds what nests too deep, repeats too much or has a
//! key twice before a parser calls itself.

mod json;
mod reader;
mod yaml;

pub(crate) use reader::{Duplicate, Fault, Reading};

use crate::{pointer::Pointer, source::Source};

impl Reading {
    /// Reads `source` up to its end, to the first fault, or to where it is neither YAML nor JSON.
    pub(crate) fn of(source: &Source) -> Self {
        json::read(source.text()).unwrap_or_else(|| yaml::read(source.text()))
    }
}

/// A position in a text: line and column, both counted from one, in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line, from one.
    pub line: usize,
    /// The column in characters, from one.
    pub column: usize,
}

impl Position {
    /// The first character of a text.
    pub const START: Self = Self { line: 1, column: 1 };

    /// The position of the character with the number `index` in `text`; the end where the text is shorter.
    #[must_use]
    pub fn of_character(text: &str, index: usize) -> Self {
        Self::of_offset(text, text.char_indices().nth(index).map_or(text.len(), |(offset, _)| offset))
    }

    /// The position of the byte at `offset` in `text`; the end where the text is shorter.
    #[must_use]
    pub fn of_offset(text: &str, offset: usize) -> Self {
        let before = text.get(..offset).unwrap_or(text);
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        Self { line, column }
    }
}

/// The position of each node: that of its key for a member of a mapping, that of its start for an item of a sequence.
#[derive(Clone, Debug)]
pub(crate) struct Positions(Vec<Node>);

/// A node, and the indexes of those within it in the list of all nodes.
#[derive(Clone, Debug)]
struct Node {
    position: Position,
    within: Within,
}

#[derive(Clone, Debug)]
enum Within {
    Nothing,
    /// In the order of the keys once the mapping has ended.
    Members(Vec<(Box<str>, usize)>),
    Items(Vec<usize>),
}

impl Default for Positions {
    fn default() -> Self {
        Self(vec![Node { position: Position::START, within: Within::Nothing }])
    }
}

impl Positions {
    /// Reads the positions of `source`, YAML or JSON; of a text that is neither, those before the mistake.
    #[must_use]
    pub(crate) fn of(source: &Source) -> Self {
        Reading::of(source).positions
    }

    /// The position of the node at `pointer`, or of the nearest node above it that has one.
    #[must_use]
    pub(crate) fn position(&self, pointer: &Pointer) -> Position {
        let Some(root) = self.0.first() else { return Position::START };
        let mut node = root;
        for key in pointer.keys() {
            let inner = match &node.within {
                Within::Nothing => None,
                Within::Members(members) => members
                    .binary_search_by(|(name, _)| (**name).cmp(key.as_str()))
                    .ok()
                    .and_then(|at| members.get(at))
                    .map(|(_, inner)| *inner),
                Within::Items(items) => key.parse().ok().and_then(|index: usize| items.get(index)).copied(),
            };
            match inner.and_then(|inner| self.0.get(inner)) {
                Some(inner) => node = inner,
                None => break,
            }
        }
        node.position
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn position(text: &str, pointer: &str) -> (usize, usize) {
        let position = Positions::of(&Source::new("test", text)).position(&Pointer::parse(pointer));
        (position.line, position.column)
    }

    #[test]
    fn yaml_members_are_at_their_key_and_items_at_their_start() {
        let text = "a:\n  b: 1\n  c:\n    - x\n    - d: 2\n";
        assert_eq!(position(text, "/a/b"), (2, 3));
        assert_eq!(position(text, "/a/c/1"), (5, 7));
        assert_eq!(position(text, "/a/c/1/d"), (5, 7));
    }

    #[test]
    fn json_is_read_as_well() {
        assert_eq!(position("{\"a\": {\n \"b\": [1, 2]}}", "/a/b/1"), (2, 11));
    }

    #[test]
    fn an_unknown_node_has_the_position_of_its_nearest_ancestor() {
        assert_eq!(position("a:\n  b: 1\n", "/a/b/c/d"), (2, 3));
    }

    /// Before any reader that calls itself for each level. Far deeper, the parser of events stops by itself.
    #[test]
    fn what_nests_too_deeply_is_an_error_at_its_location() {
        let read = |levels: usize| {
            let text = format!("{}{}", "[".repeat(levels), "]".repeat(levels));
            reader::Reading::of(&Source::new("test", text))
        };
        assert!(read(127).fault.is_none());
        let location = read(128).fault.map(|fault| (fault.position.line, fault.position.column));
        assert_eq!(location, Some((1, 128)));
        for levels in [1_000, 100_000] {
            let reading = read(levels);
            assert!(reading.fault.is_some() || reading.stopped.is_some(), "{levels}");
        }
    }
}
