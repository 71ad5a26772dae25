//! The families of rules, in the order in which they run.

mod bodies;
mod both;
mod corrections;
mod documentation;
mod found;
mod items;
mod names;
mod operations;
mod pages;
mod parameters;
mod responses;
mod security;
mod servers;
mod webhooks;

pub(crate) use names::kept;

use crate::{Rule, comparison::Comparison, surface, values};

/// One family.
struct Family {
    /// The heading in the documentation.
    title: &'static str,
    /// Its rules: a list for each file.
    rules: &'static [&'static [&'static Rule]],
    run: fn(&mut Comparison<'_>),
}

static FAMILIES: &[Family] = &[
    Family { title: "Operations", rules: &[operations::RULES], run: operations::compare },
    Family { title: "Parameters", rules: &[parameters::RULES], run: parameters::compare },
    Family { title: "Bodies", rules: bodies::ALL, run: bodies::compare },
    Family { title: "Responses", rules: responses::ALL, run: responses::compare },
    Family { title: "Pages", rules: &[pages::RULES], run: pages::compare },
    Family { title: "Security", rules: security::ALL, run: security::compare },
    Family { title: "Servers", rules: servers::ALL, run: servers::compare },
    Family { title: "Webhooks", rules: &[webhooks::RULES], run: webhooks::compare },
    Family { title: "Names", rules: &[names::RULES], run: names::compare },
    Family { title: "Corrections", rules: &[corrections::RULES], run: corrections::compare },
    Family { title: "Documentation", rules: &[documentation::RULES], run: documentation::compare },
];

/// Runs all families.
pub(crate) fn run(comparison: &mut Comparison<'_>) {
    for family in FAMILIES {
        (family.run)(comparison);
    }
}

/// All rules, by the title of their family. A title can occur several times in a row.
pub fn rules() -> impl Iterator<Item = (&'static str, &'static [&'static Rule])> {
    let of_families = FAMILIES.iter().flat_map(|family| family.rules.iter().map(|rules| (family.title, *rules)));
    of_families.chain(values::FAMILIES.iter().copied()).chain([("Rust", surface::RULES)])
}
