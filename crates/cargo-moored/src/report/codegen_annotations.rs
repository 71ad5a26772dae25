//! The annotations of a run of `codegen`: its findings, and the paths that are out of date.

use super::annotations::{Annotation, Annotations, Paths, Severity, Topic};
use super::run::Run;
use crate::generator::{Finding, Level, Recorder, Rule};

/// The id of what is out of date.
const OUT_OF_DATE: &str = "out-of-date";

/// All annotations of a run, in the order of the documents.
pub(super) fn of(run: &Run) -> Annotations {
    let mut recorder = Recorder::default();
    let mut list = Vec::new();
    for document in &run.documents {
        for finding in document.findings.iter().filter(|finding| finding.rule.level != Level::Loss) {
            list.push(of_finding(finding, &mut recorder, severity(finding.rule.level), None));
        }
        let severity = if run.rejects_losses_of(document) { Severity::Error } else { Severity::Warning };
        for loss in document.losses.iter() {
            let mut annotation = of_finding(&loss.finding, &mut recorder, severity, loss.accepted.clone());
            if let Some(specs) = document.specs.as_ref().filter(|_| loss.accepted.is_none()) {
                annotation.text.push_str(&format!(
                    "\nhelp: correct the document in {specs}/overlay.yaml, or accept the loss in {specs}/moored.toml"
                ));
            }
            list.push(annotation);
        }
    }
    for finding in run.findings.iter() {
        list.push(of_finding(finding, &mut recorder, severity(finding.rule.level), None));
    }
    let update = run.update.as_deref().unwrap_or_default();
    list.extend(run.stale.iter().map(|stale| Annotation {
        severity: Severity::Error,
        topic: out_of_date(),
        text: format!("{}: {}\nhelp: run `{update}`", stale.path, stale.why),
        file: stale.path.clone(),
        span: None,
        pointer: None,
        related: Vec::new(),
        accepted: None,
        fingerprint: None,
    }));
    Annotations {
        list,
        paths: Paths::of(&run.folder),
        errors: run.errors.clone(),
        warnings: run.warnings.clone(),
        exit_code: run.exit.code(),
    }
}

fn severity(level: Level) -> Severity {
    match level {
        Level::Error => Severity::Error,
        Level::Warning | Level::Loss => Severity::Warning,
    }
}

fn out_of_date() -> Topic {
    Topic {
        id: OUT_OF_DATE,
        title: OUT_OF_DATE.to_owned(),
        summary: "A file is not what the generator makes of the documents.",
        explanation: None,
        severity: Severity::Error,
    }
}

fn topic(rule: &Rule) -> Topic {
    Topic {
        id: rule.id,
        title: format!("{}[{}]", rule.level.word(), rule.id),
        summary: rule.summary,
        explanation: Some(rule.explain()),
        severity: severity(rule.level),
    }
}

/// The annotation of a finding.
pub(super) fn of_finding(
    finding: &Finding,
    recorder: &mut Recorder,
    severity: Severity,
    accepted: Option<String>,
) -> Annotation {
    let record = recorder.record(finding);
    let mut text = record.message;
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
    let related = record.notes.into_iter().filter_map(|note| Some((note.location?, note.message))).collect();
    Annotation {
        severity,
        topic: topic(finding.rule),
        text,
        file: record.location.file.clone(),
        span: Some(record.location),
        pointer: record.pointer,
        related,
        accepted,
        fingerprint: None,
    }
}
