//! Findings in a line each, for those who read them on a terminal.

use std::collections::BTreeMap;

use super::{Finding, Findings, visible};
use crate::rules::{self, Level};

/// Characters of a message that are shown in a line.
const MAX_LINE_CHARACTERS: usize = 120;

impl Findings {
    /// A line for each rule that is no error, the losses first: the first finding of the rule, and how many there are.
    #[must_use]
    pub fn lines_by_rule(&self) -> Vec<String> {
        let mut counts: BTreeMap<&str, (usize, &Finding)> = BTreeMap::new();
        for finding in self.iter() {
            counts.entry(finding.rule.id).or_insert((0, finding)).0 += 1;
        }
        let of_level = |level| rules::ALL.iter().filter(move |rule| rule.level == level);
        let rules = of_level(Level::Loss).chain(of_level(Level::Warning));
        let line = |(count, first): &(usize, &Finding)| match count - 1 {
            0 => first.line(),
            more => format!("{} (and {more} more)", first.line()),
        };
        rules.filter_map(|rule| counts.get(rule.id)).map(line).collect()
    }
}

impl Finding {
    /// `specs/petstore/openapi.yaml:4:7: loss[tuple]: …`
    #[must_use]
    pub fn line(&self) -> String {
        let (location, rule) = (&self.location, self.rule);
        let message = visible(&self.message).replace('\n', " ");
        let message = match message.char_indices().nth(MAX_LINE_CHARACTERS) {
            Some((at, _)) => format!("{}…", message.get(..at).unwrap_or_default()),
            None => message,
        };
        let position = location.position;
        let file = visible(location.source.name());
        format!("{file}:{}:{}: {}[{}]: {message}", position.line, position.column, rule.level.word(), rule.id)
    }
}
