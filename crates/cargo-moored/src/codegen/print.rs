//! `--print`: prints the result of one stage of the generator for one document.

use super::{jobs, subject::Subject};
use crate::{
    exit::Exit,
    generator::{self, Stage},
    report::Console,
};

/// Prints the text of the stage, or the findings that prevent it.
pub(crate) fn run(stage: Stage, subject: &Subject, console: &Console) -> anyhow::Result<Exit> {
    let mut exit = Exit::Success;
    for job in jobs::for_subject(subject)? {
        let printed = match job.invalid_text() {
            Some(findings) => Err(findings),
            None => generator::print(&job.inputs?, stage),
        };
        match printed {
            Ok(text) => console.text(&text)?,
            Err(findings) => {
                console.findings(&findings)?;
                exit = Exit::Findings;
            }
        }
    }
    Ok(exit)
}
