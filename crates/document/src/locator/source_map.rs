//! Where nodes were before passes moved them, and where they are now.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

use crate::pointer::Pointer;

/// Every move, in order.
#[derive(Clone, Debug, Default)]
pub(super) struct SourceMap {
    log: Vec<Arc<Move>>,
    targets: Tree,
}

/// The node at `from`, with everything within it, is now at `to`.
#[derive(Clone, Debug)]
struct Move {
    from: Pointer,
    to: Pointer,
}

/// The numbers of the moves that begin or end at a node, in order, and those of the nodes within it. A tree, because
/// every question is about all nodes above one.
#[derive(Clone, Debug, Default)]
struct Tree {
    numbers: Vec<usize>,
    within: HashMap<String, Self>,
}

impl Tree {
    fn add(&mut self, pointer: &Pointer, number: usize) {
        let mut node = self;
        for key in pointer.keys() {
            // Most nodes exist, so that the key is not cloned for nothing.
            if !node.within.contains_key(key) {
                node.within.insert(key.clone(), Self::default());
            }
            let Some(inner) = node.within.get_mut(key) else { return };
            node = inner;
        }
        node.numbers.push(number);
    }

    /// The moves of the node at `pointer` and of those that contain it, the root first, each with its depth.
    fn along<'a>(&'a self, pointer: &'a Pointer) -> impl Iterator<Item = (usize, &'a [usize])> {
        let mut next = Some(self);
        let mut keys = pointer.keys().iter();
        let nodes = std::iter::from_fn(move || {
            let node = next?;
            next = keys.next().and_then(|key| node.within.get(key));
            Some(node.numbers.as_slice())
        });
        nodes.enumerate()
    }
}

impl SourceMap {
    /// Records that the node at `from`, with everything within it, is now at `to`.
    pub(super) fn record(&mut self, from: &Pointer, to: &Pointer) {
        if from != to {
            self.targets.add(to, self.log.len());
            self.log.push(Arc::new(Move { from: from.clone(), to: to.clone() }));
        }
    }

    /// The pointer that the node at `pointer` had before the first move. Each move that concerns it is undone, the last
    /// one first.
    pub(super) fn origin(&self, pointer: &Pointer) -> Pointer {
        self.earlier(pointer, 0)
    }

    /// The pointer that the node at `pointer` had before the move with the number `since`.
    pub(super) fn earlier(&self, pointer: &Pointer, since: usize) -> Pointer {
        let mut pointer = Cow::Borrowed(pointer);
        let mut now = self.log.len();
        loop {
            // The node, or one that contains it, has been moved; the last of these moves counts.
            let arrivals = self.targets.along(&pointer).filter_map(|(depth, numbers)| {
                let earlier = numbers.partition_point(|number| *number < now);
                Some((*numbers.get(earlier.checked_sub(1)?)?, depth)).filter(|(number, _)| *number >= since)
            });
            let Some((number, depth)) = arrivals.max() else { return pointer.into_owned() };
            let Some(made) = self.log.get(number) else { return pointer.into_owned() };
            pointer = Cow::Owned(made.from.extend(pointer.keys().get(depth..).unwrap_or_default()));
            now = number;
        }
    }

    /// How many moves there are.
    pub(super) fn count(&self) -> usize {
        self.log.len()
    }

    /// The moves from the one with the number `since` on, by their sources.
    pub(super) fn destinations(&self, since: usize) -> Destinations {
        let log = self.log.get(since..).unwrap_or_default().to_vec();
        let mut sources = Tree::default();
        for (number, made) in log.iter().enumerate() {
            sources.add(&made.from, number);
        }
        Destinations { log, sources }
    }
}

/// Every move, by its source, in order.
#[derive(Debug)]
pub struct Destinations {
    log: Vec<Arc<Move>>,
    sources: Tree,
}

impl Destinations {
    /// Where the node that was at `pointer` is now; its last copy, if it was copied.
    pub fn find(&self, pointer: &Pointer) -> Pointer {
        let mut pointer = Cow::Borrowed(pointer);
        let mut now = None;
        loop {
            // The node itself before those that contain it.
            let departures = self.sources.along(&pointer).filter_map(|(depth, numbers)| {
                let last = *numbers.last()?;
                (Some(last) > now).then_some((last, depth))
            });
            let Some((number, depth)) = departures.last() else { return pointer.into_owned() };
            let Some(made) = self.log.get(number) else { return pointer.into_owned() };
            pointer = Cow::Owned(made.to.extend(pointer.keys().get(depth..).unwrap_or_default()));
            now = Some(number);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source_map(moved: &[(&str, &str)]) -> SourceMap {
        let mut source_map = SourceMap::default();
        for (from, to) in moved {
            source_map.record(&Pointer::parse(from), &Pointer::parse(to));
        }
        source_map
    }

    #[test]
    fn a_node_is_moved_with_everything_within_it() {
        let source_map = source_map(&[("/a/type", "/a/schema/type"), ("/a", "/b"), ("/b/schema", "/c")]);
        assert_eq!(source_map.origin(&Pointer::parse("/c/type/0")), Pointer::parse("/a/type/0"));
        assert_eq!(source_map.destinations(0).find(&Pointer::parse("/a/type/0")), Pointer::parse("/c/type/0"));
    }

    #[test]
    fn what_moved_before_a_number_is_not_undone() {
        let source_map = source_map(&[("/a", "/b"), ("/b", "/c")]);
        assert_eq!(source_map.earlier(&Pointer::parse("/c/type"), 1), Pointer::parse("/b/type"));
        assert_eq!(source_map.earlier(&Pointer::parse("/c/type"), 2), Pointer::parse("/c/type"));
    }

    #[test]
    fn a_node_that_is_moved_to_where_another_was_has_its_own_origin() {
        let source_map = source_map(&[("/0/type", "/0/schema/type"), ("/0", "/body"), ("/1", "/0")]);
        assert_eq!(source_map.origin(&Pointer::parse("/0/schema/type")), Pointer::parse("/1/schema/type"));
        assert_eq!(source_map.origin(&Pointer::parse("/body/schema/type")), Pointer::parse("/0/type"));
        assert_eq!(source_map.destinations(0).find(&Pointer::parse("/1")), Pointer::parse("/0"));
        assert_eq!(source_map.destinations(0).find(&Pointer::parse("/0/type")), Pointer::parse("/body/schema/type"));
    }
}
