//! The families of rules, in the order in which they run.

mod names;
mod operations;
mod parameters;
mod temporary;

pub(crate) use names::kept;

use crate::{Rule, comparison::Comparison, surface, values};

/// One family.
struct Family {
    /// The heading in the documentation.
    title: &'static str,
    rules: &'static [&'static Rule],
    run: fn(&mut Comparison<'_>),
}

static FAMILIES: &[Family] = &[
    Family { title: "Operations", rules: operations::RULES, run: operations::compare },
    Family { title: "Parameters", rules: parameters::RULES, run: parameters::compare },
    Family { title: "Bodies", rules: &[], run: temporary::compare },
    Family { title: "Names", rules: names::RULES, run: names::compare },
];

/// Runs all families.
pub(crate) fn run(comparison: &mut Comparison<'_>) {
    for family in FAMILIES {
        (family.run)(comparison);
    }
}

/// All rules, by the title of their family.
pub fn rules() -> impl Iterator<Item = (&'static str, &'static [&'static Rule])> {
    let of_families = FAMILIES.iter().map(|family| (family.title, family.rules));
    of_families.chain(values::FAMILIES.iter().copied()).chain([("Rust", surface::RULES)])
}
