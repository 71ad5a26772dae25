//! The operations that only one version has: a large document has hundreds of them, which are one thought.

use super::{Entry, groups};

/// Fewer findings are shown one by one.
const FEW: usize = 3;

/// The operations that a line names.
const NAMED: usize = 5;

/// Operations that were added, or removed.
pub(super) struct Summary<'a> {
    pub(super) rule: &'static str,
    what: &'static str,
    operations: Vec<&'a str>,
}

impl Summary<'_> {
    /// The number of findings.
    pub(super) fn count(&self) -> usize {
        self.operations.len()
    }

    /// `12 operations are gone: DELETE /pets, …`, each operation as `shown` writes it.
    pub(super) fn counted(&self, shown: impl Fn(&str) -> String) -> String {
        let names: Vec<String> = self.operations.iter().map(|operation| shown(operation)).collect();
        let names = groups::listed(names.iter().map(String::as_str), NAMED).unwrap_or_default();
        format!("{} {}: {names}", self.count(), self.what)
    }
}

/// The rules, each with what a line states.
const RULES: [(&str, &str); 2] =
    [("operation-removed", "operations are gone"), ("operation-added", "operations are new")];

/// Whether the finding is an operation that only one version has.
pub(super) fn is_of_one_version(entry: &Entry) -> bool {
    RULES.iter().any(|(rule, _)| *rule == entry.change.rule.id)
}

/// Takes the findings out of `entries` that one line for each rule summarizes.
pub(super) fn take<'a>(entries: &mut Vec<&'a Entry>) -> Vec<Summary<'a>> {
    let mut summaries = Vec::new();
    for (rule, what) in RULES {
        let is_of_rule = |entry: &&Entry| entry.change.rule.id == rule && entry.approval.is_none();
        let found: Vec<&Entry> = entries.iter().copied().filter(is_of_rule).collect();
        if found.len() > FEW {
            let operations = found.iter().map(|entry| entry.change.element.as_str()).collect();
            summaries.push(Summary { rule, what, operations });
            entries.retain(|entry| !is_of_rule(entry));
        }
    }
    summaries
}
