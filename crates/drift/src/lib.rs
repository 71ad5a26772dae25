//! Compares two versions of a document as the callers of a generated client see them. It maps two models to a list of
//! changes, and uses no file system, network or clock.
//!
//! [`compare`] lists its steps in order. Each family of rules is one file in `families/`, and one line of the table in
//! `families.rs`.

pub mod approvals;
mod bump;
mod change;
mod class;
mod comparison;
mod compiled;
mod drift;
mod families;
mod join;
mod matching;
pub mod report;
mod rule;
mod rust;
mod side;
mod surface;
mod values;

pub use bump::Bump;
pub use change::{Change, Direction};
pub use class::Class;
pub use compiled::CompilerError;
pub use drift::Drift;
pub use families::rules;
pub use rule::Rule;
pub use side::Side;
pub use surface::{Item, Kind, Trait, items};

use comparison::Comparison;

/// The text of `names.lock` with which the new client keeps the names of what differs in form alone: a schema that has
/// become a component or has been written out, an operation whose server and path are the same together. `None` if it
/// keeps them anyway. The new document is to be read again with it, before it is compared and before its client is
/// generated.
#[must_use]
pub fn kept_names(old: &Side<'_>, new: &Side<'_>) -> Option<String> {
    families::kept(old, new)
}

/// Compares the document of `old`, for which a caller's code was written, with that of `new`. The names of `new` are
/// pinned by the `names.lock` of `old`.
#[must_use]
pub fn compare(old: &Side<'_>, new: &Side<'_>) -> Drift {
    let mut comparison = Comparison::new(old, new);
    families::run(&mut comparison);
    comparison.finish_values();
    let api = comparison.matching.with_old_names(old, new.api);
    let differences = surface::compare(old, &Side { api: &api, ..*new });
    let changes = join::join(comparison.into_changes(), &differences, old, new);
    Drift::new(changes)
}
