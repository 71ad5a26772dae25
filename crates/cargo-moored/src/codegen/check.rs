//! `--check`: writes nothing, and finds how each path is out of date.

use std::fmt::Write as _;

use super::plan::Plan;
use super::subject::Subject;
use crate::{
    exit::Exit,
    report::{Run, StalePath, count},
};

/// Adds what is out of date to the report of the run, and what `--check` rejects to its exit code.
pub(crate) fn run(plan: &Plan, subject: &Subject, run: &mut Run) -> anyhow::Result<()> {
    run.stale = plan.stale()?;
    if let Some(command) = update_command(&run.stale, subject) {
        let number = run.stale.len();
        let (paths, are) = (count(number, "path"), if number == 1 { "is" } else { "are" });
        let them = if number == 1 { "it" } else { "them" };
        run.conclusion = Some(format!("{paths} {are} out of date; to update {them}, run `{command}`"));
        run.update = Some(command);
        run.exit = run.exit.max(Exit::Findings);
    } else if run.exit != Exit::Success {
        let text = "the clients that could be generated are up to date; the others could not be checked";
        run.conclusion = Some(text.to_owned());
    }
    if run.rejected().next().is_some() {
        run.exit = run.exit.max(Exit::Findings);
    }
    Ok(())
}

/// The shortest command that updates everything in `stale`.
fn update_command(stale: &[StalePath], subject: &Subject) -> Option<String> {
    let first = stale.first()?;
    let mut command = format!("{} codegen", subject.command());
    match subject {
        Subject::Providers { only, .. } => {
            // If one provider is out of date, only that one. If several are, those that the user has selected, if any.
            let single = first.provider.as_ref().filter(|_| stale.iter().all(|path| path.provider == first.provider));
            for name in single.map_or(only.as_slice(), std::slice::from_ref) {
                let _ = write!(command, " {name}");
            }
        }
        Subject::File { from, name, out, runtime, license, workspace: _ } => {
            let _ = write!(command, " --from {}", from.display());
            if let Some(out) = out {
                let _ = write!(command, " --out {}", out.display());
            }
            if let Some(runtime) = runtime {
                let _ = write!(command, " --runtime {}", runtime.display());
            }
            if let Some(license) = license {
                let _ = write!(command, " --license '{license}'");
            }
            if let Some(name) = name {
                let _ = write!(command, " --name {name}");
            }
        }
    }
    Some(command)
}
