//! `cargo moored codegen`: generates the clients from `specs/` and writes them to `generated/`, or checks `generated/`.

use std::env;
use std::path::Path;

use anyhow::Context as _;

use crate::{
    cli::{Action, Codegen, Format, Upgrade},
    exit::Exit,
    generator,
    report::{Console, Run},
    tree::{Access, Guard},
    workspace::{InvalidSettings, Workspace},
};

mod apply;
mod check;
mod copies;
mod edit;
mod edited;
mod facade;
mod found;
mod generate;
mod jobs;
mod orphans;
mod packaging;
mod paths;
mod plan;
mod print;
mod pull;
mod rest;
mod subject;
mod version;

pub use edit::{Edited, edit};
pub(crate) use jobs::inputs_of_provider;
pub use jobs::{inputs_of_file, invalid_text};
use plan::{Plan, Single};
pub use pull::{Pulled, pull};
use subject::Subject;

/// Runs the command and returns its exit code. All errors have been printed by then.
pub fn run(options: &Codegen, console: &Console) -> Exit {
    let console = console.for_format(options.format);
    reported(execute(options, &console), options.action(), options.format, &console)
}

/// `cargo moored upgrade`: generates all crates with this version of moored, whichever wrote them, and returns the exit
/// code. All errors have been printed by then.
pub fn upgrade(options: &Upgrade, console: &Console) -> Exit {
    let action = if options.dry_run { Action::DryRun } else { Action::Write };
    reported(execute_upgrade(action, console), action, Format::Text, console)
}

fn reported(result: anyhow::Result<Exit>, action: Action, format: Format, console: &Console) -> Exit {
    let error = match result {
        Ok(exit) => return exit,
        Err(error) => error,
    };
    match error.downcast::<InvalidSettings>() {
        Ok(InvalidSettings(findings)) => match console.run(&found::without_run(action, findings), format) {
            Ok(()) => Exit::Findings,
            Err(error) => console.failure(&error.into()),
        },
        Err(error) => console.failure(&error),
    }
}

fn execute(options: &Codegen, console: &Console) -> anyhow::Result<Exit> {
    let here = env::current_dir().context("cannot determine the current folder")?;
    let subject = Subject::of(options, &here)?;
    let action = options.action();
    if let Subject::Providers { workspace, .. } = &subject {
        version::validate(workspace)?;
    }
    jobs::validate(&subject, action)?;
    if let Action::Print(stage) = action {
        return print::run(stage, &subject, console);
    }
    let run = guarded(&subject, action, Vec::new(), &here, console)?;
    console.run(&run, options.format)?;
    Ok(run.exit)
}

/// The settings are written after everything else: the next run continues where this one was killed.
fn execute_upgrade(action: Action, console: &Console) -> anyhow::Result<Exit> {
    let here = env::current_dir().context("cannot determine the current folder")?;
    let workspace = Workspace::find(&here)?;
    let settings = version::upgraded(&workspace)?;
    let pinned = workspace.settings().generator().unwrap_or("another version").to_owned();
    let subject = Subject::Providers { workspace, only: Vec::new() };
    jobs::validate(&subject, action)?;
    let run = guarded(&subject, action, vec![settings], &here, console)?;
    console.run(&run, Format::Text)?;
    if run.exit == Exit::Success {
        let verb = if matches!(action, Action::DryRun) { "would move" } else { "moved" };
        console.line(&format!("{verb} the workspace from moored {pinned} to {}", generator::VERSION))?;
    }
    Ok(run.exit)
}

/// A run that waits for other runs. `own` are files that it writes beside those that are generated.
fn guarded(subject: &Subject, action: Action, own: Vec<Single>, here: &Path, console: &Console) -> anyhow::Result<Run> {
    let staging = jobs::staging(subject)?;
    let access = match action {
        Action::Write => Access::Exclusive,
        _ => Access::Shared,
    };
    let guard = Guard::acquire(access, &staging, || {
        console.note(&format!("waiting for another run of `{} codegen`", subject.command()));
    })?;
    let run = execute_locked(subject, action, own, here, console);
    if matches!((subject, action), (Subject::File { .. }, Action::Write)) {
        guard.release_and_remove();
    }
    Ok(run?.0)
}

fn execute_locked(
    subject: &Subject,
    action: Action,
    own: Vec<Single>,
    here: &Path,
    console: &Console,
) -> anyhow::Result<(Run, Plan)> {
    if let (Subject::Providers { workspace, .. }, Action::Write) = (subject, action) {
        pull::recover(workspace)?;
    }
    let generated = generate::all(jobs::for_subject(subject)?, console);
    let mut run = found::run(&generated, subject, action, here);
    let mut files = facade::files(&generated, subject, &mut run)?;
    files.extend(own);
    if !matches!(action, Action::Check) {
        run.unselected = rest::find(&generated, subject, console)?;
    }
    let crates = generated.iter().filter_map(|generated| Some((generated.inputs.as_ref()?, &generated.dir)));
    let copies = copies::of_subject(subject, crates)?;
    let plan = Plan::new(generated, copies, files, orphans::find(subject)?);
    run.errors.extend(plan.foreign_files());
    let edited = edited::findings(&plan)?;
    if edited.has_errors() {
        run.findings.extend(edited);
        run.exit = run.exit.max(Exit::Findings);
    }
    // What was found is reported even if the disk is full.
    if let Err(error) = act(&plan, subject, &mut run) {
        run.errors.push(format!("{error:#}"));
        run.exit = run.exit.max(Exit::of(&error));
    }
    Ok((run, plan))
}

fn act(plan: &Plan, subject: &Subject, run: &mut Run) -> anyhow::Result<()> {
    match run.action {
        Action::Check => check::run(plan, subject, run),
        // All crates are written or none: a document with errors must not leave a failed run with some crates updated.
        _ if run.exit.max(plan.exit()) != Exit::Success => {
            run.conclusion = Some("nothing was written: correct the errors above and run the command again".to_owned());
            run.exit = run.exit.max(plan.exit());
            Ok(())
        }
        Action::DryRun => {
            edit::preview(subject, run);
            apply::preview(plan, run)
        }
        _ => {
            let staging = jobs::staging(subject)?;
            edit::apply(subject, plan, &staging, run)?;
            apply::run(plan, &staging, run)
        }
    }
}
