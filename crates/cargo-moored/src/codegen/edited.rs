//! Derived documents that were edited by hand: a run must not overwrite the edit.

use std::fs;
use std::io;

use super::plan::{Plan, Single};
use crate::{
    generator::{self, Findings},
    tree::{PathContext as _, Staleness},
};

/// A finding for each derived document that is not as the last run left it. Without the lock of that run, an edit
/// cannot be excluded.
pub(crate) fn findings(plan: &Plan) -> io::Result<Findings> {
    let mut findings = Findings::default();
    for document in &plan.documents {
        let is_recorded = document.recorded()?.is_some();
        let is_edited = match document.stale()? {
            Some(Staleness::HandEdited { .. }) => true,
            Some(Staleness::Changed { .. }) => !is_recorded,
            Some(Staleness::Missing | Staleness::LineEnds | Staleness::Orphan) | None => false,
        };
        if is_edited {
            let Single { target, text, .. } = document;
            let bytes = fs::read(&target.path).path_context("read", &target.path)?;
            let disk = String::from_utf8_lossy(&bytes);
            let why = match is_recorded {
                true => "it was edited by hand: it is not as the last run wrote it",
                false => "it was perhaps edited by hand: there is no lock of the run that wrote it",
            };
            findings.push(generator::edited_by_hand(&target.shown, &disk, text, why));
        }
    }
    Ok(findings)
}
