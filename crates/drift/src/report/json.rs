//! A report as one JSON object: docs/formats.md describes the members, docs/drift.schema.json the form.

use std::collections::BTreeMap;

use moored_document::finding::{Location, Record, Recorder};
use serde::Serialize;

use super::{Entry, Failure, Report, Section, Version, meaning};
use crate::{Class, Direction};

/// The version of the format. It increases when a member is removed or changes its meaning.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct Object<'a> {
    version: u32,
    generator: &'static str,
    exit_code: u8,
    fail_on: &'static str,
    verdict: &'static str,
    reports: Vec<One<'a>>,
    failures: Vec<Failed<'a>>,
}

#[derive(Serialize)]
struct One<'a> {
    name: &'a str,
    old: Document<'a>,
    new: Document<'a>,
    verdict: &'static str,
    bump: &'static str,
    counts: BTreeMap<&'static str, usize>,
    approved: usize,
    findings: Vec<Finding<'a>>,
    problems: Vec<Record>,
    notes: &'a [String],
}

#[derive(Serialize)]
struct Document<'a> {
    name: &'a str,
    sha256: &'a str,
}

#[derive(Serialize)]
struct Finding<'a> {
    rule: &'static str,
    class: Class,
    message: &'a str,
    operations: &'a [String],
    element: &'a str,
    direction: Option<Direction>,
    items: &'a [String],
    old: Option<At<'a>>,
    new: Option<At<'a>>,
    before: Option<&'a str>,
    after: Option<&'a str>,
    signature: Option<Signature<'a>>,
    help: Option<&'a str>,
    fingerprint: &'a str,
    fails: bool,
    approval: Option<Approved<'a>>,
}

#[derive(Serialize)]
struct At<'a> {
    pointer: String,
    file: &'a str,
    line: usize,
    column: usize,
}

#[derive(Serialize)]
struct Signature<'a> {
    old: &'a str,
    new: &'a str,
}

#[derive(Serialize)]
struct Approved<'a> {
    reason: &'a str,
    author: &'a str,
    expires: &'a str,
}

#[derive(Serialize)]
struct Failed<'a> {
    name: &'a str,
    message: &'a str,
}

impl Report {
    /// The report as JSON.
    #[must_use]
    pub fn json(&self) -> String {
        let object = Object {
            version: VERSION,
            generator: env!("CARGO_PKG_VERSION"),
            exit_code: self.exit_code(),
            fail_on: self.threshold(),
            verdict: meaning::word(self.verdict()),
            reports: self.sections.iter().map(|section| self.one(section)).collect(),
            failures: self.failures.iter().map(|Failure { name, message }| Failed { name, message }).collect(),
        };
        // Strings and numbers can always be serialized.
        format!("{}\n", serde_json::to_string_pretty(&object).unwrap_or_default())
    }

    fn one<'a>(&self, section: &'a Section) -> One<'a> {
        let mut recorder = Recorder::default();
        One {
            name: &section.name,
            old: document(&section.old),
            new: document(&section.new),
            verdict: meaning::word(section.verdict()),
            bump: meaning::bump(section.verdict()),
            counts: Class::ALL.into_iter().map(|class| (class.word(), section.of_class(class).len())).collect(),
            approved: section.entries.iter().filter(|entry| entry.approval.is_some()).count(),
            findings: section.entries.iter().map(|entry| finding(entry, self.fails_by(entry))).collect(),
            problems: section.problems.iter().map(|problem| recorder.record(problem)).collect(),
            notes: &section.notes,
        }
    }
}

fn document(version: &Version) -> Document<'_> {
    Document { name: &version.name, sha256: &version.sha256 }
}

fn finding(entry: &Entry, fails: bool) -> Finding<'_> {
    let change = &entry.change;
    Finding {
        rule: change.rule.id,
        class: change.class,
        message: &change.message,
        operations: &change.operations,
        element: &change.element,
        direction: change.direction,
        items: &change.items,
        old: change.old.as_ref().map(at),
        new: change.new.as_ref().map(at),
        before: change.before.as_deref(),
        after: change.after.as_deref(),
        signature: change.signature.as_ref().map(|(old, new)| Signature { old, new }),
        help: change.help.as_deref(),
        fingerprint: &entry.fingerprint,
        fails,
        approval: entry.approval.as_ref().map(|approval| Approved {
            reason: &approval.reason,
            author: &approval.author,
            expires: &approval.expires,
        }),
    }
}

fn at(location: &Location) -> At<'_> {
    At {
        pointer: location.pointer.to_string(),
        file: location.source.name(),
        line: location.position.line,
        column: location.position.column,
    }
}
