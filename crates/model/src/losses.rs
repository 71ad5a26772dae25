//! The loss report: what a client says less than its document, what its caller gets instead, and why that was accepted.
//!
//! It becomes `losses.json` beside the sources of a crate; docs/losses.md explains its members.

use std::collections::BTreeMap;

use moored_document::{
    finding::Finding,
    rules::{self, Rule},
};

/// One finding of level `loss`.
#[derive(Clone, Debug)]
pub struct Loss {
    /// Rule, place and what is the matter.
    pub finding: Finding,
    /// The reason in `moored.toml`; `None` where nobody has accepted it.
    pub accepted: Option<String>,
}

impl Loss {
    /// What the caller gets instead.
    #[must_use]
    pub fn instead(&self) -> &str {
        self.finding.outcome().unwrap_or_default()
    }

    /// The table that accepts it in `moored.toml`, but for the reason, without which it is refused.
    #[must_use]
    pub fn allow_table(&self) -> String {
        let text = |text: &str| toml::Value::from(text).to_string();
        let pointer = self.finding.location.pointer.to_string();
        format!("[[allow]]\nrule = {}\npointer = {}\nreason = \"\"\n", text(self.finding.rule.id), text(&pointer))
    }
}

/// How often a rule was broken.
#[derive(Clone, Copy, Debug)]
pub struct RuleCount {
    /// The rule.
    pub rule: &'static Rule,
    /// All its losses.
    pub all: usize,
    /// Those that nobody has accepted.
    pub open: usize,
}

/// All losses of one client, in the order of the text.
#[derive(Clone, Debug, Default)]
pub struct Losses(Vec<Loss>);

impl Losses {
    /// Takes `losses` in any order.
    pub fn new(mut losses: Vec<Loss>) -> Self {
        losses.sort_by(|one, other| one.key().cmp(&other.key()));
        Self(losses)
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &Loss> {
        self.0.iter()
    }

    /// Those that nobody has accepted.
    pub fn open(&self) -> impl Iterator<Item = &Loss> {
        self.0.iter().filter(|loss| loss.accepted.is_none())
    }

    /// How often each rule was broken, in the order of the rules; none that was not.
    #[must_use]
    pub fn by_rule(&self) -> Vec<RuleCount> {
        let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
        for loss in &self.0 {
            let (all, open) = counts.entry(loss.finding.rule.id).or_default();
            *all += 1;
            *open += usize::from(loss.accepted.is_none());
        }
        let count =
            |rule: &&'static Rule| counts.get(rule.id).map(|(all, open)| RuleCount { rule, all: *all, open: *open });
        rules::ALL.iter().filter_map(count).collect()
    }
}

impl Loss {
    /// What decides about the order: a place may hold several, and two copies of a schema are found at one place.
    fn key(&self) -> impl Ord + '_ {
        let place = &self.finding.location;
        (place.source.name(), place.position, self.finding.rule.id, place.pointer.to_string(), &self.finding.message)
    }
}
