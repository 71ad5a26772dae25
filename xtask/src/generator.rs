//! What the commands use of the generator: all of it is named here.

use std::collections::BTreeSet;

pub use moored_codegen::census::Census;
pub use moored_codegen::diagnostic::{Color, Diagnostics};
pub use moored_codegen::facade::facade;
pub use moored_codegen::{
    Derived, Fields, Files, Inputs, Loss, Losses, Outcome, Packaging, Stage, Summary, generate, needed, print,
};

/// The ids of the rules that stand in the way of a client.
#[must_use]
pub fn error_rules(found: &Diagnostics) -> BTreeSet<String> {
    found.errors().map(|found| found.rule.id.to_owned()).collect()
}
