//! A run of `codegen` as text: the result on standard output, then findings and errors on standard error.

use std::io;

use super::run::{ChangeKind, DocumentReport, Run};
use super::{Console, count, losses, table};
use crate::{
    cli::{Action, Verbosity},
    generator::{Findings, Level},
};

/// The lines of a screen that the losses and warnings of all documents share.
const LINES: usize = 17;

pub(super) fn print(run: &Run, console: &Console) -> io::Result<()> {
    if console.verbosity != Verbosity::Quiet {
        result(run, console)?;
    }
    match console.verbosity {
        Verbosity::Quiet => {}
        Verbosity::Normal => console.write_error(&brief(run))?,
        Verbosity::Verbose => {
            for document in &run.documents {
                console.write_error(&details(document, console))?;
            }
        }
    }
    for findings in run.documents.iter().map(|document| &document.findings).chain([&run.findings]) {
        let is_shown = |level| level == Level::Error && console.verbosity != Verbosity::Verbose;
        console.write_error(&of_level(findings, is_shown).render(console.errors))?;
    }
    if console.verbosity == Verbosity::Verbose {
        console.write_error(&run.findings.render(console.errors))?;
    }
    run.errors.iter().for_each(|error| console.error(error));
    if console.verbosity != Verbosity::Quiet {
        run.warnings.iter().for_each(|warning| console.warning(warning));
    }
    if !run.unselected.is_empty() && run.is_complete() {
        console.note(&format!("a run of all providers would also update\n  {}", run.unselected.join("\n  ")));
    }
    let rejected: Vec<&DocumentReport> = run.rejected().collect();
    for document in &rejected {
        console.error(&losses::unaccepted_message(document, rejected.len(), console.verbosity));
    }
    if let Some(conclusion) = &run.conclusion {
        console.error(conclusion);
    }
    Ok(())
}

/// The result, in full.
fn result(run: &Run, console: &Console) -> io::Result<()> {
    if let Action::Check = run.action {
        for stale in &run.stale {
            console.stale(&stale.path, &stale.why)?;
        }
        let checked = run.documents.iter().filter(|document| document.row.is_some()).count();
        if run.stale.is_empty() && run.is_complete() {
            console.line(&format!("{} up to date", count(checked, "crate")))?;
        }
        return Ok(());
    }
    if run.is_complete() {
        let rows: Vec<_> = run.documents.iter().filter_map(|document| document.row.clone()).collect();
        console.text(&table::render(&rows))?;
    }
    // The files that a run creates are those of the table.
    let is_shown = |kind: &ChangeKind| match run.action {
        Action::DryRun => true,
        _ => !matches!(kind, ChangeKind::Created | ChangeKind::Replaced),
    };
    for change in run.changes.iter().filter(|change| is_shown(&change.kind)) {
        console.line(&change.line(run.action))?;
    }
    if matches!(run.action, Action::DryRun) && run.is_complete() {
        console.line("nothing was written (--dry-run)")?;
    }
    Ok(())
}

/// Losses and warnings: a line for each rule of a document, as far as a screen has room for them.
fn brief(run: &Run) -> String {
    let found: Vec<_> = run
        .documents
        .iter()
        .map(|document| (document, document.findings.lines_by_rule()))
        .filter(|(_, lines)| !lines.is_empty())
        .collect();
    // Each document has a line for its counts, and one for the rules that are left out.
    let room = (LINES / found.len().max(1)).saturating_sub(2).max(1);
    let mut text = String::new();
    for (document, lines) in &found {
        text.push_str(&header(document));
        let shown = if lines.len() == room + 1 { room + 1 } else { room };
        for line in lines.iter().take(shown) {
            text.push_str(&format!("  {line}\n"));
        }
        if let Some(more) = lines.len().checked_sub(shown).filter(|more| *more > 0) {
            text.push_str(&format!("  and findings of {}\n", count(more, "other rule")));
        }
    }
    if !found.is_empty() {
        text.push_str("(`--verbose` shows them in full, `--explain <RULE>` explains a rule)\n");
    }
    text
}

/// `beta: 19 losses that are not accepted, in generated/beta/losses.json; 3 warnings`
fn header(document: &DocumentReport) -> String {
    let mut parts = Vec::new();
    match document.open().len() {
        0 => {}
        open => parts.push(format!("{}, all in {}/losses.json", count(open, "loss"), document.folder)),
    }
    match document.findings.count(Level::Warning) {
        0 => {}
        warnings => parts.push(count(warnings, "warning")),
    }
    format!("{}: {}\n", document.name, parts.join("; "))
}

/// All findings of a document in full, and a table of its losses.
fn details(document: &DocumentReport, console: &Console) -> String {
    let mut text = document.findings.render(console.errors);
    let is_from_elsewhere = document.specs.is_none();
    if let Some(row) = document.row.as_ref().filter(|_| is_from_elsewhere || !document.open().is_empty()) {
        text.push_str(&losses::render(document, row.fields));
    }
    text
}

fn of_level(findings: &Findings, is_shown: impl Fn(Level) -> bool) -> Findings {
    let mut findings = findings.clone();
    findings.retain(|finding| is_shown(finding.rule.level));
    findings
}
