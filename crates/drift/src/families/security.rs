//! Credentials: which of them operations require, and how they are sent.

mod requirements;
mod schemes;

use crate::{Rule, comparison::Comparison};

/// The rules of all parts of the family.
pub(super) static ALL: &[&[&Rule]] = &[requirements::RULES, schemes::RULES];

pub(super) fn compare(comparison: &mut Comparison<'_>) {
    let (old, new) = (&comparison.old.api.schemes, &comparison.new.api.schemes);
    let partners = schemes::Partners::of(old, new, &comparison.matching.schemes);
    schemes::compare(comparison, &partners);
    requirements::compare(comparison, &partners);
}
