//! The loss report: which parts of its document a client does not support, what the caller gets instead, and why that
//! was accepted.
//!
//! The report becomes `losses.json` beside the sources of a crate; docs/losses.md describes its members.

use std::collections::BTreeMap;

use moored_document::{
    finding::Finding,
    pointer::Pointer,
    rules::{self, Rule},
};

/// One finding of level `loss`.
#[derive(Clone, Debug)]
pub struct Loss {
    /// The rule, the location and the message.
    pub finding: Finding,
    /// The reason in `moored.toml`; `None` if the loss is not accepted.
    pub accepted: Option<String>,
}

impl Loss {
    /// What the caller gets instead.
    #[must_use]
    pub fn instead(&self) -> &str {
        self.finding.outcome().unwrap_or_default()
    }
}

/// The table that accepts these losses of one rule in `moored.toml`, at the deepest pointer that contains all of them.
/// The reason, which is required, has to be filled in.
#[must_use]
pub fn allow_table(losses: &[&Loss]) -> String {
    let Some(first) = losses.first() else { return String::new() };
    let contains_all =
        |pointer: &Pointer| losses.iter().all(|loss| loss.finding.location.pointer.strip_prefix(pointer).is_some());
    let mut pointer = first.finding.location.pointer.clone();
    while let Some(parent) = pointer.parent().filter(|_| !contains_all(&pointer)) {
        pointer = parent;
    }
    let text = |text: &str| toml::Value::from(text).to_string();
    let (rule, pointer) = (text(first.finding.rule.id), text(&pointer.to_string()));
    format!("[[allow]]\nrule = {rule}\npointer = {pointer}\nreason = \"\"\n")
}

/// How many losses a rule has.
#[derive(Clone, Copy, Debug)]
pub struct RuleCount {
    /// The rule.
    pub rule: &'static Rule,
    /// The number of all losses.
    pub all: usize,
    /// The number of losses that are not accepted.
    pub open: usize,
}

/// All losses of one client, sorted.
#[derive(Clone, Debug, Default)]
pub struct Losses(Vec<Loss>);

impl Losses {
    /// Sorts `losses`.
    pub fn new(mut losses: Vec<Loss>) -> Self {
        losses.sort_by(|one, other| one.key().cmp(&other.key()));
        Self(losses)
    }

    /// All losses.
    pub fn iter(&self) -> impl Iterator<Item = &Loss> {
        self.0.iter()
    }

    /// The losses that are not accepted.
    pub fn open(&self) -> impl Iterator<Item = &Loss> {
        self.0.iter().filter(|loss| loss.accepted.is_none())
    }

    /// The number of losses of each rule, in the order of the rules, without rules that have none.
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
    /// The sort key. One location may have several losses, and two copies of a schema have the same location.
    fn key(&self) -> impl Ord + '_ {
        let location = &self.finding.location;
        (
            location.source.name(),
            location.position,
            self.finding.rule.id,
            location.pointer.to_string(),
            &self.finding.message,
        )
    }
}
