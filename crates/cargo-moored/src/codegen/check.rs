//! `--check`: writes nothing, and reports how each path is out of date.

use std::fmt::Write as _;

use super::plan::{Found, Plan};
use super::subject::Subject;
use crate::{
    exit::Exit,
    report::{Console, count},
};

/// Reports what is out of date. `findings_exit` is the exit code that follows from the findings about the documents.
pub(crate) fn run(plan: &Plan, subject: &Subject, findings_exit: Exit, console: &Console) -> anyhow::Result<Exit> {
    let stale = plan.stale()?;
    for Found { shown, why, .. } in &stale {
        console.stale(shown, why)?;
    }
    plan.report_foreign_files(console);
    if let Some(command) = update_command(&stale, subject) {
        let (paths, are) = (count(stale.len(), "path"), if stale.len() == 1 { "is" } else { "are" });
        console.error(&format!(
            "{paths} {are} out of date; to update {}, run `{command}`",
            if stale.len() == 1 { "it" } else { "them" }
        ));
        return Ok(findings_exit.max(Exit::Findings));
    }
    match findings_exit {
        Exit::Success => console.line(&format!("{} up to date", count(plan.crates.len(), "crate")))?,
        _ => console.error("the clients that could be generated are up to date; the others could not be checked"),
    }
    Ok(findings_exit)
}

/// The shortest command that updates everything in `stale`.
fn update_command(stale: &[Found], subject: &Subject) -> Option<String> {
    let first = stale.first()?;
    let mut command = format!("{} codegen", subject.command());
    match subject {
        Subject::Providers { only, .. } => {
            // If one provider is out of date, only that one. If several are, those that the user has selected, if any.
            let single = first.provider.as_ref().filter(|_| stale.iter().all(|found| found.provider == first.provider));
            for name in single.map_or(only.as_slice(), std::slice::from_ref) {
                let _ = write!(command, " --only {name}");
            }
        }
        Subject::File { from, name, out, .. } => {
            let _ = write!(command, " --from {}", from.display());
            if let Some(out) = out {
                let _ = write!(command, " --out {}", out.display());
            }
            if let Some(name) = name {
                let _ = write!(command, " --name {name}");
            }
        }
    }
    Some(command)
}
