//! `drift --used-by`: leaves out the findings about what a caller's code does not use.
//!
//! Code is read by its names, not by its types: a field that is named anywhere counts as used for each struct that has
//! one of this name. So too many findings may stay, but none that the code depends on is left out. What matters is
//! where a name stands, so `use … as …`, renamed dependencies, re-exports and globs need no special treatment.

mod client;
mod names;

use std::collections::HashSet;
use std::path::Path;

use anyhow::{Context as _, anyhow};
use moored_drift::report::{Entry, Section};
use moored_drift::{Change, Class};

use self::client::Client;
use self::names::Names;
use crate::generator::{self, Inputs, RelPath};
use crate::report::Console;

/// What a caller's code uses of a client.
pub(super) struct Used {
    /// The folder of the code, as the user gave it.
    folder: String,
    names: Names,
    client: Client,
    /// The operations that it calls, as `names.lock` writes them.
    operations: HashSet<String>,
    /// The types that these contain.
    types: HashSet<String>,
}

impl Used {
    /// What the Rust code below `folder` uses of the client of `inputs`.
    ///
    /// # Errors
    /// Returns an error if the folder or a file cannot be read, if it has no Rust code, or if the client cannot be
    /// generated.
    pub(super) fn read(folder: &Path, inputs: &Inputs) -> anyhow::Result<Self> {
        let outcome = generator::generate(inputs);
        let path = RelPath::new("client.json").context("the name of a file of the client is not valid")?;
        let text = outcome.files.as_ref().and_then(|files| files.get(&path));
        let text = text.ok_or_else(|| anyhow!("the client of {} cannot be generated", inputs.display))?;
        let names = Names::read(folder).with_context(|| format!("cannot read the code in {}", folder.display()))?;
        Ok(Self::new(folder.display().to_string(), names, Client::parse(text)?))
    }

    fn new(folder: String, names: Names, client: Client) -> Self {
        let called: Vec<_> = client.operations.iter().filter(|operation| names.calls(operation)).collect();
        let operations = called.iter().map(|operation| operation.key.clone()).collect();
        let types = client.reached(called.iter().flat_map(|operation| &operation.types));
        Self { folder, names, client, operations, types }
    }

    /// Leaves out the findings that do not concern the code, and adds a note about them.
    pub(super) fn filter(&self, section: &mut Section, console: &Console) {
        let entries = std::mem::take(&mut section.entries);
        let (kept, left_out): (Vec<Entry>, Vec<Entry>) =
            entries.into_iter().partition(|entry| self.concerns(&entry.change));
        section.entries = kept;
        let left_out: Vec<Change> = left_out.into_iter().map(|entry| entry.change).collect();
        section.notes.push(note(&self.folder, &left_out));
        if console.is_verbose() {
            section.notes.extend(lines(&left_out));
        }
    }

    /// Every change of the wire of an operation that is called stays, since values can be passed on whole. Any other
    /// one stays if the code names an item of it.
    fn concerns(&self, change: &Change) -> bool {
        let is_called = change.operations.iter().any(|operation| self.operations.contains(operation));
        let has_item = || change.items.iter().any(|item| self.uses(item, is_called));
        match (change.operations.is_empty(), change.items.is_empty()) {
            (true, true) => true,
            (false, true) => is_called,
            (true, false) => has_item(),
            (false, false) => (is_called && change.class == Class::Wire) || has_item(),
        }
    }

    /// Whether the code uses an item: `types::Pet::name`. `is_called` is whether it calls an operation that has it.
    fn uses(&self, item: &str, is_called: bool) -> bool {
        let Names { members, paths, .. } = &self.names;
        let parts: Vec<&str> = item.split("::").collect();
        let names = |name: &str| members.contains(name) || paths.contains(name);
        match parts.as_slice() {
            ["types", ty] => paths.contains(*ty) || self.types.contains(*ty),
            ["types", ty, member] => {
                let has_type = paths.contains(*ty) || self.types.contains(*ty);
                // What the old client does not have cannot be named yet. A new field breaks a literal.
                has_type && (names(member) || !self.client.items.contains(item))
            }
            ["operations", .., call] if call.ends_with("Call") => paths.contains(*call) || is_called,
            ["operations", .., call, setter] if call.ends_with("Call") => {
                (paths.contains(*call) || is_called) && (names(setter) || !self.client.items.contains(item))
            }
            [.., last] => names(last),
            [] => false,
        }
    }
}

/// What a report states about the findings that were left out.
fn note(folder: &str, left_out: &[Change]) -> String {
    let counts = Class::ALL.into_iter().map(|class| (class, left_out.iter().filter(|one| one.class == class).count()));
    let counts: Vec<String> =
        counts.filter(|(_, count)| *count > 0).map(|(class, count)| format!("{count} {class}")).collect();
    match counts.as_slice() {
        [] => format!("no finding is left out: each may concern {folder}"),
        counts => format!("left out, because {folder} does not use it: {}", counts.join(", ")),
    }
}

/// The findings that were left out, a line each.
fn lines(left_out: &[Change]) -> Vec<String> {
    let line = |one: &Change| format!("{} {}: {}: {}", one.class, one.rule.id, one.element, one.message);
    left_out.iter().map(line).collect()
}

#[cfg(test)]
mod tests;
