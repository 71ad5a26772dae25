//! `--check`: writes nothing, and says of every path in which way it is out of date.

use std::fmt::Write as _;

use super::plan::{Found, Plan};
use crate::{
    cli::Subject,
    exit::Exit,
    report::{Console, count},
};

/// Shows what is stale. `verdict` is what the findings about the documents mean.
pub(crate) fn run(plan: &Plan, subject: &Subject, verdict: Exit, console: &Console) -> anyhow::Result<Exit> {
    let stale = plan.stale()?;
    for Found { shown, why, .. } in &stale {
        console.stale(shown, why)?;
    }
    plan.show_obstacles(console);
    if let Some(command) = mending(&stale, subject) {
        let (paths, are) = (count(stale.len(), "path"), if stale.len() == 1 { "is" } else { "are" });
        console.error(&format!(
            "{paths} {are} stale; run `{command}` to mend {}",
            if stale.len() == 1 { "it" } else { "them" }
        ));
        return Ok(verdict.max(Exit::Findings));
    }
    match verdict {
        Exit::Fine => console.line(&format!("{} up to date", count(plan.crates.len(), "crate")))?,
        _ => console.error("what could be generated is up to date; the rest could not be checked"),
    }
    Ok(verdict)
}

/// The shortest command that makes all that is stale as it should be.
fn mending(stale: &[Found], subject: &Subject) -> Option<String> {
    let first = stale.first()?;
    let mut command = "cargo xtask codegen".to_owned();
    match subject {
        Subject::Providers(only) => {
            // One provider: that one. Several: those that were asked for, if any were.
            let single = first.provider.as_ref().filter(|_| stale.iter().all(|found| found.provider == first.provider));
            for name in single.map_or(only.as_slice(), std::slice::from_ref) {
                let _ = write!(command, " --only {name}");
            }
        }
        Subject::File { from, name, out } => {
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
