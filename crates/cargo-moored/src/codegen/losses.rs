//! The losses of the clients, and whether they are accepted.

use super::generate::Generated;
use super::subject::Subject;
use crate::{
    exit::Exit,
    generator::{Losses, Outcome},
    report::Console,
};

/// Prints a summary of each client's losses: for a provider if some are not accepted, for another document always.
pub(crate) fn report(generated: &[Generated], subject: &Subject, console: &Console) -> anyhow::Result<()> {
    for Generated { name, dir, outcome, .. } in generated {
        let Some(outcome) = successful(outcome) else { continue };
        let wanted = match subject {
            Subject::Providers { .. } => outcome.losses.open().next().is_some(),
            Subject::File { .. } => true,
        };
        if wanted {
            console.losses(name, &outcome.losses, outcome.summary.fields, &format!("{}/losses.json", dir.shown))?;
        }
    }
    Ok(())
}

/// The folders of the providers with losses that are not accepted, and the losses. Documents from outside of `specs/`
/// have no list of accepted losses.
pub(crate) fn unaccepted(generated: &[Generated], subject: &Subject) -> Vec<(String, Losses)> {
    let Subject::Providers { workspace, .. } = subject else { return Vec::new() };
    let open = generated.iter().filter_map(|Generated { name, outcome, .. }| {
        let losses = &successful(outcome)?.losses;
        losses.open().next().map(|_| (workspace.specs_of(name), losses.clone()))
    });
    open.collect()
}

/// Reports these losses as errors, for `--check`.
pub(crate) fn report_unaccepted(unaccepted: &[(String, Losses)], console: &Console) -> Exit {
    for (folder, losses) in unaccepted {
        console.unaccepted(folder, losses);
    }
    if unaccepted.is_empty() { Exit::Success } else { Exit::Findings }
}

/// The outcome, if a client was generated without errors.
fn successful(outcome: &Result<Outcome, String>) -> Option<&Outcome> {
    outcome.as_ref().ok().filter(|outcome| outcome.files.is_some() && !outcome.findings.has_errors())
}
