//! `cargo xtask codegen`: what is in `specs/` becomes what is in `generated/`, or is proven to be there already.

use std::env;

use anyhow::Context as _;

use crate::{
    cli::{Action, Codegen, Subject},
    exit::{Exit, WrongUse},
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

pub(crate) use jobs::inputs_of_file;

/// Does what was asked for. Whatever is wrong has been printed when it returns.
pub fn run(asked: &Codegen) -> Exit {
    let console = Console::new();
    match carry_out(asked, &console) {
        Ok(exit) => exit,
        Err(error) => {
            console.error(&format!("{error:#}"));
            if error.is::<WrongUse>() { Exit::WrongUse } else { Exit::Failed }
        }
    }
}

fn carry_out(asked: &Codegen, console: &Console) -> anyhow::Result<Exit> {
    let here = env::current_dir().context("cannot tell the current folder")?;
    let project = Project::find(&here)?;
    let subject = asked.subject();
    let action = asked.action();
    jobs::refuse(&subject, action, &project)?;
    if let Action::Print(stage) = action {
        return print::run(stage, &subject, &project, console);
    }

    let staging = jobs::staging(&subject, &project)?;
    let access = match action {
        Action::Write => Access::Exclusive,
        _ => Access::Shared,
    };
    let guard = Guard::take(access, &staging, || console.note("waiting for another `cargo xtask codegen` to end"))?;
    let exit = under_guard(asked, &project, console);
    if matches!((&subject, action), (Subject::File { .. }, Action::Write)) {
        guard.dissolve();
    }
    exit
}

fn under_guard(asked: &Codegen, project: &Project, console: &Console) -> anyhow::Result<Exit> {
    let subject = asked.subject();
    let generated = generate::all(jobs::of(&subject, project)?, console);
    let verdict = generate::show(&generated, console)?;
    losses::show(&generated, &subject, console)?;
    let unaccepted = losses::unaccepted(&generated, &subject);
    let (files, verdict) = facade::of(&generated, &subject, verdict, project, console)?;
    let orphans = orphans::of(&subject, project)?;
    let plan = plan::Plan::new(generated, files, orphans);
    match asked.action() {
        Action::Check => {
            let stale = check::run(&plan, &subject, verdict, console)?;
            Ok(stale.max(losses::refuse(&unaccepted, console)))
        }
        // Of all or of none: a document that fails must not leave the others written and the run red.
        _ if verdict.max(plan.exit()) != Exit::Fine => {
            plan.show_obstacles(console);
            console.error("nothing was written: mend the above and run this again");
            Ok(verdict.max(plan.exit()))
        }
        Action::DryRun => apply::show(&plan, console),
        _ => apply::run(&plan, &jobs::staging(&subject, project)?, console),
    }
}
