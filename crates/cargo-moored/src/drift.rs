//! `cargo moored drift`: compares two versions of documents as callers of the generated clients see them.

use std::env;
use std::time::{Duration, Instant};

use anyhow::Context as _;
use moored_drift::Side;
use serde_json::{Value, json};

use crate::{
    cli::{Drift, DriftFormat},
    exit::Exit,
    generator::{self, Findings, Inputs, NAMES_LOCK, Origin, digest},
    report::Console,
};

mod revision;
mod sides;

use sides::{NewNames, Pair};

/// Compares, prints the report and returns the exit code.
///
/// # Errors
/// Returns an error if a document cannot be read, if there is no such provider, or if the result cannot be printed.
pub fn run(options: &Drift, console: &Console) -> anyhow::Result<Exit> {
    let here = env::current_dir().context("cannot determine the current folder")?;
    let mut exit = Exit::Success;
    let mut reports = Vec::new();
    for pair in sides::of(options, &here)? {
        match compare(pair) {
            Ok(compared) => {
                if options.timings {
                    let Times { read, compared } = compared.times;
                    console.error(&format!("read in {read:?}, compared in {compared:?}"));
                }
                if compared.drift.verdict().is_some_and(|class| class <= moored_drift::Class::Source) {
                    exit = exit.max(Exit::Findings);
                }
                reports.push(compared);
            }
            Err(findings) => {
                console.findings(&findings)?;
                exit = Exit::Failed;
            }
        }
    }
    match options.format {
        DriftFormat::Text => reports.iter().try_for_each(|report| console.text(&text(report)))?,
        DriftFormat::Json => {
            let reports: Vec<Value> = reports.iter().map(json).collect();
            console.text(&format!("{:#}\n", json!({ "version": 1, "reports": reports })))?;
        }
    }
    Ok(exit)
}

/// Two versions of a document that have been compared.
struct Compared {
    name: String,
    drift: moored_drift::Drift,
    times: Times,
    old: Document,
    new: Document,
}

/// A document that has been compared.
struct Document {
    name: String,
    sha256: String,
}

struct Times {
    read: Duration,
    compared: Duration,
}

/// The names of the new version are those of the old one, as far as it has them. It is read again where other lines of
/// `names.lock` keep more of them.
fn compare(Pair { name, old, mut new, new_names }: Pair) -> Result<Compared, Findings> {
    let start = Instant::now();
    let old = generator::model(&old)?;
    if new_names == NewNames::OfOld {
        pin(&mut new, old.names.render());
    }
    let mut model = generator::model(&new)?;
    if new_names == NewNames::OfOld
        && let Some(names) = moored_drift::kept_names(&side(&old), &side(&model))
    {
        pin(&mut new, names);
        model = generator::model(&new)?;
    }
    let new = model;
    let read = start.elapsed();
    let start = Instant::now();
    let drift = moored_drift::compare(&side(&old), &side(&new));
    let document = |model: &generator::Model| Document {
        name: model.document.source().name().to_owned(),
        sha256: digest(model.document.source().text()),
    };
    let times = Times { read, compared: start.elapsed() };
    Ok(Compared { name, drift, times, old: document(&old), new: document(&new) })
}

fn side(model: &generator::Model) -> Side<'_> {
    Side { document: &model.document, published: &model.published, api: &model.api, names: &model.names }
}

/// Gives the document of `inputs` the names in `lock`.
fn pin(inputs: &mut Inputs, lock: String) {
    match &mut inputs.packaging.origin {
        Origin::Provider { .. } => {
            inputs.specs.insert(NAMES_LOCK.to_owned(), lock);
        }
        Origin::Document { names, .. } => *names = Some(lock),
    }
}

fn text(report: &Compared) -> String {
    let mut text = format!("{}: {} with {}\n", report.name, report.old.name, report.new.name);
    for change in &report.drift.changes {
        text.push_str(&format!("{} {}: {}: {}\n", change.class, change.rule.id, change.element, change.message));
    }
    text
}

fn json(report: &Compared) -> Value {
    let location = |location: &Option<moored_document::finding::Location>| {
        location.as_ref().map(|location| {
            json!({
                "pointer": location.pointer.to_string(),
                "file": location.source.name(),
                "line": location.position.line,
                "column": location.position.column,
            })
        })
    };
    let changes = report.drift.changes.iter().map(|change| {
        json!({
            "rule": change.rule.id,
            "class": change.class,
            "message": change.message,
            "operations": change.operations,
            "element": change.element,
            "direction": change.direction,
            "items": change.items,
            "old": location(&change.old),
            "new": location(&change.new),
            "before": change.before,
            "after": change.after,
            "signature": change.signature,
            "help": change.help,
        })
    });
    json!({
        "name": report.name,
        "old": { "name": report.old.name, "sha256": report.old.sha256 },
        "new": { "name": report.new.name, "sha256": report.new.sha256 },
        "verdict": report.drift.verdict().map_or("none", |class| class.word()),
        "findings": changes.collect::<Vec<_>>(),
    })
}
