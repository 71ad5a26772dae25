//! A table of expected outcomes.
//!
//! ```toml
//! "webhooks.yaml" = { outcome = "generated", operations = "1 of 1", losses = { webhook = 1 }, compiled = "yes" }
//! ```
//!
//! A better outcome is a difference too: the table documents the current state, so the commit that improves an outcome
//! has to update it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::Context as _;
use serde::Deserialize;

use super::Entry;
use super::line::{Compiled, Line};
use cargo_moored::{
    exit::Exit,
    report::{Console, count},
    specs,
};

/// The table.
pub(crate) struct Expected(BTreeMap<String, Row>);

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    outcome: String,
    operations: String,
    #[serde(default)]
    losses: BTreeMap<String, usize>,
    /// `yes`, `no` or `yes, 3 warnings`; absent if the crate was never compiled.
    compiled: Option<String>,
}

impl Row {
    /// The row for `line`. If the crate was not compiled in this run, `compiled` is taken from `before`.
    fn of(line: &Line, before: Option<&Self>) -> Self {
        Self {
            outcome: line.outcome.to_string(),
            operations: line.operations(),
            losses: line.losses.clone(),
            compiled: match line.compiled {
                Compiled::NotTried => before.and_then(|row| row.compiled.clone()),
                _ => Some(line.compiled.to_string()),
            },
        }
    }

    fn render(&self, name: &str) -> String {
        let quoted = |text: &str| toml::Value::from(text).to_string();
        let mut text = format!(
            "{} = {{ outcome = {}, operations = {}",
            quoted(name),
            quoted(&self.outcome),
            quoted(&self.operations)
        );
        if !self.losses.is_empty() {
            let losses: Vec<_> = self.losses.iter().map(|(rule, count)| format!("{rule} = {count}")).collect();
            text.push_str(&format!(", losses = {{ {} }}", losses.join(", ")));
        }
        if let Some(compiled) = &self.compiled {
            text.push_str(&format!(", compiled = {}", quoted(compiled)));
        }
        text.push_str(" }");
        text
    }
}

impl Expected {
    pub(crate) fn read(file: &Path) -> anyhow::Result<Self> {
        let rows = toml::from_str(&specs::text(file)?).with_context(|| format!("cannot read {}", file.display()))?;
        Ok(Self(rows))
    }

    /// Prints the lines that differ: first the line of the table, then its replacement.
    pub(crate) fn compare(&self, lines: &[Line], all: &[Entry], file: &str, console: &Console) -> anyhow::Result<Exit> {
        let mut differences = 0;
        for line in lines {
            let before = self.0.get(&line.document);
            let now = Row::of(line, before);
            if before == Some(&now) {
                continue;
            }
            differences += 1;
            if let Some(before) = before {
                console.line(&format!("- {}", before.render(&line.document)))?;
            }
            console.line(&format!("+ {}", now.render(&line.document)))?;
        }
        let names: BTreeSet<&str> = all.iter().map(|entry| entry.name.as_str()).collect();
        for (name, row) in self.0.iter().filter(|(name, _)| !names.contains(name.as_str())) {
            differences += 1;
            console.line(&format!("- {}", row.render(name)))?;
        }
        if differences == 0 {
            return Ok(Exit::Success);
        }
        console.error(&format!(
            "{} from {file}; if the new outcomes are intended, update the table with the lines that start with `+`",
            count(differences, "difference")
        ));
        Ok(Exit::Findings)
    }
}
