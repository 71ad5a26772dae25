//! Reports: what comparisons found, as people and programs read it.
//!
//! Each format is one file. All of them show the same: what it means first, then the findings by class and operation.

mod fingerprint;
mod groups;
mod html;
mod json;
mod markdown;
mod meaning;
mod summary;
mod text;

pub use markdown::GITHUB_LIMIT;
pub use meaning::of_verdict as meaning;
pub use text::{Detail, Style};

use std::collections::HashSet;

use moored_document::finding::Findings;

use crate::{Change, Class, Drift};

/// What comparisons found.
#[derive(Clone, Debug)]
pub struct Report {
    /// The comparisons, each of two versions of a document.
    pub sections: Vec<Section>,
    /// What could not be compared.
    pub failures: Vec<Failure>,
    /// The least severe class that fails.
    pub fail_on: Class,
}

/// A comparison of two versions of a document.
#[derive(Clone, Debug)]
pub struct Section {
    /// The provider, or the document.
    pub name: String,
    /// The old version.
    pub old: Version,
    /// The new version.
    pub new: Version,
    /// What differs, the most severe first.
    pub entries: Vec<Entry>,
    /// Findings about `drift.toml`: approvals that have expired or match nothing.
    pub problems: Findings,
    /// What else a reader has to know: which findings were left out, and why.
    pub notes: Vec<String>,
}

/// A version of a document.
#[derive(Clone, Debug)]
pub struct Version {
    /// The name that findings show.
    pub name: String,
    /// The SHA-256 of its text, in hexadecimal.
    pub sha256: String,
}

/// A finding of a report.
#[derive(Clone, Debug)]
pub struct Entry {
    /// What differs.
    pub change: Change,
    /// The same in each comparison of the same two versions.
    pub fingerprint: String,
    /// The approval in `drift.toml`; `None` if it is not approved.
    pub approval: Option<Approval>,
}

/// Why a finding is approved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Approval {
    /// Why.
    pub reason: String,
    /// By whom.
    pub author: String,
    /// The last day, as `2027-01-31`.
    pub expires: String,
}

/// What could not be compared.
#[derive(Clone, Debug)]
pub struct Failure {
    /// The provider, or the document.
    pub name: String,
    /// Why.
    pub message: String,
}

impl Section {
    /// The report of `drift`.
    #[must_use]
    pub fn new(name: impl Into<String>, old: Version, new: Version, drift: Drift) -> Self {
        let entry = |change: Change| Entry { fingerprint: fingerprint::of(&change), change, approval: None };
        Self {
            name: name.into(),
            old,
            new,
            entries: drift.changes.into_iter().map(entry).collect(),
            problems: Findings::default(),
            notes: Vec::new(),
        }
    }

    /// The most severe class; `None` if nothing has changed.
    #[must_use]
    pub fn verdict(&self) -> Option<Class> {
        self.entries.iter().map(|entry| entry.change.class).min()
    }

    /// The operations for which a finding breaks something, in the order of the findings.
    fn broken_operations(&self) -> Vec<&str> {
        let breaking = self.entries.iter().filter(|entry| entry.change.class <= Class::Source);
        let mut seen = HashSet::new();
        let operations = breaking.flat_map(|entry| &entry.change.operations).map(String::as_str);
        operations.filter(|operation| seen.insert(*operation)).collect()
    }

    fn of_class(&self, class: Class) -> Vec<&Entry> {
        self.entries.iter().filter(|entry| entry.change.class == class).collect()
    }
}

impl Entry {
    /// What the message is about: the element, without the operation that a heading names; `None` if it is that, or if
    /// the message names it.
    #[must_use]
    pub fn subject(&self) -> Option<&str> {
        let element = self.change.element.as_str();
        let inner = |operation: &String| element.strip_prefix(operation.as_str()).filter(|rest| starts_part(rest));
        let subject = self.change.operations.iter().find_map(inner).map_or(element, str::trim_start);
        Some(subject).filter(|subject| !subject.is_empty() && !self.change.message.contains(subject))
    }
}

/// `GET /pets` is the operation of `GET /pets query limit`, and not of `GET /pets/{}`.
fn starts_part(rest: &str) -> bool {
    rest.is_empty() || rest.starts_with(' ')
}

impl Report {
    /// The most severe class of all comparisons; `None` if nothing has changed.
    #[must_use]
    pub fn verdict(&self) -> Option<Class> {
        self.sections.iter().filter_map(Section::verdict).min()
    }

    /// Whether the finding makes the command fail.
    #[must_use]
    pub fn fails_by(&self, entry: &Entry) -> bool {
        entry.approval.is_none() && entry.change.class <= self.fail_on
    }

    /// The findings that make the command fail because of what differs.
    pub fn failing_entries(&self) -> impl Iterator<Item = &Entry> {
        self.sections.iter().flat_map(|section| &section.entries).filter(|entry| self.fails_by(entry))
    }

    /// The number of findings that make the command fail: differences that are not approved, and approvals that are not
    /// valid.
    #[must_use]
    pub fn failing(&self) -> usize {
        let problems: usize = self.sections.iter().map(|section| section.problems.error_count()).sum();
        self.failing_entries().count() + problems
    }

    /// 3 if something could not be compared, else 1 if a finding makes the command fail, else 0.
    #[must_use]
    pub fn exit_code(&self) -> u8 {
        match (self.failures.is_empty(), self.failing()) {
            (false, _) => 3,
            (true, 0) => 0,
            (true, _) => 1,
        }
    }
}
