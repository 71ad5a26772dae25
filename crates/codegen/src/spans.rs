//! Where every node of a document stands in its text.
//!
//! The parsers that give us values ([`serde_yaml`], [`serde_json`]) keep no positions, so a second reading of the same text,
//! event by event, fills a table from pointers to positions. Where the two readings differ (a duplicate key, a merge
//! key), a node has no entry of its own and its nearest ancestor's is shown.

use std::collections::HashMap;

use saphyr_parser::{Event, Parser};

use crate::{pointer::Pointer, source::Source};

/// A place in a text: line and column, both counted from one, in characters.
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

    /// The position of the byte at `offset` in `text`; the end where the text is shorter.
    #[must_use]
    pub fn of_offset(text: &str, offset: usize) -> Self {
        let before = text.get(..offset).unwrap_or(text);
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        Self { line, column }
    }
}

/// The position of each node: for a member of a mapping where its key stands, for an item of a sequence where it begins.
#[derive(Clone, Debug, Default)]
pub struct Spans(HashMap<Pointer, Position>);

/// A collection that the reader is inside of.
enum Frame {
    Mapping { at: Pointer, key: Option<Pointer> },
    Sequence { at: Pointer, next: usize },
}

impl Spans {
    /// Reads the positions of `source`, YAML or JSON. A text that is neither gives an empty table.
    #[must_use]
    pub fn of(source: &Source) -> Self {
        let mut spans = HashMap::from([(Pointer::root(), Position::START)]);
        let mut frames: Vec<Frame> = Vec::new();
        for event in Parser::new_from_str(source.text()) {
            let Ok((event, span)) = event else { break };
            let position = Position { line: span.start.line(), column: span.start.col() + 1 };
            match event {
                Event::Scalar(text, ..) => {
                    if let Some(Frame::Mapping { at, key: key @ None }) = frames.last_mut() {
                        let pointer = at.join(text);
                        spans.entry(pointer.clone()).or_insert(position);
                        *key = Some(pointer);
                    } else {
                        place(&mut spans, &mut frames, position);
                    }
                }
                Event::Alias(_) => {
                    place(&mut spans, &mut frames, position);
                }
                Event::MappingStart(..) => {
                    let at = place(&mut spans, &mut frames, position);
                    frames.push(Frame::Mapping { at, key: None });
                }
                Event::SequenceStart(..) => {
                    let at = place(&mut spans, &mut frames, position);
                    frames.push(Frame::Sequence { at, next: 0 });
                }
                Event::MappingEnd | Event::SequenceEnd => {
                    frames.pop();
                }
                Event::DocumentEnd => break,
                Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentStart(_) => {}
            }
        }
        Self(spans)
    }

    /// Where the node at `pointer` stands, or the nearest node above it that has a position.
    #[must_use]
    pub fn position(&self, pointer: &Pointer) -> Position {
        let mut pointer = pointer.clone();
        loop {
            if let Some(position) = self.0.get(&pointer) {
                return *position;
            }
            match pointer.parent() {
                Some(parent) => pointer = parent,
                None => return Position::START,
            }
        }
    }
}

/// Takes a value's place in the innermost collection and returns its pointer.
fn place(spans: &mut HashMap<Pointer, Position>, frames: &mut [Frame], position: Position) -> Pointer {
    match frames.last_mut() {
        None => Pointer::root(),
        Some(Frame::Mapping { at, key }) => match key.take() {
            Some(pointer) => pointer,
            // A collection as a key: no document of ours has one, and JSON cannot say it.
            None => {
                let pointer = at.join("?");
                *key = Some(pointer.clone());
                pointer
            }
        },
        Some(Frame::Sequence { at, next }) => {
            let pointer = at.join(*next);
            *next += 1;
            spans.insert(pointer.clone(), position);
            pointer
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn position(text: &str, pointer: &str) -> (usize, usize) {
        let position = Spans::of(&Source::new("test", text)).position(&Pointer::parse(pointer));
        (position.line, position.column)
    }

    #[test]
    fn yaml_members_stand_at_their_key_and_items_where_they_begin() {
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
    fn an_unknown_node_is_shown_at_its_nearest_ancestor() {
        assert_eq!(position("a:\n  b: 1\n", "/a/b/c/d"), (2, 3));
    }
}
