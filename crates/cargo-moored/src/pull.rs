//! `cargo moored pull`: requests what providers publish now, and generates the clients of what has changed.

use std::collections::BTreeMap;
use std::env;
use std::io;
use std::thread;

use anyhow::Context as _;

use crate::{
    cli::{Action, Format, Pull, PullFormat},
    codegen::{self, Pulled},
    exit::{Exit, UsageError},
    generator::{self, NAMES_LOCK, NextVersion, SOURCE},
    report::{Console, ProviderPull, PullReport, PullState},
    specs,
    upstream::{self, State, Unavailable, Upstream},
    workspace::{InvalidSettings, Workspace},
};

mod overlay;
mod prose;
mod summary;

/// How many servers are asked at a time.
const PARALLEL: usize = 8;

/// Runs the command.
///
/// # Errors
/// Returns an error if there is no workspace or no such provider, or if something cannot be read or written. A text
/// that cannot be had is not an error: it is reported, and the other providers are updated.
pub fn run(options: &Pull, console: &Console) -> anyhow::Result<Exit> {
    let here = env::current_dir().context("cannot determine the current folder")?;
    let workspace = Workspace::find(&here)?;
    let action = if options.dry_run { Action::DryRun } else { Action::Write };
    let console = match options.format {
        PullFormat::Text => *console,
        PullFormat::Json => console.for_format(Format::Json),
    };
    let report = execute(&workspace, &options.providers, action, &console)?;
    match options.format {
        PullFormat::Text => console.text(&report.text(&console)?)?,
        PullFormat::Json => console.text(&report.json())?,
    }
    Ok(report.exit)
}

/// Requests the texts of the providers with these names, or of all, and makes their clients.
///
/// # Errors
/// See [`run`].
pub(crate) fn execute(
    workspace: &Workspace,
    wanted: &[String],
    action: Action,
    console: &Console,
) -> anyhow::Result<PullReport> {
    let command = workspace.settings().command().to_owned();
    let mut report = PullReport { action, command, run: None, providers: Vec::new(), exit: Exit::Success };
    let mut changed = BTreeMap::new();
    for (name, found) in requested(workspace, followed(workspace, wanted)?) {
        let mut provider = ProviderPull::new(name.clone(), workspace.specs_of(&name));
        match found {
            Ok(found) if found.state == State::Unchanged => {}
            Ok(found) => {
                provider.state = PullState::Changed;
                changed.insert(name, found);
            }
            Err(error) => {
                provider.state = PullState::Unavailable;
                report.exit = report.exit.max(unavailable(error, &mut provider));
            }
        }
        report.providers.push(provider);
    }
    if changed.is_empty() {
        return Ok(report);
    }
    let (mut files, mut old, mut drifts) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
    for (name, found) in &changed {
        let texts = specs::of_provider(name, workspace)?;
        let mut new = new_files(&texts, found);
        if let Some(next) = next_version(name, &new, workspace)? {
            new.extend(next.names.map(|names| (NAMES_LOCK.to_owned(), names)));
            drifts.insert(name.clone(), next.drift);
        }
        files.insert(name.clone(), new);
        old.insert(name.clone(), texts);
    }
    let Pulled { run, mut rejected } = codegen::pull(workspace, files, action, console)?;
    let is_blocked = run.as_ref().is_some_and(|run| run.exit != Exit::Success);
    for provider in report.providers.iter_mut().filter(|provider| provider.state == PullState::Changed) {
        let name = provider.name.clone();
        let (Some(new), Some(old)) = (changed.get(&name), old.get(&name)) else { continue };
        provider.summary = summary::of(&provider.specs, old, new);
        provider.details = prose::compared(&provider.specs, old, new);
        // A transcription is the same until somebody brings it up to date.
        provider.drift = drifts.remove(&name).filter(|_| provider.details.is_none());
        if let Some(findings) = rejected.remove(&name) {
            provider.state = PullState::Rejected;
            provider.findings = overlay::explained(findings, &name, workspace.settings().command());
        } else if is_blocked {
            provider.state = PullState::Rejected;
        }
        if provider.state == PullState::Rejected || matches!(action, Action::DryRun) {
            report.exit = report.exit.max(Exit::Findings);
        }
    }
    report.exit = run.as_ref().map_or(report.exit, |run| report.exit.max(run.exit));
    report.run = run;
    Ok(report)
}

/// The names of the providers whose texts are requested.
pub(crate) fn followed(workspace: &Workspace, wanted: &[String]) -> anyhow::Result<Vec<String>> {
    let mut names = specs::selected(workspace, wanted)?;
    let mut followed = Vec::new();
    for name in &names {
        if upstream::is_followed(&specs::of_provider(name, workspace)?) {
            followed.push(name.clone());
        }
    }
    names.retain(|name| !followed.contains(name));
    if let Some(first) = names.first().filter(|_| !wanted.is_empty()) {
        let message = format!(
            "{} is not pulled: its {SOURCE} is missing, has no address, or has `pull = false`",
            workspace.specs_of(first)
        );
        return Err(UsageError(message).into());
    }
    if followed.is_empty() && wanted.is_empty() {
        let message = format!("no provider has an address that is pulled: write it to specs/<provider>/{SOURCE}");
        return Err(UsageError(message).into());
    }
    Ok(followed)
}

type Requested = (String, anyhow::Result<Upstream>);

/// What the providers publish now, in the order of `names`.
fn requested(workspace: &Workspace, names: Vec<String>) -> Vec<Requested> {
    let mut found = Vec::new();
    for names in names.chunks(PARALLEL) {
        thread::scope(|scope| {
            let threads: Vec<_> =
                names.iter().map(|name| (name, scope.spawn(|| upstream::of_provider(name, workspace)))).collect();
            found.extend(threads.into_iter().map(|(name, thread)| {
                let result = thread.join().unwrap_or_else(|_| {
                    Err(anyhow::anyhow!("the command panicked on the text of {name}; this is a bug in moored"))
                });
                (name.clone(), result)
            }));
        });
    }
    found
}

/// Adds why there is no text to the report, and returns the exit code.
fn unavailable(error: anyhow::Error, provider: &mut ProviderPull) -> Exit {
    let error = match error.downcast::<Unavailable>() {
        Ok(Unavailable { findings, exit }) => {
            provider.findings = findings;
            return exit;
        }
        Err(error) => error,
    };
    match error.downcast::<InvalidSettings>() {
        Ok(InvalidSettings(findings)) => {
            provider.findings = findings;
            Exit::Findings
        }
        Err(error) => {
            provider.error = Some(format!("{error:#}"));
            Exit::of(&error)
        }
    }
}

/// What becomes of the client with these files, if both versions have one.
fn next_version(
    name: &str,
    files: &BTreeMap<String, String>,
    workspace: &Workspace,
) -> io::Result<Option<NextVersion>> {
    let old = codegen::inputs_of_provider(name, workspace, BTreeMap::new())?;
    let mut new = old.clone();
    new.specs.extend(files.clone());
    Ok(generator::next_version(&old, &new))
}

/// The files that are not as they are stored.
fn new_files(stored: &BTreeMap<String, String>, found: &Upstream) -> BTreeMap<String, String> {
    let is_new = |(file, text): &(&String, &String)| stored.get(*file) != Some(*text);
    found.specs.iter().filter(is_new).map(|(file, text)| (file.clone(), text.clone())).collect()
}
