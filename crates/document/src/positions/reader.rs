//! Makes a tree of positions of what the readers find, and finds the reasons not to read a text as a value.

use std::collections::HashMap;

use super::{Node, Position, Positions, Within};
use crate::{
    limits::{MAX_ALIASED_BYTES, MAX_DEPTH, MAX_KEY_BYTES, MAX_STRING_BYTES, NODE_BYTES},
    pointer::Pointer,
};

/// What was read of a text.
#[derive(Default)]
pub(crate) struct Reading {
    pub(crate) positions: Positions,
    /// Why the text is not read as a value; the first reason.
    pub(crate) fault: Option<Fault>,
    /// The keys that a mapping has twice.
    pub(crate) duplicates: Vec<Duplicate>,
    /// Where the text is neither YAML nor JSON.
    pub(crate) stopped: Option<Position>,
    frames: Vec<Frame>,
    /// The bytes of each anchored node, by its number.
    anchored: HashMap<usize, usize>,
    /// The bytes that aliases repeat.
    aliased: usize,
}

/// Why a text is not read as a value.
pub(crate) struct Fault {
    pub(crate) position: Position,
    pub(crate) message: String,
}

/// A key that a mapping has twice.
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

impl Reading {
    /// Ends the collections that are open where the reading ends.
    pub(super) fn close_all(&mut self) {
        while !self.frames.is_empty() {
            self.close();
        }
    }

    pub(super) fn fail(&mut self, position: Position, message: impl Into<String>) {
        self.fault.get_or_insert(Fault { position, message: message.into() });
    }

    pub(super) fn scalar(&mut self, text: &str, anchor: usize, position: Position) {
        if text.len() > MAX_STRING_BYTES {
            self.fail(position, format!("a string has {} bytes; the limit is {MAX_STRING_BYTES}", text.len()));
        }
        self.weigh(anchor, text.len() + NODE_BYTES);
        let in_mapping = self.is_in_mapping();
        match self.frames.last_mut() {
            Some(frame) if in_mapping && frame.key.is_none() => {
                frame.key = Some((text.into(), position));
                if text.len() > MAX_KEY_BYTES {
                    self.fail(position, format!("a key has {} bytes; the limit is {MAX_KEY_BYTES}", text.len()));
                }
            }
            _ => {
                self.add(Within::Nothing, position);
            }
        }
    }

    pub(super) fn alias(&mut self, anchor: usize, position: Position) {
        let weight = self.anchored.get(&anchor).copied().unwrap_or(NODE_BYTES);
        self.aliased = self.aliased.saturating_add(weight);
        if self.aliased > MAX_ALIASED_BYTES {
            self.fail(position, "the aliases repeat too much of the text");
        }
        self.weigh(0, weight);
        self.add(Within::Nothing, position);
    }

    pub(super) fn open(&mut self, anchor: usize, within: Within, position: Position) {
        if self.frames.len() >= MAX_DEPTH {
            self.fail(position, format!("collections are nested more than {MAX_DEPTH} levels deep"));
        }
        let node = self.add(within, position);
        self.frames.push(Frame { node, anchor, weight: NODE_BYTES, key: None });
    }

    pub(super) fn close(&mut self) {
        let Some(frame) = self.frames.pop() else { return };
        self.weigh(frame.anchor, frame.weight);
        let Some(Node { within: Within::Members(members), .. }) = self.positions.0.get_mut(frame.node) else { return };
        // The last of several members with the same name counts, as in every reader of JSON.
        members.sort_by(|(one, _), (other, _)| one.cmp(other));
        let mut duplicates: Vec<(Box<str>, usize, usize)> = Vec::new();
        for pair in members.windows(2) {
            if let [(one, first), (other, second)] = pair
                && one == other
                && **one != *"<<"
            {
                duplicates.push((one.clone(), *first, *second));
            }
        }
        members.reverse();
        members.dedup_by(|(one, _), (other, _)| one == other);
        members.reverse();
        let at = if duplicates.is_empty() { Pointer::root() } else { self.pointer() };
        for (key, first, second) in duplicates {
            let position = |node: usize| self.positions.0.get(node).map_or(Position::START, |node| node.position);
            let (first, second) = (position(first), position(second));
            self.duplicates.push(Duplicate { pointer: at.join(key), first, second });
        }
    }

    /// Adds the bytes of a node to the collection that contains it.
    fn weigh(&mut self, anchor: usize, weight: usize) {
        if anchor != 0 {
            self.anchored.insert(anchor, weight);
        }
        if let Some(frame) = self.frames.last_mut() {
            frame.weight = frame.weight.saturating_add(weight);
        }
    }

    fn is_in_mapping(&self) -> bool {
        let node = self.frames.last().and_then(|frame| self.positions.0.get(frame.node));
        matches!(node, Some(Node { within: Within::Members(_), .. }))
    }

    /// Adds a node to the innermost collection.
    fn add(&mut self, within: Within, position: Position) -> usize {
        let next = self.positions.0.len();
        let Some(frame) = self.frames.last_mut() else {
            // The root is at the start of the text, also after comments.
            if let Some(root) = self.positions.0.first_mut() {
                root.within = within;
            }
            return 0;
        };
        let mut position = position;
        match self.positions.0.get_mut(frame.node).map(|node| &mut node.within) {
            Some(Within::Members(members)) => match frame.key.take() {
                Some((key, at)) => {
                    position = at;
                    members.push((key, next));
                }
                // A collection as a key, which JSON does not have, or an alias.
                None => frame.key = Some(("?".into(), position)),
            },
            Some(Within::Items(items)) => items.push(next),
            Some(Within::Nothing) | None => {}
        }
        self.positions.0.push(Node { position, within });
        next
    }

    /// The pointer of the current node: the last one of each open collection.
    fn pointer(&self) -> Pointer {
        self.frames.iter().fold(Pointer::root(), |at, frame| {
            match self.positions.0.get(frame.node).map(|node| &node.within) {
                Some(Within::Items(items)) => at.join(items.len().saturating_sub(1)),
                Some(Within::Members(members)) => members.last().map_or_else(Pointer::root, |(key, _)| at.join(key)),
                Some(Within::Nothing) | None => at,
            }
        })
    }
}
