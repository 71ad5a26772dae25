//! The names of the last run, those of this one, and what became of the former.

use std::collections::BTreeSet;

use moored_document::{
    document::Document,
    finding::{Finding, Findings, Location},
    pointer::Pointer,
    rules,
};

use super::slots::Reason;
use crate::pins::{Pin, Pins, Table};

pub(super) struct Ledger<'a> {
    pub(super) old: &'a Pins,
    pub(super) document: &'a Document,
    /// The lines of what is still there.
    alive: BTreeSet<usize>,
    new: Pins,
    findings: Findings,
}

/// What has a name: a label such as ``the field `id` of `Pet` ``, and its pointer in the lowered document.
pub(super) struct Subject {
    pub(super) label: String,
    pub(super) at: Pointer,
}

impl<'a> Ledger<'a> {
    pub(super) fn new(old: &'a Pins, document: &'a Document) -> Self {
        Self { old, document, alive: BTreeSet::new(), new: Pins::default(), findings: Findings::default() }
    }

    /// The pinned name of `key`. What it belongs to is still there.
    pub(super) fn find(&mut self, table: Table, owner: Option<&str>, key: &str) -> Option<&'a Pin> {
        let pin = self.old.get(table, owner?, key)?;
        self.alive.insert(pin.line);
        Some(pin)
    }

    pub(super) fn is_alive(&self, pin: &Pin) -> bool {
        self.alive.contains(&pin.line)
    }

    /// Adds a name for the next run.
    pub(super) fn add(&mut self, table: Table, owner: &str, key: String, name: &str) {
        self.new.add(table, owner, key, Pin { name: name.to_owned(), line: 0 });
    }

    /// Reports that `subject` could not keep the name of `pin`.
    pub(super) fn report(&mut self, pin: &Pin, name: &str, reason: Reason, subject: &Subject) {
        let Subject { label, at } = subject;
        let why = match reason {
            Reason::Taken => format!("another one has the name `{}`", pin.name),
            Reason::Reserved => format!("generated code cannot have the name `{}`", pin.name),
            Reason::Moved => "it is in another group now".to_owned(),
            Reason::Joined => "it is the same type as another one now".to_owned(),
        };
        let message = format!("{label} was called `{}` and is called `{name}` now: {why}", pin.name);
        let pinned: Location = self.old.locate(pin);
        self.findings.push(
            Finding::new(&rules::RENAMED, self.document.locate(at), message)
                .note("its name in the last run", Some(pinned))
                .help("this is a breaking change of the client; moored.toml can give both of them other names"),
        );
    }

    pub(super) fn add_finding(&mut self, finding: Finding) {
        self.findings.push(finding);
    }

    pub(super) fn finish(self, findings: &mut Findings) -> Pins {
        findings.extend(self.findings);
        self.new
    }
}
