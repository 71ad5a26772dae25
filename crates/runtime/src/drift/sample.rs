//! Which responses are compared.

use std::hash::{BuildHasher as _, RandomState};
use std::sync::atomic::{AtomicU64, Ordering};

/// Takes a share of all responses, independently of their order: every hundredth would always be one of the same
/// operation if a program calls a hundred in turns.
pub(super) struct Sample {
    /// A number below it is taken; `None` for all responses.
    below: Option<u64>,
    next: AtomicU64,
}

impl Sample {
    /// A sample of this share of all responses, from 0 to 1.
    pub(super) fn new(share: f64) -> Self {
        // The product of a share below 1 fits, and casts of floats saturate; NaN becomes 0.
        let below = if share >= 1.0 { None } else { Some((share * u64::MAX as f64) as u64) };
        // Two clients that are built at the same time take different ones.
        Self { below, next: AtomicU64::new(RandomState::new().hash_one(0_u8)) }
    }

    pub(super) fn takes_next(&self) -> bool {
        self.below.is_none_or(|below| mixed(self.next.fetch_add(1, Ordering::Relaxed)) < below)
    }
}

/// A number that looks random, different for each `state` (SplitMix64).
const fn mixed(state: u64) -> u64 {
    let state = state.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let state = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let state = (state ^ (state >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    state ^ (state >> 31)
}

#[cfg(test)]
mod tests {
    use super::Sample;

    #[test]
    fn a_sample_has_its_share_of_the_responses() {
        let taken = |share| {
            let sample = Sample::new(share);
            (0..100_000).filter(|_| sample.takes_next()).count()
        };
        assert_eq!([taken(0.0), taken(-1.0), taken(f64::NAN)], [0; 3]);
        assert_eq!([taken(1.0), taken(2.0)], [100_000; 2]);
        // Five standard deviations of a share of 1 %.
        assert!((843..1157).contains(&taken(0.01)), "{}", taken(0.01));
    }

    #[test]
    fn each_of_two_operations_in_turns_is_sampled() {
        let sample = Sample::new(0.5);
        let taken: Vec<usize> = (0..1000).filter(|_| sample.takes_next()).collect();
        let even = taken.iter().filter(|number| *number % 2 == 0).count();
        assert!(even > 100 && taken.len() - even > 100, "{even} of {}", taken.len());
    }
}
