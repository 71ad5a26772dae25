//! Positions that were already requested.

use std::collections::HashSet;
use std::hash::{BuildHasher as _, BuildHasherDefault, DefaultHasher, Hash};

/// The most hashes that are kept, which is about a megabyte. A loop of more pages is not noticed.
const MAX_POSITIONS: usize = 1 << 16;

/// The hashes of positions. Two of a million positions have the same hash with a probability of 3 in 100 million.
#[derive(Default)]
pub(super) struct Visited(HashSet<u64>);

impl Visited {
    /// Adds a position. Returns whether it is new.
    pub(super) fn insert(&mut self, position: &impl Hash) -> bool {
        if self.0.len() >= MAX_POSITIONS {
            // Pages that form a loop come again, and then without a gap.
            self.0.clear();
        }
        self.0.insert(hash(position))
    }
}

pub(super) fn hash(value: &impl Hash) -> u64 {
    BuildHasherDefault::<DefaultHasher>::default().hash_one(value)
}

#[cfg(test)]
mod tests {
    use super::{MAX_POSITIONS, Visited};

    #[test]
    fn finds_a_long_loop_behind_many_other_positions_in_bounded_memory() {
        let mut visited = Visited::default();
        assert!((0..200_000_u64).all(|position| visited.insert(&position)));
        let mut again = (0..).map(|step: u64| 1_000_000 + step % 5_000);
        let steps = again.by_ref().take(20_000).take_while(|position| visited.insert(position)).count();
        assert!((5_000..10_000).contains(&steps), "{steps}");
        assert!(visited.0.len() <= MAX_POSITIONS);
    }
}
