//! One document in a process of its own: both sides of it.

use std::collections::{BTreeMap, BTreeSet};
use std::env;
use std::fs;
use std::io;
use std::path::Path;
use std::process::{Command, ExitStatus};

use anyhow::Context as _;
use serde::{Deserialize, Serialize};

use super::line::{Compiled, Line, Outcome};
use super::watch::{self, Limits};
use super::{Entry, Work};
use crate::{
    cli::CorpusDocument,
    codegen::inputs_of_file,
    exit::Exit,
    generator::{self, OperationCount, Fields, Files},
    project::Project,
    report::Console,
};

/// What the process says before it generates, so that it is known however that ends.
#[derive(Default, Deserialize, Serialize)]
struct Before {
    version: Option<String>,
    operations: Option<usize>,
}

/// What it says afterwards.
#[derive(Default, Deserialize, Serialize)]
struct After {
    is_generated: bool,
    /// The rules of the errors.
    errors: BTreeSet<String>,
    operations: usize,
    types: usize,
    fields: Fields,
    losses: BTreeMap<String, usize>,
    /// Why the file could not be read.
    unreadable: Option<String>,
}

/// `cargo xtask corpus-document`: two lines of JSON, and the crate.
pub fn document(asked: &CorpusDocument) -> Exit {
    watch::limit_memory(asked.memory);
    let console = Console::new();
    match generate(asked, &console) {
        Ok(()) => Exit::Fine,
        Err(error) => {
            console.error(&format!("{error:#}"));
            Exit::Failed
        }
    }
}

fn generate(asked: &CorpusDocument, console: &Console) -> anyhow::Result<()> {
    let project = Project::find(&env::current_dir()?)?;
    let inputs = match inputs_of_file(&asked.from, None, &project)? {
        Ok(inputs) => inputs,
        Err(error) => {
            console.line(&serde_json::to_string(&Before::default())?)?;
            let after = After { unreadable: Some(error.to_string()), ..After::default() };
            return Ok(console.line(&serde_json::to_string(&after)?)?);
        }
    };
    let count = OperationCount::of(inputs.folder());
    let before = Before {
        version: count.as_ref().and_then(|count| count.version.clone()),
        operations: count.map(|count| count.operations),
    };
    console.line(&serde_json::to_string(&before)?)?;
    let outcome = generator::generate(&inputs);
    let mut after = After { fields: outcome.summary.fields, ..After::default() };
    after.errors = generator::error_rules(&outcome.findings);
    for count in outcome.losses.by_rule() {
        after.losses.insert(count.rule.id.to_owned(), count.all);
    }
    if let Some(files) = outcome.files {
        write(&files, &asked.out)?;
        after.is_generated = true;
        (after.operations, after.types) = (outcome.summary.operations, outcome.summary.types);
    }
    Ok(console.line(&serde_json::to_string(&after)?)?)
}

/// Into a new folder, without the care that a crate which is in use deserves.
fn write(files: &Files, out: &Path) -> anyhow::Result<()> {
    for (path, text) in files {
        let path = out.join(path.as_str());
        let cannot = || format!("cannot write {}", path.display());
        fs::create_dir_all(path.parent().unwrap_or(out)).with_context(cannot)?;
        fs::write(&path, text).with_context(cannot)?;
    }
    Ok(())
}

/// Starts the process for `entry` and says how it went.
pub(super) fn run(entry: &Entry, work: &Work, limits: Limits) -> anyhow::Result<Line> {
    let (output, errors) = (work.output.join("stdout"), work.output.join("stderr"));
    let mut command = Command::new(env::current_exe().context("cannot find this program")?);
    command.arg("corpus-document").arg(&entry.path).arg(work.crate_of(entry)).arg(limits.memory.to_string());
    let ended = watch::run(&mut command, limits.time, &output, &errors).context("cannot run the generator")?;
    let (said, complaint) = (text(&output)?, text(&errors)?);
    let mut said = said.lines();
    let before: Before = said.next().and_then(|line| serde_json::from_str(line).ok()).unwrap_or_default();
    let after: Option<After> = said.next().and_then(|line| serde_json::from_str(line).ok());
    let outcome = match ended.status {
        None => Outcome::TimedOut,
        Some(status) => outcome(status, after.as_ref(), &complaint)
            .ok_or_else(|| anyhow::anyhow!("{}: {}", entry.name, complaint.trim()))?,
    };
    let after = after.unwrap_or_default();
    let words = match outcome {
        Outcome::Generated | Outcome::Refused(_) | Outcome::TimedOut => None,
        Outcome::Unreadable => after.unreadable,
        _ => complaint.lines().map(str::trim).find(|line| !line.is_empty()).map(str::to_owned),
    };
    Ok(Line {
        document: entry.name.clone(),
        bytes: entry.bytes,
        version: before.version,
        outcome,
        words,
        compiled: Compiled::NotTried,
        operations_in: before.operations,
        operations_out: after.operations,
        types: after.types,
        fields: after.fields,
        losses: after.losses,
        seconds: ended.took.as_secs_f64(),
        peak_mib: ended.peak_mib,
    })
}

fn text(path: &Path) -> anyhow::Result<String> {
    let bytes = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// How a process ended that had time enough; `None` where it failed for a reason that has nothing to do with the document.
fn outcome(status: ExitStatus, after: Option<&After>, complaint: &str) -> Option<Outcome> {
    /// What Rust's run time exits with after a panic.
    const PANICKED: i32 = 101;
    if complaint.contains("memory allocation of ") {
        return Some(Outcome::OutOfMemory);
    }
    match (status.code(), after) {
        (Some(0), Some(After { unreadable: Some(_), .. })) => Some(Outcome::Unreadable),
        (Some(0), Some(After { is_generated: true, .. })) => Some(Outcome::Generated),
        (Some(0), Some(After { errors, .. })) => Some(Outcome::Refused(errors.iter().cloned().collect())),
        (Some(PANICKED), _) => Some(Outcome::Panicked),
        (Some(_), _) => None,
        (None, _) if complaint.contains("has overflowed its stack") => {
            Some(Outcome::Aborted("stack overflow".to_owned()))
        }
        (None, _) => Some(signal(status)),
    }
}

#[cfg(unix)]
fn signal(status: ExitStatus) -> Outcome {
    use std::os::unix::process::ExitStatusExt as _;
    match status.signal() {
        // Nobody else would: the system, which ran out of memory.
        Some(9) => Outcome::OutOfMemory,
        Some(number) => Outcome::Aborted(format!("signal {number}")),
        None => Outcome::Aborted(io::Error::last_os_error().to_string()),
    }
}

#[cfg(not(unix))]
fn signal(status: ExitStatus) -> Outcome {
    Outcome::Aborted(status.to_string())
}
