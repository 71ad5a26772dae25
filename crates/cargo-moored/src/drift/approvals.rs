//! The approvals in `specs/<provider>/drift.toml`: read, written and pruned.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context as _, bail};
use jiff::{ToSpan as _, civil::Date};
use moored_drift::{
    approvals::{Approvals, FILE_NAME, table},
    report::{Approval, Section},
};
use toml_edit::{ArrayOfTables, DocumentMut, Item, RawString};

use crate::{
    changes::Changes,
    cli::Drift,
    generator::{Findings, Source},
    git, toml_text,
    workspace::Workspace,
};

/// How long an approval is valid unless the user chooses another day.
const DAYS: i64 = 90;

/// All findings that make the command fail, as a fingerprint on the command line.
pub(super) const ALL: &str = "all";

/// The file of a provider, which does not have to exist.
pub(super) struct ApprovalsFile {
    root: PathBuf,
    staging: PathBuf,
    /// Relative to the workspace.
    path: String,
}

impl ApprovalsFile {
    pub(super) fn of(provider: &str, workspace: &Workspace) -> Self {
        let path = format!("{}/{FILE_NAME}", workspace.specs_of(provider));
        Self { root: workspace.join(""), staging: workspace.staging(), path }
    }

    /// Approves what the file approves. A file that is not valid is a problem of the section.
    ///
    /// # Errors
    /// Returns an error if the file cannot be read.
    pub(super) fn apply(&self, section: &mut Section) -> anyhow::Result<()> {
        match self.read()? {
            Some(Ok(approvals)) => approvals.apply(section, today()),
            Some(Err(findings)) => section.problems.extend(findings),
            None => {}
        }
        Ok(())
    }

    /// Adds approvals of the findings with the fingerprints in `options`, in place of expired ones, and returns the
    /// fingerprints that it has found. `fails` are those of the findings that make the command fail.
    ///
    /// # Errors
    /// Returns an error if the file cannot be read or written, or is not valid.
    pub(super) fn approve(&self, section: &Section, options: &Drift, fails: &[&str]) -> anyhow::Result<Vec<String>> {
        let is_wanted = |fingerprint: &str| {
            options
                .approve
                .iter()
                .any(|wanted| wanted == fingerprint || (wanted == ALL && fails.contains(&fingerprint)))
        };
        let entries = section.entries.iter().filter(|entry| entry.approval.is_none() && is_wanted(&entry.fingerprint));
        let entries: Vec<_> = entries.collect();
        if entries.is_empty() {
            return Ok(Vec::new());
        }
        let author = options.author.clone().or_else(|| git::author(&self.root));
        let author = author.context("git has no `user.name`; name the author: --author \"Ada <ada@acme.example>\"")?;
        let last = today().checked_add(DAYS.days()).context("the calendar ends")?;
        let expires = options.expires.unwrap_or(last).to_string();
        let approval = Approval { reason: options.reason.clone().unwrap_or_default(), author, expires };
        let mut changes = Changes::new(&self.root);
        let mut text = changes.text(&self.path)?.unwrap_or_default();
        if let Some(Ok(approvals)) = self.read()? {
            let expired: Vec<usize> =
                entries.iter().flat_map(|entry| approvals.of_finding(section, &entry.fingerprint)).collect();
            text = toml_text::edited(&self.path, &text, |document| {
                remove(document, &expired);
                Ok(())
            })?;
        }
        for entry in &entries {
            let gap = if text.is_empty() {
                ""
            } else if text.ends_with('\n') {
                "\n"
            } else {
                "\n\n"
            };
            text.extend([gap, &table(section, entry, &approval)]);
        }
        if Approvals::parse(&Source::new(&self.path, &text)).is_err() {
            bail!("cannot add an approval to {}: correct the file first", self.path);
        }
        changes.set(&self.path, text)?;
        changes.apply(&self.staging, || Ok(()))?;
        Ok(entries.into_iter().map(|entry| entry.fingerprint.clone()).collect())
    }

    /// Removes the approvals that are about other documents, and returns their number. A file without approvals and
    /// comments is deleted.
    ///
    /// # Errors
    /// Returns an error if the file cannot be read or written, or is not valid.
    pub(super) fn prune(&self, section: &Section) -> anyhow::Result<usize> {
        // A file that is not valid is a problem of the section already.
        let Some(Ok(approvals)) = self.read()? else { return Ok(0) };
        let others = approvals.of_other_documents(section);
        if others.is_empty() {
            return Ok(0);
        }
        let mut changes = Changes::new(&self.root);
        let before = changes.text(&self.path)?.unwrap_or_default();
        let after = toml_text::edited(&self.path, &before, |document| {
            remove(document, &others);
            Ok(())
        })?;
        if after.trim().is_empty() {
            let path = self.root.join(&self.path);
            fs::remove_file(&path).with_context(|| format!("cannot delete {}", path.display()))?;
        } else {
            changes.set(&self.path, after)?;
            changes.apply(&self.staging, || Ok(()))?;
        }
        Ok(others.len())
    }

    /// The name for messages.
    pub(super) fn path(&self) -> &str {
        &self.path
    }

    fn read(&self) -> anyhow::Result<Option<Result<Approvals, Findings>>> {
        let text = Changes::new(&self.root).text(&self.path)?;
        Ok(text.map(|text| Approvals::parse(&Source::new(&self.path, text))))
    }
}

/// Removes the tables with the given indices, and the comments directly above them. What an empty line separates from
/// such a table stays.
fn remove(document: &mut DocumentMut, indices: &[usize]) {
    let Some(Item::ArrayOfTables(tables)) = document.get_mut("approve") else { return };
    let mut kept = ArrayOfTables::new();
    let mut carried = String::new();
    for (index, table) in tables.iter().enumerate() {
        let prefix = table.decor().prefix().and_then(RawString::as_str).unwrap_or_default();
        if indices.contains(&index) {
            let end = prefix.rfind("\n\n").map_or(0, |at| at + 1);
            let separate = prefix.get(..end).unwrap_or_default();
            if !separate.trim().is_empty() {
                carried.push_str(separate);
            }
            continue;
        }
        let mut table = table.clone();
        let prefix = match (carried.is_empty(), kept.is_empty()) {
            // The first table of a file has no empty line above it.
            (true, true) => prefix.trim_start_matches('\n').to_owned(),
            (true, false) => prefix.to_owned(),
            (false, _) => format!("{carried}\n{}", prefix.trim_start_matches('\n')),
        };
        carried.clear();
        table.decor_mut().set_prefix(prefix);
        kept.push(table);
    }
    let is_empty = kept.is_empty();
    *tables = kept;
    if is_empty {
        document.remove("approve");
    }
    let trailing = document.trailing().as_str().unwrap_or_default().to_owned();
    document.set_trailing(format!("{carried}{trailing}"));
}

/// By UTC.
fn today() -> Date {
    jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date()
}
