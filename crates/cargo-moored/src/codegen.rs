//! `cargo xtask codegen`: generates the clients from `specs/` and writes them to `generated/`, or checks `generated/`.

use std::env;

use anyhow::Context as _;

use crate::{
    cli::{Action, Codegen, Subject},
    exit::{Exit, UsageError},
    project::Project,
    report::Console,
    tree::{Access, Guard},
};

mod apply;
mod check;
mod facade;
mod generate;
mod jobs;
mod losses;
mod orphans;
mod plan;
mod print;

pub use jobs::inputs_of_file;

/// Runs the command and returns its exit code. All errors have been printed by then.
pub fn run(options: &Codegen, console: &Console) -> Exit {
    match execute(options, console) {
        Ok(exit) => exit,
        Err(error) => {
            console.error(&format!("{error:#}"));
            if error.is::<UsageError>() { Exit::UsageError } else { Exit::Failed }
        }
    }
}

fn execute(options: &Codegen, console: &Console) -> anyhow::Result<Exit> {
    let here = env::current_dir().context("cannot determine the current folder")?;
    let project = Project::find(&here)?;
    let subject = options.subject();
    let action = options.action();
    jobs::validate(&subject, action, &project)?;
    if let Action::Print(stage) = action {
        return print::run(stage, &subject, &project, console);
    }

    let staging = jobs::staging(&subject, &project)?;
    let access = match action {
        Action::Write => Access::Exclusive,
        _ => Access::Shared,
    };
    let guard = Guard::acquire(access, &staging, || console.note("waiting for another run of `cargo xtask codegen`"))?;
    let exit = execute_locked(options, &project, console);
    if matches!((&subject, action), (Subject::File { .. }, Action::Write)) {
        guard.release_and_remove();
    }
    exit
}

fn execute_locked(options: &Codegen, project: &Project, console: &Console) -> anyhow::Result<Exit> {
    let subject = options.subject();
    let generated = generate::all(jobs::for_subject(&subject, project)?, console);
    let findings_exit = generate::report(&generated, console)?;
    losses::report(&generated, &subject, console)?;
    let unaccepted = losses::unaccepted(&generated, &subject);
    let (files, findings_exit) = facade::files(&generated, &subject, findings_exit, project, console)?;
    let orphans = orphans::find(&subject, project)?;
    let plan = plan::Plan::new(generated, files, orphans);
    match options.action() {
        Action::Check => {
            let stale = check::run(&plan, &subject, findings_exit, console)?;
            Ok(stale.max(losses::report_unaccepted(&unaccepted, console)))
        }
        // All crates are written or none: a document with errors must not leave a failed run with some crates updated.
        _ if findings_exit.max(plan.exit()) != Exit::Success => {
            plan.report_foreign_files(console);
            console.error("nothing was written: correct the errors above and run the command again");
            Ok(findings_exit.max(plan.exit()))
        }
        Action::DryRun => apply::preview(&plan, console),
        _ => apply::run(&plan, &jobs::staging(&subject, project)?, console),
    }
}
