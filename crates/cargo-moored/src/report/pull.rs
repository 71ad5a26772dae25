//! What a run of `pull` found and did, as text and as JSON.

use std::collections::BTreeMap;
use std::io;

use moored_drift::{Class, Drift, report::meaning};
use serde::Serialize;

use super::{Console, Run};
use crate::{
    cli::{Action, Format},
    exit::Exit,
    generator::{Findings, Record, Recorder},
};

/// The version of the format of the JSON. It increases when a member is removed or changes its meaning.
const VERSION: u32 = 1;

/// What a run of `pull` found and did.
#[derive(Debug)]
pub struct PullReport {
    /// What was to be done.
    pub action: Action,
    /// How the workspace calls the command: `cargo moored`.
    pub command: String,
    /// What was written, or would be; `None` if there is nothing to write.
    pub run: Option<Run>,
    /// The providers, sorted by name.
    pub providers: Vec<ProviderPull>,
    /// The exit code.
    pub exit: Exit,
}

/// What became of one provider.
#[derive(Debug)]
pub struct ProviderPull {
    /// Its name.
    pub name: String,
    /// Its folder: `specs/petstore`.
    pub specs: String,
    /// What became of it.
    pub state: PullState,
    /// What has changed, in one line.
    pub summary: String,
    /// What the change means for callers; `None` if there is no client to compare.
    pub drift: Option<Drift>,
    /// The changes of a page of prose, beside the parts of its transcription.
    pub details: Option<String>,
    /// Why there is no text, or what is wrong with the new document.
    pub findings: Findings,
    /// Why a file could not be read.
    pub error: Option<String>,
}

/// What became of a provider.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum PullState {
    /// Its text is the stored one.
    Unchanged,
    /// Its text is another one, and was stored, or would be.
    Changed,
    /// Its text cannot be had.
    Unavailable,
    /// Its text is another one that has errors; nothing of it was stored.
    Rejected,
}

#[derive(Serialize)]
struct Object<'a> {
    version: u32,
    action: &'static str,
    exit_code: u8,
    providers: Vec<Provider<'a>>,
    errors: Vec<&'a str>,
}

#[derive(Serialize)]
struct Provider<'a> {
    name: &'a str,
    state: PullState,
    summary: Option<&'a str>,
    drift: Option<Meaning>,
    details: Option<&'a str>,
    changes: Vec<&'a str>,
    findings: Vec<Record>,
    error: Option<&'a str>,
}

/// What a change means for callers.
#[derive(Serialize)]
struct Meaning {
    verdict: &'static str,
    counts: BTreeMap<&'static str, usize>,
}

impl Meaning {
    /// `None` if nothing differs for callers.
    fn of(drift: &Drift) -> Option<Self> {
        let verdict = drift.verdict()?.word();
        Some(Self { verdict, counts: Class::ALL.map(|class| (class.word(), drift.count(class))).into() })
    }
}

impl ProviderPull {
    /// A provider whose text is the stored one.
    #[must_use]
    pub fn new(name: String, specs: String) -> Self {
        Self {
            name,
            specs,
            state: PullState::Unchanged,
            summary: String::new(),
            drift: None,
            details: None,
            findings: Findings::default(),
            error: None,
        }
    }

    /// What the change means for callers, and the command that shows it in full.
    fn meaning(&self, action: Action, command: &str) -> String {
        let Some(drift) = self.drift.as_ref().filter(|_| self.state == PullState::Changed) else {
            return String::new();
        };
        let counts = Class::ALL.map(|class| (drift.count(class), class));
        let counts: Vec<String> =
            counts.iter().filter(|(count, _)| *count > 0).map(|(count, class)| format!("{count} {class}")).collect();
        let mut text = format!("  {}\n", meaning(drift.verdict()));
        if !counts.is_empty() {
            // Of a text that was written, the version before it is in git.
            let against = if matches!(action, Action::DryRun) { "upstream" } else { "HEAD" };
            let (counts, name) = (counts.join(", "), &self.name);
            text.push_str(&format!("  {counts}; `{command} drift {name} --against {against}` shows them\n"));
        }
        text
    }

    fn line(&self, action: Action) -> String {
        let state = match (self.state, action) {
            (PullState::Unchanged, _) => "unchanged",
            (PullState::Changed, Action::DryRun) => "changed",
            (PullState::Changed, _) => "updated",
            (PullState::Unavailable, _) => "its text cannot be had; the stored one stays",
            (PullState::Rejected, _) => "the new text has errors; the stored one stays",
        };
        match self.summary.as_str() {
            "" => format!("{}: {state}\n", self.name),
            summary => format!("{}: {state}: {summary}\n", self.name),
        }
    }
}

impl PullReport {
    /// The report for people. What `codegen` prints has been printed by then, and so have findings.
    ///
    /// # Errors
    /// Returns an error if standard output or standard error cannot be written.
    pub fn text(&self, console: &Console) -> io::Result<String> {
        if let Some(run) = &self.run {
            console.run(run, Format::Text)?;
        }
        let mut text = String::new();
        for provider in &self.providers {
            text.push_str(&provider.line(self.action));
            text.push_str(&provider.meaning(self.action, &self.command));
            text.push_str(provider.details.as_deref().unwrap_or_default());
            console.findings(&provider.findings)?;
            if let Some(error) = &provider.error {
                console.error(error);
            }
        }
        Ok(text)
    }

    /// The report for programs: docs/formats.md describes the members.
    #[must_use]
    pub fn json(&self) -> String {
        let mut recorder = Recorder::default();
        let changes = self.run.iter().flat_map(|run| &run.changes);
        let changes: Vec<&str> = changes.map(|change| change.path.as_str()).collect();
        let providers = self.providers.iter().map(|provider| Provider {
            name: &provider.name,
            state: provider.state,
            summary: Some(provider.summary.as_str()).filter(|summary| !summary.is_empty()),
            drift: provider.drift.as_ref().and_then(Meaning::of),
            details: provider.details.as_deref(),
            changes: match provider.state {
                PullState::Changed => {
                    let folder = format!("{}/", provider.specs);
                    changes.iter().copied().filter(|path| path.starts_with(&folder)).collect()
                }
                _ => Vec::new(),
            },
            findings: provider.findings.iter().map(|finding| recorder.record(finding)).collect(),
            error: provider.error.as_deref(),
        });
        let object = Object {
            version: VERSION,
            action: self.action.word(),
            exit_code: self.exit.code(),
            providers: providers.collect(),
            errors: self.run.iter().flat_map(|run| run.errors.iter().map(String::as_str)).collect(),
        };
        // Strings and numbers can always be serialized.
        format!("{}\n", serde_json::to_string_pretty(&object).unwrap_or_default())
    }
}
