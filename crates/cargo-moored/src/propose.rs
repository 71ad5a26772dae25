//! `cargo moored propose`: one branch for each provider that has published another document, kept up to date.

use std::env;
use std::fs;
use std::path::Path;

use anyhow::Context as _;
use moored_document::{provenance::Provenance, source::Source};
use serde::Serialize;

use crate::{
    cli::{Action, Format, Propose, ProposeFormat},
    exit::Exit,
    generator::SOURCE,
    pull,
    report::{Console, ProviderPull, PullReport, PullState},
    tree::PathContext as _,
    workspace::Workspace,
};

mod repository;
mod text;

use repository::Repository;
use text::Text;

/// The version of the format of the JSON. It increases when a member is removed or changes its meaning.
const VERSION: u32 = 1;

/// What became of the branch of a provider.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
enum State {
    Proposed,
    Current,
    Closed,
    Unchanged,
    Held,
    Rejected,
    Unavailable,
}

#[derive(Debug, Serialize)]
struct Proposal {
    provider: String,
    state: State,
    branch: String,
    commit: Option<String>,
    title: String,
    labels: Vec<String>,
    body: String,
    /// Why git could not push.
    error: Option<String>,
}

#[derive(Serialize)]
struct Object<'a> {
    version: u32,
    exit_code: u8,
    remote: &'a str,
    base: &'a str,
    proposals: &'a [Proposal],
}

/// Runs the command.
///
/// # Errors
/// Returns an error if there is no workspace, repository or provider, or if git fails for all providers.
pub fn run(options: &Propose, console: &Console) -> anyhow::Result<Exit> {
    let here = env::current_dir().context("cannot determine the current folder")?;
    let workspace = Workspace::find(&here)?;
    let repository = Repository::find(&workspace.join(""), &options.remote, options.base.as_deref())?;
    let mut exit = Exit::Success;
    let mut proposals = Vec::new();
    for name in pull::followed(&workspace, &options.providers)? {
        let (proposal, code) = propose(name, &repository, options, console)?;
        proposals.push(proposal);
        exit = exit.max(code);
    }
    if let Some(folder) = &options.output {
        proposals.iter().try_for_each(|proposal| write(proposal, &folder.join(&proposal.provider)))?;
    }
    match options.format {
        ProposeFormat::Text => proposals.iter().try_for_each(|proposal| console.text(&line(proposal, options)))?,
        ProposeFormat::Json => {
            let (version, base) = (VERSION, repository.base());
            let object =
                Object { version, exit_code: exit.code(), remote: &options.remote, base, proposals: &proposals };
            // Strings and numbers can always be serialized.
            console.text(&format!("{}\n", serde_json::to_string_pretty(&object).unwrap_or_default()))?;
        }
    }
    Ok(exit)
}

/// Pulls one provider in a working tree of the base, and brings its branch up to date.
fn propose(
    name: String,
    repository: &Repository,
    options: &Propose,
    console: &Console,
) -> anyhow::Result<(Proposal, Exit)> {
    let tree = repository.tree()?;
    let workspace = Workspace::find(&tree.workspace())?;
    let wanted = std::slice::from_ref(&name);
    let report = pull::execute(&workspace, wanted, Action::Write, &console.for_format(Format::Json))?;
    let provider = report.providers.first().context("the provider is not in the report")?;
    let Text { title, body, labels } = text::of(&report, provider, &tree.workspace(), repository.base_commit()?);
    let branch = format!("moored/{name}");
    let mut proposal =
        Proposal { provider: name, state: State::Unchanged, branch, commit: None, title, labels, body, error: None };
    let mut exit = report.exit;
    let updated = match provider.state {
        PullState::Unavailable => Ok(State::Unavailable),
        PullState::Rejected => Ok(State::Rejected),
        PullState::Unchanged => close(&proposal.branch, repository, options),
        PullState::Changed => {
            let commit = tree.commit(&format!("{}\n\n{}", proposal.title, provider.summary))?;
            let updated = update(&proposal.branch, &commit, provider, repository, options);
            proposal.commit = Some(commit);
            updated
        }
    };
    proposal.state = updated.unwrap_or_else(|error| {
        proposal.error = Some(format!("{error:#}"));
        exit = Exit::Failed;
        State::Held
    });
    complain(provider, &report, &proposal, console)?;
    Ok((proposal, exit))
}

