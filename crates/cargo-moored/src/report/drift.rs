//! A report of drift in the formats that need the files of the repository, and its output.

use std::io;
use std::path::Path;

use console::Term;
use moored_drift::{
    Class, Rule,
    report::{Detail, Entry, GITHUB_LIMIT, Report, Section, Style},
};

use super::annotations::{Annotation, Annotations, Paths, Severity, Topic};
use super::{Console, codegen_annotations, github, sarif};
use crate::{
    cli::{DriftFormat, Verbosity},
    generator::{Location, Recorder},
};

/// The columns of text that is not for a terminal.
const COLUMNS: usize = 100;

/// Longer lines are hard to read.
const MAX_COLUMNS: usize = 120;

impl Console {
    /// Prints a report of drift. `folder` is the one that its paths are relative to.
    ///
    /// # Errors
    /// Returns an error if standard output or standard error cannot be written.
    pub fn drift(&self, report: &Report, folder: &Path, format: DriftFormat) -> io::Result<()> {
        match format {
            DriftFormat::Text => self.drift_text(report),
            DriftFormat::Json => self.text(&report.json()),
            DriftFormat::Markdown => self.text(&report.markdown(GITHUB_LIMIT)),
            DriftFormat::Html => self.text(&report.html()),
            DriftFormat::Github => self.text(&github::render(&annotations(report, folder))),
            DriftFormat::Sarif => self.text(&sarif::render(&annotations(report, folder))),
        }
    }

    fn drift_text(&self, report: &Report) -> io::Result<()> {
        let detail = match self.verbosity {
            Verbosity::Quiet => Detail::Failing,
            Verbosity::Normal => Detail::Normal,
            Verbosity::Verbose => Detail::Full,
        };
        let columns = Term::stdout().size_checked().map_or(COLUMNS, |(_, columns)| usize::from(columns));
        self.text(&report.text(Style { color: self.output, width: columns.min(MAX_COLUMNS), detail }))?;
        for section in &report.sections {
            self.findings(&section.problems)?;
        }
        if let Some(conclusion) = report.conclusion() {
            self.error(&conclusion);
        }
        Ok(())
    }
}

fn annotations(report: &Report, folder: &Path) -> Annotations {
    let paths = Paths::of(folder);
    let mut recorder = Recorder::default();
    let mut list = Vec::new();
    for section in &report.sections {
        for entry in &section.entries {
            list.push(annotation(report, section, entry, &paths, &mut recorder));
        }
        for problem in section.problems.iter() {
            list.push(codegen_annotations::of_finding(problem, &mut recorder, Severity::Error, None));
        }
    }
    let errors = report.failures.iter().map(|failure| format!("{}: {}", failure.name, failure.message));
    Annotations { errors: errors.collect(), list, paths, warnings: Vec::new(), exit_code: report.exit_code() }
}

/// At the line of the new document, or of ours: a revision of git, and a document that was fetched, are not on disk.
fn annotation(report: &Report, section: &Section, entry: &Entry, paths: &Paths, recorder: &mut Recorder) -> Annotation {
    let change = &entry.change;
    let exists = |file: &str| paths.absolute(file).is_file();
    let both = [("now", &change.new), ("before", &change.old)];
    let known = both.into_iter().filter_map(|(when, location)| Some((when, location.as_ref()?)));
    let (on_disk, others): (Vec<_>, Vec<_>) =
        known.partition(|(_, location): &(_, &Location)| exists(location.source.name()));
    let main = on_disk.first().map(|(_, location)| *location);
    let documents = [&section.new.name, &section.old.name];
    let document = documents.into_iter().find(|name| exists(name)).unwrap_or(&section.new.name);
    let subject = entry.subject().map(|subject| format!("{subject}: ")).unwrap_or_default();
    let mut text = format!("{subject}{}", change.message);
    if !change.operations.is_empty() {
        text.push_str(&format!("\naffects: {}", change.operations.join(", ")));
    }
    for (when, location) in on_disk.iter().skip(1).chain(&others) {
        let position = location.position;
        text.push_str(&format!("\n{when}: {}:{}:{}", location.source.name(), position.line, position.column));
    }
    if let Some((old, new)) = &change.signature {
        text.push_str(&format!("\n- {old}\n+ {new}"));
    }
    if let Some(help) = &change.help {
        text.push_str(&format!("\nhelp: {help}"));
    }
    let severity = match change.class {
        _ if report.fails_by(entry) => Severity::Error,
        class => usual(class),
    };
    let related =
        on_disk.iter().skip(1).map(|(when, location)| (recorder.span(location), (*when).to_owned())).collect();
    Annotation {
        severity,
        topic: topic(change.rule),
        text,
        file: main.map_or(document.as_str(), |location| location.source.name()).to_owned(),
        span: main.map(|location| recorder.span(location)),
        pointer: main.or(others.first().map(|(_, location)| *location)).map(|location| location.pointer.to_string()),
        related,
        accepted: entry.approval.as_ref().map(|approval| approval.reason.clone()),
        fingerprint: Some(entry.fingerprint.clone()),
    }
}

fn usual(class: Class) -> Severity {
    match class {
        Class::Wire | Class::Source | Class::Behaviour => Severity::Warning,
        Class::Additive | Class::Documentation => Severity::Note,
    }
}

fn topic(rule: &Rule) -> Topic {
    let severity = rule.classes.iter().min().map_or(Severity::Note, |class| usual(*class));
    Topic {
        id: rule.id,
        title: rule.id.to_owned(),
        summary: rule.summary,
        explanation: Some(rule.explanation.to_owned()),
        severity,
    }
}
