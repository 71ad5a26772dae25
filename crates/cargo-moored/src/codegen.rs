//! `cargo xtask codegen`: generates the clients from `specs/` and writes them to `generated/`, or checks `generated/`.

use std::env;

use anyhow::Context as _;

use crate::{
    cli::{Action, Codegen},
    exit::Exit,
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
mod subject;

pub use jobs::inputs_of_file;
use subject::Subject;

/// Runs the command and returns its exit code. All errors have been printed by then.
pub fn run(options: &Codegen, console: &Console) -> Exit {
    match execute(options, console) {
        Ok(exit) => exit,
        Err(error) => console.failure(&error),
    }
}

fn execute(options: &Codegen, console: &Console) -> anyhow::Result<Exit> {
    let here = env::current_dir().context("cannot determine the current folder")?;
    let subject = Subject::of(options, &here)?;
    let action = options.action();
    jobs::validate(&subject, action)?;
    if let Action::Print(stage) = action {
        return print::run(stage, &subject, console);
    }

    let staging = jobs::staging(&subject)?;
    let access = match action {
        Action::Write => Access::Exclusive,
        _ => Access::Shared,
    };
    let guard = Guard::acquire(access, &staging, || {
        console.note(&format!("waiting for another run of `{} codegen`", subject.command()));
    })?;
    let exit = execute_locked(&subject, action, console);
    if matches!((&subject, action), (Subject::File { .. }, Action::Write)) {
        guard.release_and_remove();
    }
    exit
}

fn execute_locked(subject: &Subject, action: Action, console: &Console) -> anyhow::Result<Exit> {
    let generated = generate::all(jobs::for_subject(subject)?, console);
    let findings_exit = generate::report(&generated, console)?;
    losses::report(&generated, subject, console)?;
    let unaccepted = losses::unaccepted(&generated, subject);
    let (files, findings_exit) = facade::files(&generated, subject, findings_exit, console)?;
    let orphans = orphans::find(subject)?;
    let plan = plan::Plan::new(generated, files, orphans);
    match action {
        Action::Check => {
            let stale = check::run(&plan, subject, findings_exit, console)?;
            Ok(stale.max(losses::report_unaccepted(&unaccepted, console)))
        }
        // All crates are written or none: a document with errors must not leave a failed run with some crates updated.
        _ if findings_exit.max(plan.exit()) != Exit::Success => {
            plan.report_foreign_files(console);
            console.error("nothing was written: correct the errors above and run the command again");
            Ok(findings_exit.max(plan.exit()))
        }
        Action::DryRun => apply::preview(&plan, console),
        _ => apply::run(&plan, &jobs::staging(subject)?, console),
    }
}