/// Nothing is left to propose: removes the branch.
fn close(branch: &str, repository: &Repository, options: &Propose) -> anyhow::Result<State> {
    let Some(commit) = repository.branch(branch) else { return Ok(State::Unchanged) };
    if !repository.is_ours(commit)? {
        return Ok(State::Held);
    }
    if !options.dry_run {
        repository.delete(branch)?;
    }
    Ok(State::Closed)
}

/// Makes the branch point to `commit`, unless it has the same already.
fn update(
    branch: &str,
    commit: &str,
    provider: &ProviderPull,
    repository: &Repository,
    options: &Propose,
) -> anyhow::Result<State> {
    if let Some(old) = repository.branch(branch) {
        if !repository.is_ours(old)? {
            return Ok(State::Held);
        }
        if repository.parent(old)? == repository.base_commit()? && is_same(old, commit, provider, repository)? {
            return Ok(State::Current);
        }
    }
    if !options.dry_run {
        repository.push(branch, commit)?;
    }
    Ok(State::Proposed)
}

/// Whether two commits differ in nothing but the day on which the same text was retrieved.
fn is_same(old: &str, new: &str, provider: &ProviderPull, repository: &Repository) -> anyhow::Result<bool> {
    let source = format!("{}/{SOURCE}", provider.specs);
    let sha256 = |commit: &str| {
        let text = repository.text(commit, &source)?;
        let read = Provenance::parse(&Source::new("", text)).ok()?;
        Some(read.sha256?.into_inner())
    };
    let is_day = |path: &String| path.ends_with(&source) || path.ends_with("inputs.lock");
    Ok(repository.differences(old, new)?.iter().all(is_day) && sha256(old) == sha256(new))
}

/// Prints why there is nothing to propose.
fn complain(
    provider: &ProviderPull,
    report: &PullReport,
    proposal: &Proposal,
    console: &Console,
) -> anyhow::Result<()> {
    console.findings(&provider.findings)?;
    let errors = report.run.iter().flat_map(|run| &run.errors);
    provider.error.iter().chain(&proposal.error).chain(errors).for_each(|error| console.error(error));
    Ok(())
}

fn line(proposal: &Proposal, options: &Propose) -> String {
    let Proposal { provider, branch, title, .. } = proposal;
    let state = match (proposal.state, options.dry_run) {
        (State::Proposed, false) => format!("proposed on `{branch}`: {title}"),
        (State::Proposed, true) => format!("would be proposed on `{branch}`: {title}"),
        (State::Current, _) => format!("`{branch}` is up to date: {title}"),
        (State::Closed, false) => format!("nothing is left to propose, and `{branch}` was removed"),
        (State::Closed, true) => format!("nothing is left to propose, and `{branch}` would be removed"),
        (State::Unchanged, _) => "unchanged".to_owned(),
        (State::Held, _) if proposal.error.is_some() => format!("`{branch}` could not be updated"),
        (State::Held, _) => format!("`{branch}` has commits of somebody else, and was left alone"),
        (State::Rejected, _) => "the new document has errors, and is not proposed".to_owned(),
        (State::Unavailable, _) => "the document cannot be had; that is no change of it".to_owned(),
    };
    format!("{provider}: {state}\n")
}

/// Writes the parts of a proposal to files in `folder`.
fn write(proposal: &Proposal, folder: &Path) -> anyhow::Result<()> {
    fs::create_dir_all(folder).path_context("create", folder)?;
    let state = serde_json::to_value(proposal.state)?;
    let labels: String = proposal.labels.iter().map(|label| format!("{label}\n")).collect();
    for (file, text) in [
        ("state", format!("{}\n", state.as_str().unwrap_or_default())),
        ("branch", format!("{}\n", proposal.branch)),
        ("title", format!("{}\n", proposal.title)),
        ("labels", labels),
        ("body.md", proposal.body.clone()),
    ] {
        let path = folder.join(file);
        fs::write(&path, text).path_context("write", &path)?;
    }
    Ok(())
}
