//! What editors and services show beside the lines of files: the findings of a run, and the paths that are out of date.
//! The formats for GitHub and SARIF have the same content.

use std::path::{self, Path, PathBuf};

use super::run::Run;
use crate::generator::{Finding, Level, Record, Recorder, Rule};

/// An annotation of a line, or of a whole file.
pub(super) struct Annotation {
    pub(super) severity: Severity,
    /// The rule; `None` for a path that is out of date.
    pub(super) rule: Option<&'static Rule>,
    /// What is wrong, what the caller gets instead, and what to do about it.
    pub(super) text: String,
    /// The finding; `None` for a path that is out of date.
    pub(super) record: Option<Record>,
    pub(super) file: String,
    /// Why a loss is accepted.
    pub(super) accepted: Option<String>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Severity {
    Error,
    Warning,
}

/// The id of what is out of date.
pub(super) const OUT_OF_DATE: &str = "out-of-date";

/// All annotations of a run, in the order of the documents.
pub(super) fn of(run: &Run) -> Vec<Annotation> {
    let mut recorder = Recorder::default();
    let mut annotations = Vec::new();
    for document in &run.documents {
        for finding in document.findings.iter().filter(|finding| finding.rule.level != Level::Loss) {
            annotations.push(of_finding(finding, &mut recorder, severity(finding.rule.level), None));
        }
        let severity = if run.rejects_losses_of(document) { Severity::Error } else { Severity::Warning };
        for loss in document.losses.iter() {
            let mut annotation = of_finding(&loss.finding, &mut recorder, severity, loss.accepted.clone());
            if let Some(specs) = document.specs.as_ref().filter(|_| loss.accepted.is_none()) {
                annotation.text.push_str(&format!(
                    "\nhelp: correct the document in {specs}/overlay.yaml, or accept the loss in {specs}/moored.toml"
                ));
            }
            annotations.push(annotation);
        }
    }
    for finding in run.findings.iter() {
        annotations.push(of_finding(finding, &mut recorder, severity(finding.rule.level), None));
    }
    let update = run.update.as_deref().unwrap_or_default();
    annotations.extend(run.stale.iter().map(|stale| Annotation {
        severity: Severity::Error,
        rule: None,
        text: format!("{}: {}\nhelp: run `{update}`", stale.path, stale.why),
        record: None,
        file: stale.path.clone(),
        accepted: None,
    }));
    annotations
}

fn severity(level: Level) -> Severity {
    match level {
        Level::Error => Severity::Error,
        Level::Warning | Level::Loss => Severity::Warning,
    }
}

fn of_finding(finding: &Finding, recorder: &mut Recorder, severity: Severity, accepted: Option<String>) -> Annotation {
    let record = recorder.record(finding);
    let mut text = record.message.clone();
    for note in &record.notes {
        text.push_str(&match &note.location {
            Some(at) => format!("\nnote: {} at {}:{}:{}", note.message, at.file, at.line, at.column),
            None => format!("\nnote: {}", note.message),
        });
    }
    for (label, more) in [("instead", &record.instead), ("help", &record.help)] {
        if let Some(more) = more {
            text.push_str(&format!("\n{label}: {more}"));
        }
    }
    let file = record.location.file.clone();
    Annotation { severity, rule: Some(finding.rule), text, record: Some(record), file, accepted }
}

/// Where the paths of a run are for those who read the whole repository.
pub(super) struct Paths<'a> {
    folder: &'a Path,
    repository: PathBuf,
}

impl<'a> Paths<'a> {
    /// The repository is the nearest folder upwards with `.git`, or else the folder of the paths.
    pub(super) fn of(run: &'a Run) -> Self {
        let repository = run.folder.ancestors().find(|folder| folder.join(".git").exists());
        Self { folder: &run.folder, repository: repository.unwrap_or(&run.folder).to_owned() }
    }

    pub(super) fn repository(&self) -> &Path {
        &self.repository
    }

    /// The absolute path of `file`.
    pub(super) fn absolute(&self, file: &str) -> PathBuf {
        let path = self.folder.join(file);
        path::absolute(&path).unwrap_or(path)
    }

    /// The path of `file` in the repository, with `/` as separator; the absolute path if it is elsewhere.
    pub(super) fn in_repository(&self, file: &str) -> String {
        let absolute = self.absolute(file);
        let path = absolute.strip_prefix(&self.repository).unwrap_or(&absolute);
        let shown = path.display().to_string();
        if path::MAIN_SEPARATOR == '/' { shown } else { shown.replace(path::MAIN_SEPARATOR, "/") }
    }
}
