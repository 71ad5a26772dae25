//! Where nodes were before passes moved them, and where they are now.

use std::collections::HashMap;

use crate::pointer::Pointer;

/// Every move, by its target, in order.
#[derive(Clone, Debug, Default)]
pub(super) struct SourceMap {
    count: usize,
    by_target: HashMap<Pointer, Vec<Move>>,
}

/// One move: its number, and its other end.
#[derive(Clone, Debug)]
struct Move {
    time: usize,
    end: Pointer,
}

impl SourceMap {
    /// Records that the node at `from`, with everything within it, is now at `to`.
    pub(super) fn record(&mut self, from: &Pointer, to: &Pointer) {
        if from != to {
            let made = Move { time: self.count, end: from.clone() };
            self.by_target.entry(to.clone()).or_default().push(made);
            self.count += 1;
        }
    }

    /// The pointer that the node at `pointer` had before the first move. Each move that concerns it is undone, the last
    /// one first.
    pub(super) fn origin(&self, pointer: &Pointer) -> Pointer {
        let mut pointer = pointer.clone();
        let mut now = self.count;
        loop {
            // The node, or one that contains it, has been moved; the last of these moves counts.
            let mut last: Option<(&Move, Pointer)> = None;
            let mut prefix = Some(pointer.clone());
            while let Some(candidate) = prefix {
                prefix = candidate.parent();
                let made =
                    self.by_target.get(&candidate).and_then(|arrivals| arrivals.iter().rfind(|made| made.time < now));
                if let Some(made) = made.filter(|made| last.as_ref().is_none_or(|(last, _)| last.time < made.time)) {
                    last = Some((made, candidate));
                }
            }
            let Some((made, target)) = last else { return pointer };
            pointer = made.end.extend(pointer.strip_prefix(&target).unwrap_or_default());
            now = made.time;
        }
    }

    /// How many moves there are.
    pub(super) fn count(&self) -> usize {
        self.count
    }

    /// The moves from the one with the number `since` on, by their sources.
    pub(super) fn destinations(&self, since: usize) -> Destinations {
        let mut by_source: HashMap<Pointer, Vec<Move>> = HashMap::new();
        for (target, arrivals) in &self.by_target {
            for Move { time, end } in arrivals.iter().filter(|made| made.time >= since) {
                by_source.entry(end.clone()).or_default().push(Move { time: *time, end: target.clone() });
            }
        }
        for departures in by_source.values_mut() {
            departures.sort_by_key(|made| made.time);
        }
        Destinations { by_source }
    }
}

/// Every move, by its source, in order.
#[derive(Debug)]
pub struct Destinations {
    by_source: HashMap<Pointer, Vec<Move>>,
}

impl Destinations {
    /// Where the node that was at `pointer` is now; its last copy, if it was copied.
    pub fn find(&self, pointer: &Pointer) -> Pointer {
        let mut pointer = pointer.clone();
        let mut now = None;
        loop {
            let mut prefix = Some(pointer.clone());
            let made = std::iter::from_fn(|| {
                let candidate = prefix.take()?;
                prefix = candidate.parent();
                Some(candidate)
            })
            .find_map(|candidate| {
                let made = self.by_source.get(&candidate)?.last().filter(|made| Some(made.time) > now)?;
                Some((made, candidate))
            });
            let Some((made, source)) = made else { return pointer };
            pointer = made.end.extend(pointer.strip_prefix(&source).unwrap_or_default());
            now = Some(made.time);
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
    fn a_node_that_is_moved_to_where_another_was_has_its_own_origin() {
        let source_map = source_map(&[("/0/type", "/0/schema/type"), ("/0", "/body"), ("/1", "/0")]);
        assert_eq!(source_map.origin(&Pointer::parse("/0/schema/type")), Pointer::parse("/1/schema/type"));
        assert_eq!(source_map.origin(&Pointer::parse("/body/schema/type")), Pointer::parse("/0/type"));
        assert_eq!(source_map.destinations(0).find(&Pointer::parse("/1")), Pointer::parse("/0"));
        assert_eq!(source_map.destinations(0).find(&Pointer::parse("/0/type")), Pointer::parse("/body/schema/type"));
    }
}
