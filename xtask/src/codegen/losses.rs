//! What clients say less than their documents, and whether that was accepted.

use super::generate::Generated;
use crate::{
    cli::Subject,
    exit::Exit,
    generator::{Losses, Outcome},
    report::Console,
};

/// Shows in short what each client loses: of providers where nobody has accepted it, of a document from elsewhere in any case.
pub(crate) fn show(generated: &[Generated], subject: &Subject, console: &Console) -> anyhow::Result<()> {
    for Generated { name, dir, outcome, .. } in generated {
        let Some(outcome) = made(outcome) else { continue };
        let wanted = match subject {
            Subject::Providers(_) => outcome.losses.open().next().is_some(),
            Subject::File { .. } => true,
        };
        if wanted {
            console.losses(name, &outcome.losses, outcome.summary.fields, &format!("{}/losses.json", dir.shown))?;
        }
    }
    Ok(())
}

/// The providers with losses that nobody has accepted, by their folders. What somebody else's document loses is not ours to accept.
pub(crate) fn unaccepted(generated: &[Generated], subject: &Subject) -> Vec<(String, Losses)> {
    if let Subject::File { .. } = subject {
        return Vec::new();
    }
    let open = generated.iter().filter_map(|Generated { name, outcome, .. }| {
        let losses = &made(outcome)?.losses;
        losses.open().next().map(|_| (format!("specs/{name}"), losses.clone()))
    });
    open.collect()
}

/// `--check` does not let them pass.
pub(crate) fn refuse(unaccepted: &[(String, Losses)], console: &Console) -> Exit {
    for (folder, losses) in unaccepted {
        console.unaccepted(folder, losses);
    }
    if unaccepted.is_empty() { Exit::Fine } else { Exit::Findings }
}

/// The outcome of a document of which a client came out.
fn made(outcome: &Result<Outcome, String>) -> Option<&Outcome> {
    outcome.as_ref().ok().filter(|outcome| outcome.files.is_some() && !outcome.findings.has_errors())
}
