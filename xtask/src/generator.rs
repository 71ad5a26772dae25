//! What the commands use of the generator: all of it is named here.

use std::collections::BTreeSet;

pub use moored_codegen::facade::facade;
pub use moored_codegen::{Fields, Files, Inputs, Outcome, Packaging, Stage, Summary, generate, needed, print};
pub use moored_document::finding::{Color, Findings};
pub use moored_document::operation_count::OperationCount;
pub use moored_document::compose::Composed;
use moored_document::{
    finding::{Finding, Location},
    positions::Position,
    rules,
    source::Source,
};
pub use moored_model::losses::{Loss, Losses};

/// The ids of the rules that stand in the way of a client.
#[must_use]
pub fn error_rules(found: &Findings) -> BTreeSet<String> {
    found.errors().map(|found| found.rule.id.to_owned()).collect()
}

/// The finding that the document called `name` is no text, for the reason `why` at a place of what can be read of it.
#[must_use]
pub fn no_text(name: &str, text: &str, (line, column): (usize, usize), why: &str) -> Findings {
    let place = Location::at(&Source::new(name, text), Position { line, column });
    let finding = Finding::new(&rules::UNREADABLE, place, why);
    finding.help("save it in UTF-8: `iconv -f latin1 -t utf-8` does, if Latin-1 is what it is").into()
}
