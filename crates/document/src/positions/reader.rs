//! The events of a text as a tree of positions, and what makes a text unfit to be read.

use std::borrow::Cow;
use std::collections::HashMap;

use saphyr_parser::{Event, Marker, Parser};

use super::{Node, Position, Positions, Within};
use crate::{pointer::Pointer, source::Source};

/// The parsers of values call themselves for each collection within another, and both stop at this depth.
const DEEPEST: usize = 127;

/// In bytes. A longer key names nothing.
const LONGEST_KEY: usize = 1 << 16;

/// In bytes. A longer string says nothing: the largest documents that are published are not much longer as a whole.
const LONGEST_STRING: usize = 16 << 20;

/// How much aliases (`*name`) may repeat of a text, in bytes, each node with what it needs.
const MOST_REPEATED: usize = 64 << 20;

/// What a node counts for beside its text.
const NODE: usize = 32;

/// What was read of a text.
#[derive(Default)]
pub(crate) struct Reading {
    pub(crate) spans: Positions,
    /// Why the text should not be read; the first such place.
    pub(crate) fault: Option<Fault>,
    /// Keys that a mapping has twice.
    pub(crate) duplicates: Vec<Duplicate>,
    /// Where it is neither YAML nor JSON any more.
    pub(crate) stopped: Option<Position>,
    frames: Vec<Frame>,
    /// How much each anchored node stands for, by its number.
    anchored: HashMap<usize, usize>,
    repeated: usize,
}

/// Why a text is not read.
pub(crate) struct Fault {
    pub(crate) position: Position,
    pub(crate) message: String,
}

/// A key that stands twice in one mapping.
#[derive(Clone, Debug)]
pub(crate) struct Duplicate {
    pub(crate) pointer: Pointer,
    pub(crate) first: Position,
    pub(crate) second: Position,
}

/// A collection that the reader is inside of.
struct Frame {
    node: usize,
    anchor: usize,
    weight: usize,
    /// The key that waits for its value.
    key: Option<(Box<str>, Position)>,
}

fn position(marker: &Marker) -> Position {
    Position { line: marker.line(), column: marker.col() + 1 }
}

/// `text` with blanks for JSON's halves of a character (`\ud83d\ude00`), which YAML does not have: nothing is where it was not before.
fn without_surrogates(text: &str) -> Cow<'_, str> {
    let is_half = |escape: &str| {
        escape.starts_with(['d', 'D'])
            && escape.get(1..2).is_some_and(|second| "89abcdefABCDEF".contains(second))
            && escape.bytes().all(|byte| byte.is_ascii_hexdigit())
    };
    let mut shown = String::new();
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once("\\u") {
        let half = behind.get(..4).filter(|escape| is_half(escape) && !is_escape(before));
        shown.push_str(before);
        shown.push_str(if half.is_some() { "\\u0020" } else { "\\u" });
        rest = behind.get(if half.is_some() { 4 } else { 0 }..).unwrap_or_default();
    }
    if shown.is_empty() {
        return Cow::Borrowed(text);
    }
    shown.push_str(rest);
    Cow::Owned(shown)
}

/// Whether `text` ends in the first half of `\\`.
fn is_escape(text: &str) -> bool {
    text.bytes().rev().take_while(|byte| *byte == b'\\').count() % 2 == 1
}

impl Reading {
    /// Reads `source` up to its end, or to the first place where it is unfit.
    pub(crate) fn of(source: &Source) -> Self {
        let mut reading = Self::default();
        let mut documents = 0;
        for event in Parser::new_from_str(&without_surrogates(source.text())) {
            let (event, span) = match event {
                Ok(read) => read,
                Err(error) => {
                    reading.stopped = Some(position(error.marker()));
                    break;
                }
            };
            let position = position(&span.start);
            match event {
                Event::Scalar(text, _, anchor, _) => reading.scalar(&text, anchor, position),
                Event::Alias(anchor) => reading.alias(anchor, position),
                Event::MappingStart(anchor, _) => reading.open(anchor, Within::Members(Vec::new()), position),
                Event::SequenceStart(anchor, _) => reading.open(anchor, Within::Items(Vec::new()), position),
                Event::MappingEnd | Event::SequenceEnd => reading.close(),
                Event::DocumentStart(_) => {
                    documents += 1;
                    if documents > 1 {
                        reading.fail(position, "a second document begins here");
                    }
                }
                Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentEnd => {}
            }
            if reading.fault.is_some() {
                break;
            }
        }
        while !reading.frames.is_empty() {
            reading.close();
        }
        reading
    }

