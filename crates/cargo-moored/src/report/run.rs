//! What a run of `codegen` found and did: every format prints this.

use std::path::PathBuf;

use super::Row;
use crate::{
    cli::Action,
    exit::Exit,
    generator::{Findings, Level, Loss, Losses},
    tree::Staleness,
};

/// What a run found and did.
#[derive(Debug)]
pub struct Run {
    /// What was to be done.
    pub action: Action,
    /// The folder that the paths in messages are relative to.
    pub folder: PathBuf,
    /// The documents, sorted by name.
    pub documents: Vec<DocumentReport>,
    /// Findings about what belongs to no document.
    pub findings: Findings,
    /// What `--check` found to be out of date.
    pub stale: Vec<StalePath>,
    /// The command that updates what is out of date.
    pub update: Option<String>,
    /// What was written, or would be.
    pub changes: Vec<Change>,
    /// Failures, and what prevents a crate from being written.
    pub errors: Vec<String>,
    /// What could not be done and prevents nothing.
    pub warnings: Vec<String>,
    /// What a run of all providers would update besides, if some were selected, each with the reason.
    pub unselected: Vec<String>,
    /// What follows from all of it, for people.
    pub conclusion: Option<String>,
    /// The exit code.
    pub exit: Exit,
}

/// What was found about one document.
#[derive(Debug)]
pub struct DocumentReport {
    /// The name of the provider, or the path of the document.
    pub name: String,
    /// The provider's folder in `specs/`; `None` for a document from elsewhere.
    pub specs: Option<String>,
    /// The folder of the crate.
    pub folder: String,
    /// All findings but accepted losses.
    pub findings: Findings,
    /// All losses.
    pub losses: Losses,
    /// The size of the client; `None` if there is none.
    pub row: Option<Row>,
}

/// A path that is out of date.
#[derive(Debug)]
pub struct StalePath {
    /// The provider; `None` for a file of the whole workspace.
    pub provider: Option<String>,
    /// The path.
    pub path: String,
    /// How it is out of date.
    pub why: Staleness,
}

/// A path that was written or removed, or would be.
#[derive(Debug)]
pub struct Change {
    /// The path.
    pub path: String,
    /// What was done.
    pub kind: ChangeKind,
}

/// What was done to a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChangeKind {
    /// A file of a crate that did not exist.
    Created,
    /// A file of a crate with other contents.
    Replaced,
    /// A file of a crate that is no longer generated.
    Removed,
    /// A file in `specs/` or of the whole workspace.
    Written,
    /// A crate without a provider.
    Orphaned {
        /// Where its documents would be.
        specs: String,
    },
}

/// The number of findings of each level.
#[derive(Clone, Copy, Debug, Default)]
pub struct Counts {
    /// Findings of level error.
    pub errors: usize,
    /// Findings of level warning.
    pub warnings: usize,
    /// Losses, accepted or not.
    pub losses: usize,
    /// Losses that are not accepted.
    pub open: usize,
}

impl Run {
    /// The number of findings of each level.
    #[must_use]
    pub fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        for findings in self.documents.iter().map(|document| &document.findings).chain([&self.findings]) {
            counts.errors += findings.error_count();
            counts.warnings += findings.count(Level::Warning);
        }
        for document in &self.documents {
            counts.losses += document.losses.iter().count();
            counts.open += document.losses.open().count();
        }
        counts
    }

    /// Whether everything was generated, and compared or written.
    #[must_use]
    pub(super) fn is_complete(&self) -> bool {
        self.conclusion.is_none() && self.errors.is_empty() && !self.findings.has_errors()
    }

    /// Whether `--check` rejects the losses of `document` that are not accepted. A document from elsewhere has no
    /// list of accepted losses.
    #[must_use]
    pub fn rejects_losses_of(&self, document: &DocumentReport) -> bool {
        matches!(self.action, Action::Check) && document.specs.is_some() && document.row.is_some()
    }

    /// The documents with losses that `--check` rejects.
    pub fn rejected(&self) -> impl Iterator<Item = &DocumentReport> {
        self.documents
            .iter()
            .filter(|document| self.rejects_losses_of(document) && document.losses.open().next().is_some())
    }
}

impl DocumentReport {
    /// The losses that are not accepted.
    #[must_use]
    pub fn open(&self) -> Vec<&Loss> {
        self.losses.open().collect()
    }
}

impl ChangeKind {
    /// As JSON has it.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::Replaced => "replaced",
            Self::Removed | Self::Orphaned { .. } => "removed",
            Self::Written => "written",
        }
    }
}

impl Change {
    /// What was done, for people; with `--dry-run`, what would be.
    #[must_use]
    pub(super) fn line(&self, action: Action) -> String {
        let (done, would) = match &self.kind {
            ChangeKind::Created => ("created", "create"),
            ChangeKind::Replaced => ("replaced", "replace"),
            ChangeKind::Removed | ChangeKind::Orphaned { .. } => ("removed", "remove"),
            ChangeKind::Written => ("wrote", "write"),
        };
        let reason = match &self.kind {
            ChangeKind::Orphaned { specs } => format!(": it has no provider {specs}"),
            _ => String::new(),
        };
        match action {
            Action::DryRun => format!("would {would} {}{reason}", self.path),
            _ => format!("{done} {}{reason}", self.path),
        }
    }
}
