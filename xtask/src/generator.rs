//! What the commands use of the generator: all of it is named here.

use std::collections::BTreeSet;

pub use moored_codegen::census::Census;
pub use moored_codegen::diagnostic::{Color, Diagnostics};
use moored_codegen::diagnostic::{Diagnostic, Place};
pub use moored_codegen::facade::facade;
pub use moored_codegen::{
    Derived, Fields, Files, Inputs, Loss, Losses, Outcome, Packaging, Stage, Summary, generate, needed, print,
};
use moored_codegen::{rules, source::Source, spans::Position};

/// The ids of the rules that stand in the way of a client.
#[must_use]
pub fn error_rules(found: &Diagnostics) -> BTreeSet<String> {
    found.errors().map(|found| found.rule.id.to_owned()).collect()
}

/// The finding that the document called `name` is no text, for the reason `why` at a place of what can be read of it.
#[must_use]
pub fn no_text(name: &str, text: &str, (line, column): (usize, usize), why: &str) -> Diagnostics {
    let place = Place::at(&Source::new(name, text), Position { line, column });
    let finding = Diagnostic::new(&rules::UNREADABLE, place, why);
    finding.help("save it in UTF-8: `iconv -f latin1 -t utf-8` does, if Latin-1 is what it is").into()
}
