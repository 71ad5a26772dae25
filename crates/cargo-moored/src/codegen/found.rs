//! What the generator found, for the report of a run.

use std::path::{Path, PathBuf};

use super::generate::Generated;
use super::subject::Subject;
use crate::{
    cli::Action,
    exit::Exit,
    generator::Findings,
    report::{DocumentReport, Row, Run},
};

/// The report of a run that has not written or compared anything yet.
pub(crate) fn run(generated: &[Generated], subject: &Subject, action: Action, here: &Path) -> Run {
    let folder = match subject {
        Subject::Providers { workspace, .. } => workspace.join(""),
        Subject::File { .. } => here.to_owned(),
    };
    let mut run = empty(action, folder);
    for Generated { name, dir, outcome, duration, .. } in generated {
        match outcome {
            Ok(outcome) => {
                // Without files there is nothing to write, even if there are no errors.
                let is_client = outcome.files.is_some() && !outcome.findings.has_errors();
                let losses = outcome.losses.iter().count();
                run.documents.push(DocumentReport {
                    name: name.clone(),
                    specs: match subject {
                        Subject::Providers { workspace, .. } => Some(workspace.specs_of(name)),
                        Subject::File { .. } => None,
                    },
                    folder: dir.shown.clone(),
                    findings: outcome.findings.clone(),
                    losses: outcome.losses.clone(),
                    row: is_client.then(|| Row::new(name, outcome.summary, losses, *duration)),
                });
                if !is_client {
                    run.exit = run.exit.max(Exit::Findings);
                }
            }
            Err(error) => {
                run.errors.push(error.clone());
                run.exit = run.exit.max(Exit::Failed);
            }
        }
    }
    run
}

/// The report of a command that has stopped at these findings.
pub(crate) fn without_run(action: Action, findings: Findings) -> Run {
    let mut run = empty(action, PathBuf::new());
    run.findings = findings;
    run.exit = Exit::Findings;
    run
}

fn empty(action: Action, folder: PathBuf) -> Run {
    Run {
        action,
        folder,
        documents: Vec::new(),
        findings: Findings::default(),
        stale: Vec::new(),
        update: None,
        changes: Vec::new(),
        errors: Vec::new(),
        warnings: Vec::new(),
        unselected: Vec::new(),
        conclusion: None,
        exit: Exit::Success,
    }
}
