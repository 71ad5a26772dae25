//! Where nodes stood before passes moved them, and where they went.

use std::collections::HashMap;

use crate::pointer::Pointer;

/// Every move in its order, by where it led.
#[derive(Clone, Debug, Default)]
pub(super) struct SourceMap {
    count: usize,
    by_target: HashMap<Pointer, Vec<Move>>,
}

/// One move: when it was made, and the other end of it.
#[derive(Clone, Debug)]
struct Move {
    time: usize,
    end: Pointer,
}

impl SourceMap {
    /// Records that the node at `from`, with all within it, now stands at `to`.
    pub(super) fn record(&mut self, from: &Pointer, to: &Pointer) {
        if from != to {
            let made = Move { time: self.count, end: from.clone() };
            self.by_target.entry(to.clone()).or_default().push(made);
            self.count += 1;
        }
    }

    /// The pointer that the node at `pointer` had before the first move: backwards in time, each move that concerns it is undone.
    pub(super) fn origin(&self, pointer: &Pointer) -> Pointer {
        let mut pointer = pointer.clone();
        let mut now = self.count;
        loop {
            // The node or one that holds it has been moved: what was moved last is what stands there.
            let mut last: Option<(&Move, Pointer)> = None;
            let mut prefix = Some(pointer.clone());
            while let Some(candidate) = prefix {
                prefix = candidate.parent();
                let made = self.by_target.get(&candidate).and_then(|moves| moves.iter().rfind(|made| made.time < now));
                if let Some(made) = made.filter(|made| last.as_ref().is_none_or(|(last, _)| last.time < made.time)) {
                    last = Some((made, candidate));
                }
            }
            let Some((made, target)) = last else { return pointer };
            pointer = made.end.extend(pointer.strip_prefix(&target).unwrap_or_default());
            now = made.time;
        }
    }

    /// How many there are.
    pub(super) fn count(&self) -> usize {
        self.count
    }

    /// The same moves from the one numbered `since` on, to be followed the other way.
    pub(super) fn destinations(&self, since: usize) -> Destinations {
        let mut by_source: HashMap<Pointer, Vec<Move>> = HashMap::new();
        for (target, moves) in &self.by_target {
            for Move { time, end } in moves.iter().filter(|made| made.time >= since) {
                by_source.entry(end.clone()).or_default().push(Move { time: *time, end: target.clone() });
            }
        }
        for moves in by_source.values_mut() {
            moves.sort_by_key(|made| made.time);
        }
        Destinations { by_source }
    }
}

/// Every move, by where it began.
#[derive(Debug)]
pub struct Destinations {
    by_source: HashMap<Pointer, Vec<Move>>,
}

impl Destinations {
    /// Where the node is now that stood at `pointer` in the text; its last copy, if it was copied.
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

    fn moves(made: &[(&str, &str)]) -> SourceMap {
        let mut moves = SourceMap::default();
        for (from, to) in made {
            moves.record(&Pointer::parse(from), &Pointer::parse(to));
        }
        moves
    }

    #[test]
    fn what_is_moved_takes_along_what_was_moved_within_it() {
        let moves = moves(&[("/a/type", "/a/schema/type"), ("/a", "/b"), ("/b/schema", "/c")]);
        assert_eq!(moves.origin(&Pointer::parse("/c/type/0")), Pointer::parse("/a/type/0"));
        assert_eq!(moves.destinations(0).find(&Pointer::parse("/a/type/0")), Pointer::parse("/c/type/0"));
    }

    #[test]
    fn what_takes_a_place_has_nothing_of_what_stood_there() {
        let moves = moves(&[("/0/type", "/0/schema/type"), ("/0", "/body"), ("/1", "/0")]);
        assert_eq!(moves.origin(&Pointer::parse("/0/schema/type")), Pointer::parse("/1/schema/type"));
        assert_eq!(moves.origin(&Pointer::parse("/body/schema/type")), Pointer::parse("/0/type"));
        assert_eq!(moves.destinations(0).find(&Pointer::parse("/1")), Pointer::parse("/0"));
        assert_eq!(moves.destinations(0).find(&Pointer::parse("/0/type")), Pointer::parse("/body/schema/type"));
    }
}
