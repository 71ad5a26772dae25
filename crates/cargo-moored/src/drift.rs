//! `cargo moored drift`: compares two versions of documents as callers of the generated clients see them.

use std::env;
use std::time::Instant;

use anyhow::Context as _;
use moored_drift::{
    Bump,
    report::{Failure, Report, Section, Version},
};

use crate::{
    cli::Drift,
    exit::{Exit, UsageError},
    generator::{self, Finding, Findings, Inputs, Model, NAMES_LOCK, Origin, digest},
    report::{Console, count},
    upstream::Unavailable,
};

mod approvals;
mod compile;
mod observed;
mod revision;
mod sides;
mod used_by;

use approvals::ApprovalsFile;
use compile::Caller;
use sides::{NewNames, Pair};
use used_by::Used;

/// Compares, prints the report and returns the exit code.
///
/// # Errors
/// Returns an error if there is no such provider or revision, if an approval cannot be written, or if the result cannot
/// be printed.
pub fn run(options: &Drift, console: &Console) -> anyhow::Result<Exit> {
    let here = env::current_dir().context("cannot determine the current folder")?;
    if let Some(file) = &options.observed {
        return observed::run(file, options, &here, console);
    }
    let mut report = Report { sections: Vec::new(), failures: Vec::new(), fail_on: options.fail_on.class() };
    let mut files = Vec::new();
    for (name, pair) in sides::of(options, &here)? {
        match pair.map_err(Incomparable::of).and_then(|pair| section(&name, pair, options, console)) {
            Ok((section, file)) => {
                report.sections.push(section);
                files.push(file);
            }
            Err(why) => report.failures.push(why.report(name, console)?),
        }
    }
    if !options.approve.is_empty() {
        approve(&mut report, &files, options, console)?;
    }
    if options.prune {
        prune(&report, &files, console)?;
    }
    console.drift(&report, &here, options.format)?;
    Ok(match report.exit_code() {
        0 => Exit::Success,
        1 => Exit::Findings,
        _ => Exit::Failed,
    })
}

/// Why two versions could not be compared.
enum Incomparable {
    Findings(Findings),
    Error(anyhow::Error),
}

impl Incomparable {
    fn of(error: anyhow::Error) -> Self {
        match error.downcast::<Unavailable>() {
            Ok(unavailable) => Self::Findings(unavailable.findings),
            Err(error) => Self::Error(error),
        }
    }

    /// Prints it in full, and returns it for the report.
    fn report(self, name: String, console: &Console) -> anyhow::Result<Failure> {
        let message = match self {
            Self::Findings(findings) => {
                console.findings(&findings)?;
                findings.errors().map(Finding::line).collect::<Vec<_>>().join("\n")
            }
            Self::Error(error) => {
                let message = format!("{error:#}");
                console.error(&format!("{name}: {message}"));
                message
            }
        };
        Ok(Failure { name, message })
    }
}

/// Compares two versions, and applies the approvals. The names of the new version are those of the old one, as far as
/// it has them. It is read again where other lines of `names.lock` keep more of them.
fn section(
    name: &str,
    Pair { approvals, old: of_old, new: mut of_new, new_names }: Pair,
    options: &Drift,
    console: &Console,
) -> Result<(Section, Option<ApprovalsFile>), Incomparable> {
    let used = options.used_by.as_ref().map(|folder| Used::read(folder, &of_old)).transpose();
    let used = used.map_err(Incomparable::Error)?;
    let start = Instant::now();
    let old = generator::model(&of_old).map_err(Incomparable::Findings)?;
    if new_names == NewNames::OfOld {
        pin(&mut of_new, old.names.render());
    }
    let mut model = generator::model(&of_new).map_err(Incomparable::Findings)?;
    if new_names == NewNames::OfOld
        && let Some(names) = moored_drift::kept_names(&generator::side_of(&old), &generator::side_of(&model))
    {
        pin(&mut of_new, names);
        model = generator::model(&of_new).map_err(Incomparable::Findings)?;
    }
    let new = model;
    let read = start.elapsed();
    let start = Instant::now();
    let mut drift = moored_drift::compare(&generator::side_of(&old), &generator::side_of(&new));
    if options.timings {
        console.error(&format!("{name}: read in {read:?}, compared in {:?}", start.elapsed()));
    }
    let notes = match &options.compile {
        Some(folder) => {
            let caller = Caller { folder: folder.clone(), target: options.compile_target.clone() };
            compile::compare(&caller, &of_old, &of_new, &mut drift).map_err(Incomparable::Error)?
        }
        None => Vec::new(),
    };
    let next = next_version(&of_old, drift.bump());
    let mut section = Section::new(name, version(&old), version(&new), drift);
    section.notes.extend(next.into_iter().chain(notes));
    if let Some(file) = &approvals {
        file.apply(&mut section).map_err(Incomparable::Error)?;
    }
    // After the approvals, because one of a finding that is left out is valid.
    if let Some(used) = used {
        used.filter(&mut section, console);
    }
    Ok((section, approvals))
}

/// The version of the crate in `moored.toml`, and the next one.
fn next_version(inputs: &Inputs, bump: Bump) -> Option<String> {
    let version = inputs.packaging.package.get("version")?.as_str()?;
    let next = bump.next(version).filter(|next| next != version)?;
    Some(format!("the version of the crate is {version}, and {next} follows"))
}

fn version(model: &Model) -> Version {
    let source = model.document.source();
    Version { name: source.name().to_owned(), sha256: digest(source.text()) }
}

/// Adds the approvals that `options` ask for, and applies them.
fn approve(
    report: &mut Report,
    files: &[Option<ApprovalsFile>],
    options: &Drift,
    console: &Console,
) -> anyhow::Result<()> {
    let mut approved = Vec::new();
    let fails: Vec<String> = report.failing_entries().map(|entry| entry.fingerprint.clone()).collect();
    let fails: Vec<&str> = fails.iter().map(String::as_str).collect();
    for (section, file) in report.sections.iter_mut().zip(files) {
        let Some(file) = file else { continue };
        let found = file.approve(section, options, &fails)?;
        if !found.is_empty() {
            console.note(&format!("{} in {}", count(found.len(), "new approval"), file.path()));
            let known = std::mem::take(&mut section.problems);
            file.apply(section)?;
            // Approvals of findings that were left out of the section match nothing in it, and are right.
            let is_known = |problem: &Finding| known.iter().any(|known| known.message == problem.message);
            section.problems.retain(is_known);
        }
        approved.extend(found);
    }
    let is_known = |wanted: &&String| *wanted == approvals::ALL || approved.contains(wanted);
    match options.approve.iter().find(|wanted| !is_known(wanted)) {
        Some(unknown) => {
            Err(UsageError(format!("no finding that is not approved has the fingerprint `{unknown}`")).into())
        }
        None => Ok(()),
    }
}

fn prune(report: &Report, files: &[Option<ApprovalsFile>], console: &Console) -> anyhow::Result<()> {
    for (section, file) in report.sections.iter().zip(files) {
        let Some(file) = file else { continue };
        let removed = file.prune(section)?;
        if removed > 0 {
            console.note(&format!("{} of other documents removed from {}", count(removed, "approval"), file.path()));
        }
    }
    Ok(())
}

/// Gives the document of `inputs` the names in `lock`.
fn pin(inputs: &mut Inputs, lock: String) {
    match &mut inputs.packaging.origin {
        Origin::Provider { .. } => {
            inputs.specs.insert(NAMES_LOCK.to_owned(), lock);
        }
        Origin::Document { names, .. } => *names = Some(lock),
    }
}