    fn fail(&mut self, position: Position, message: impl Into<String>) {
        self.fault.get_or_insert(Fault { position, message: message.into() });
    }

    fn scalar(&mut self, text: &str, anchor: usize, position: Position) {
        if text.len() > LONGEST_STRING {
            self.fail(position, format!("a string has {} bytes; the longest may have {LONGEST_STRING}", text.len()));
        }
        self.weigh(anchor, text.len() + NODE);
        let in_mapping = self.is_in_mapping();
        match self.frames.last_mut() {
            Some(frame) if in_mapping && frame.key.is_none() => {
                frame.key = Some((text.into(), position));
                if text.len() > LONGEST_KEY {
                    self.fail(position, format!("a key has {} bytes; the longest may have {LONGEST_KEY}", text.len()));
                }
            }
            _ => {
                self.locate(Within::Nothing, position);
            }
        }
    }

    fn alias(&mut self, anchor: usize, position: Position) {
        let weight = self.anchored.get(&anchor).copied().unwrap_or(NODE);
        self.repeated = self.repeated.saturating_add(weight);
        if self.repeated > MOST_REPEATED {
            self.fail(position, "the aliases of this text repeat too much of it");
        }
        self.weigh(0, weight);
        self.locate(Within::Nothing, position);
    }

    fn open(&mut self, anchor: usize, within: Within, position: Position) {
        if self.frames.len() >= DEEPEST {
            self.fail(position, format!("collections are nested more than {DEEPEST} deep"));
        }
        let node = self.locate(within, position);
        self.frames.push(Frame { node, anchor, weight: NODE, key: None });
    }

    fn close(&mut self) {
        let Some(frame) = self.frames.pop() else { return };
        self.weigh(frame.anchor, frame.weight);
        let Some(Node { within: Within::Members(members), .. }) = self.spans.0.get_mut(frame.node) else { return };
        // The last of several members of one name counts, as it does to every reader of JSON.
        members.sort_by(|(one, _), (other, _)| one.cmp(other));
        let mut twice: Vec<(Box<str>, usize, usize)> = Vec::new();
        for pair in members.windows(2) {
            if let [(one, first), (other, second)] = pair
                && one == other
                && **one != *"<<"
            {
                twice.push((one.clone(), *first, *second));
            }
        }
        members.reverse();
        members.dedup_by(|(one, _), (other, _)| one == other);
        members.reverse();
        let at = if twice.is_empty() { Pointer::root() } else { self.pointer() };
        for (key, first, second) in twice {
            let position = |node: usize| self.spans.0.get(node).map_or(Position::START, |node| node.position);
            let (first, second) = (position(first), position(second));
            self.duplicates.push(Duplicate { pointer: at.join(key), first, second });
        }
    }

    /// Adds what a node stands for to the collection that holds it.
    fn weigh(&mut self, anchor: usize, weight: usize) {
        if anchor != 0 {
            self.anchored.insert(anchor, weight);
        }
        if let Some(frame) = self.frames.last_mut() {
            frame.weight = frame.weight.saturating_add(weight);
        }
    }

    fn is_in_mapping(&self) -> bool {
        let node = self.frames.last().and_then(|frame| self.spans.0.get(frame.node));
        matches!(node, Some(Node { within: Within::Members(_), .. }))
    }

    /// Puts a node into the innermost collection.
    fn locate(&mut self, within: Within, position: Position) -> usize {
        let next = self.spans.0.len();
        let Some(frame) = self.frames.last_mut() else {
            // The root stands at the start, whatever comes before it.
            if let Some(root) = self.spans.0.first_mut() {
                root.within = within;
            }
            return 0;
        };
        let mut position = position;
        match self.spans.0.get_mut(frame.node).map(|node| &mut node.within) {
            Some(Within::Members(members)) => match frame.key.take() {
                Some((key, at)) => {
                    position = at;
                    members.push((key, next));
                }
                // A collection as a key, which JSON cannot say, or an alias.
                None => frame.key = Some(("?".into(), position)),
            },
            Some(Within::Items(items)) => items.push(next),
            Some(Within::Nothing) | None => {}
        }
        self.spans.0.push(Node { position, within });
        next
    }

    /// Where the reader is: the node that was placed last in each collection that is open.
    fn pointer(&self) -> Pointer {
        self.frames.iter().fold(Pointer::root(), |at, frame| {
            match self.spans.0.get(frame.node).map(|node| &node.within) {
                Some(Within::Items(items)) => at.join(items.len().saturating_sub(1)),
                Some(Within::Members(members)) => members.last().map_or_else(Pointer::root, |(key, _)| at.join(key)),
                Some(Within::Nothing) | None => at,
            }
        })
    }
}
