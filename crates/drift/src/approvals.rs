//! `drift.toml`: findings that somebody has approved.
//!
//! An approval is about two versions of a document, by their digests, and is checked only when these two are compared.

use jiff::civil::Date;
use moored_document::{
    finding::{Finding, Findings, Location},
    positions::Position,
    rules,
    source::Source,
    suggest,
};
use serde::Deserialize;
use toml::Spanned;

use crate::report::{Approval, Entry, Section};

/// The name of the file.
pub const FILE_NAME: &str = "drift.toml";

/// The approvals of a provider.
#[derive(Clone, Debug)]
pub struct Approvals {
    list: Vec<Approve>,
    source: Source,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    approve: Vec<Approve>,
}

/// An `[[approve]]`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Approve {
    rule: String,
    element: String,
    fingerprint: Spanned<String>,
    old: Spanned<String>,
    new: Spanned<String>,
    reason: Spanned<String>,
    author: Spanned<String>,
    expires: Spanned<String>,
}

impl Approvals {
    /// Reads `source`.
    ///
    /// # Errors
    /// [`rules::CONFIG`] at each location that is not valid.
    pub fn parse(source: &Source) -> Result<Self, Findings> {
        let file: File = toml::from_str(source.text()).map_err(|error| {
            let at = locate(source, error.span().map_or(0, |span| span.start));
            Finding::new(&rules::CONFIG, at, error.message().to_owned()).help_if(suggest::for_error(error.message()))
        })?;
        let approvals = Self { list: file.approve, source: source.clone() };
        let mut findings = Findings::default();
        for approve in &approvals.list {
            for (key, value) in [("reason", &approve.reason), ("author", &approve.author)] {
                if value.get_ref().trim().is_empty() {
                    findings.push(approvals.finding(value, format!("the `{key}` of the approval is empty")));
                }
            }
            for (key, value) in [("old", &approve.old), ("new", &approve.new)] {
                if !is_digest(value.get_ref()) {
                    let message = format!("`{key}` is not the SHA-256 of a document: 64 hexadecimal digits");
                    findings.push(approvals.finding(value, message).help("a report in JSON has it"));
                }
            }
            if day(approve.expires.get_ref()).is_none() {
                let message =
                    format!("`{}` is not a day; expected a date such as `2027-01-31`", approve.expires.get_ref());
                findings.push(approvals.finding(&approve.expires, message));
            }
        }
        if findings.is_empty() { Ok(approvals) } else { Err(findings) }
    }

    /// Approves findings of `section`, if the approvals are about its two documents. What has expired before `today`,
    /// or matches no finding, becomes a problem of the section.
    pub fn apply(&self, section: &mut Section, today: Date) {
        for approve in &self.list {
            if approve.is_of(section) {
                let problem = self.approve(approve, section, today);
                problem.into_iter().for_each(|problem| section.problems.push(problem));
            }
        }
    }

    /// Approves the finding, or returns why it cannot be approved.
    fn approve(&self, approve: &Approve, section: &mut Section, today: Date) -> Option<Finding> {
        let Some(entry) = section.entries.iter_mut().find(|entry| approve.matches(entry)) else {
            let fingerprint = approve.fingerprint.get_ref();
            let help = match section.entries.iter().find(|entry| entry.fingerprint == *fingerprint) {
                Some(entry) => format!(
                    "the finding with this fingerprint has the rule `{}` and the element `{}`",
                    entry.change.rule.id, entry.change.element
                ),
                None => "remove this `[[approve]]`".to_owned(),
            };
            let message = format!("no finding has the fingerprint `{fingerprint}` with this rule and this element");
            return Some(self.of_rule(&rules::UNUSED_APPROVAL, &approve.fingerprint, message).help(help));
        };
        let last = approve.expires.get_ref();
        if day(last).is_some_and(|last| last < today) {
            let message = format!("the approval of `{}` at `{}` expired on {last}", approve.rule, approve.element);
            let finding = self.of_rule(&rules::EXPIRED_APPROVAL, &approve.expires, message);
            return Some(finding.help("adapt the code, or approve the finding again, until a later day"));
        }
        entry.approval = Some(Approval {
            reason: approve.reason.get_ref().clone(),
            author: approve.author.get_ref().clone(),
            expires: last.clone(),
        });
        None
    }

    /// The indices of the approvals that are about other documents than those of `section`.
    #[must_use]
    pub fn of_other_documents(&self, section: &Section) -> Vec<usize> {
        let others = self.list.iter().enumerate().filter(|(_, approve)| !approve.is_of(section));
        others.map(|(index, _)| index).collect()
    }

    /// The indices of the approvals of the finding of `section` with this fingerprint.
    #[must_use]
    pub fn of_finding(&self, section: &Section, fingerprint: &str) -> Vec<usize> {
        let is_of = |approve: &Approve| approve.is_of(section) && approve.fingerprint.get_ref() == fingerprint;
        self.list.iter().enumerate().filter(|(_, approve)| is_of(approve)).map(|(index, _)| index).collect()
    }

    fn finding(&self, value: &Spanned<String>, message: String) -> Finding {
        self.of_rule(&rules::CONFIG, value, message)
    }

    fn of_rule(&self, rule: &'static rules::Rule, value: &Spanned<String>, message: String) -> Finding {
        Finding::new(rule, locate(&self.source, value.span().start), message)
    }
}

impl Approve {
    fn is_of(&self, section: &Section) -> bool {
        (self.old.get_ref(), self.new.get_ref()) == (&section.old.sha256, &section.new.sha256)
    }

    /// A reader believes the rule and the element, so that they have to be those of the finding.
    fn matches(&self, entry: &Entry) -> bool {
        entry.fingerprint == *self.fingerprint.get_ref()
            && entry.change.rule.id == self.rule
            && entry.change.element == self.element
    }
}

/// The table that approves `entry` of `section`.
#[must_use]
pub fn table(section: &Section, entry: &Entry, approval: &Approval) -> String {
    let keys = [
        ("rule", entry.change.rule.id),
        ("element", &entry.change.element),
        ("fingerprint", &entry.fingerprint),
        ("old", &section.old.sha256),
        ("new", &section.new.sha256),
        ("reason", &approval.reason),
        ("author", &approval.author),
        ("expires", &approval.expires),
    ];
    let line = |(key, value): (&str, &str)| format!("{key} = {}\n", toml::Value::from(value));
    format!("[[approve]]\n{}", keys.map(line).concat())
}

/// The day that `text` names.
fn day(text: &str) -> Option<Date> {
    // Shorter and longer forms of ISO 8601 would be read as well.
    text.parse().ok().filter(|_| text.len() == "2027-01-31".len())
}

fn is_digest(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

fn locate(source: &Source, offset: usize) -> Location {
    Location::at(source, Position::of_offset(source.text(), offset))
}
