//! A run of `codegen` as one JSON object: docs/formats.md describes the members, docs/codegen.schema.json the form.

use serde::Serialize;

use super::run::Run;
use crate::{
    generator::{Level, Record, Recorder},
    tree::Staleness,
};

/// The version of the format. It increases when a member is removed or changes its meaning.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct Object<'a> {
    version: u32,
    generator: &'static str,
    action: &'static str,
    exit_code: u8,
    summary: Summary,
    crates: Vec<Crate<'a>>,
    findings: Vec<Found<'a>>,
    losses: Vec<Lost<'a>>,
    stale: Vec<Stale<'a>>,
    update: Option<&'a str>,
    changes: Vec<Changed<'a>>,
    errors: &'a [String],
    warnings: &'a [String],
    unselected: &'a [String],
}

#[derive(Serialize)]
struct Summary {
    crates: usize,
    operations: usize,
    errors: usize,
    warnings: usize,
    losses: usize,
    unaccepted_losses: usize,
    stale: usize,
    changed: usize,
}

#[derive(Serialize)]
struct Crate<'a> {
    name: &'a str,
    folder: &'a str,
    operations: usize,
    types: usize,
    fields: crate::generator::Fields,
    losses: usize,
    changed: usize,
}

#[derive(Serialize)]
struct Found<'a> {
    provider: Option<&'a str>,
    #[serde(flatten)]
    record: Record,
}

#[derive(Serialize)]
struct Lost<'a> {
    #[serde(flatten)]
    found: Found<'a>,
    accepted: Option<&'a str>,
}

#[derive(Serialize)]
struct Stale<'a> {
    provider: Option<&'a str>,
    path: &'a str,
    state: &'static str,
    diff: Option<&'a str>,
}

#[derive(Serialize)]
struct Changed<'a> {
    path: &'a str,
    change: &'static str,
}

pub(super) fn render(run: &Run) -> String {
    let mut recorder = Recorder::default();
    let (mut findings, mut losses) = (Vec::new(), Vec::new());
    for document in &run.documents {
        let provider = Some(document.name.as_str());
        let others = document.findings.iter().filter(|finding| finding.rule.level != Level::Loss);
        findings.extend(others.map(|finding| Found { provider, record: recorder.record(finding) }));
        losses.extend(document.losses.iter().map(|loss| Lost {
            found: Found { provider, record: recorder.record(&loss.finding) },
            accepted: loss.accepted.as_deref(),
        }));
    }
    findings.extend(run.findings.iter().map(|finding| Found { provider: None, record: recorder.record(finding) }));
    let rows = || run.documents.iter().filter_map(|document| Some((document, document.row.as_ref()?)));
    let counts = run.counts();
    let object = Object {
        version: VERSION,
        generator: env!("CARGO_PKG_VERSION"),
        action: run.action.word(),
        exit_code: run.exit.code(),
        summary: Summary {
            crates: rows().count(),
            operations: rows().map(|(_, row)| row.operations).sum(),
            errors: counts.errors,
            warnings: counts.warnings,
            losses: counts.losses,
            unaccepted_losses: counts.open,
            stale: run.stale.len(),
            changed: run.changes.len(),
        },
        crates: rows()
            .map(|(document, row)| Crate {
                name: &document.name,
                folder: &document.folder,
                operations: row.operations,
                types: row.types,
                fields: row.fields,
                losses: row.losses,
                changed: row.changed,
            })
            .collect(),
        findings,
        losses,
        stale: run
            .stale
            .iter()
            .map(|stale| Stale {
                provider: stale.provider.as_deref(),
                path: &stale.path,
                state: state(&stale.why),
                diff: stale.why.diff(),
            })
            .collect(),
        update: run.update.as_deref(),
        changes: run.changes.iter().map(|change| Changed { path: &change.path, change: change.kind.word() }).collect(),
        errors: &run.errors,
        warnings: &run.warnings,
        unselected: &run.unselected,
    };
    // Strings and numbers can always be serialized.
    format!("{}\n", serde_json::to_string_pretty(&object).unwrap_or_default())
}

fn state(why: &Staleness) -> &'static str {
    match why {
        Staleness::Missing => "missing",
        Staleness::Changed { .. } => "changed",
        Staleness::HandEdited { .. } => "edited",
        Staleness::LineEnds => "line-ends",
        Staleness::Orphan => "orphaned",
    }
}
