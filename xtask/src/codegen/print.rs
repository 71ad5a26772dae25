//! `--print`: what the generator has made of one document after a stage.

use super::jobs;
use crate::{
    cli::Subject,
    exit::Exit,
    generator::{self, Stage},
    project::Project,
    report::Console,
};

/// Prints the stage's text, or the findings that stand in its way.
pub(crate) fn run(stage: Stage, subject: &Subject, project: &Project, console: &Console) -> anyhow::Result<Exit> {
    let mut exit = Exit::Fine;
    for job in jobs::of(subject, project)? {
        let printed = match job.no_text() {
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
