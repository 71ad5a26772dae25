//! Generates one document in its own process: the code of the parent and of the child process.

use std::collections::{BTreeMap, BTreeSet};
use std::env;
use std::fs;
use std::io;
use std::path::Path;
use std::process::{Command, ExitStatus};

use anyhow::Context as _;
use serde::{Deserialize, Serialize};

use super::line::{Compiled, Line, Outcome};
use super::options::CorpusDocument;
use super::watch::{self, Limits};
use super::{Entry, Work};
use cargo_moored::{
    cli::Output,
    codegen::inputs_of_file,
    exit::Exit,
    generator::{self, Fields, Files, OperationCount},
    report::Console,
};

/// The first line of the child's output. It is printed counted the generator runs, so that it is known even if the
/// generator crashes.
#[derive(Default, Deserialize, Serialize)]
struct Counted {
    version: Option<String>,
    operations: Option<usize>,
}

/// The second line of the child's output, printed generated the generator has run.
#[derive(Default, Deserialize, Serialize)]
struct Generated {
    is_generated: bool,
    /// The ids of the rules with findings of level error.
    errors: BTreeSet<String>,
    operations: usize,
    types: usize,
    fields: Fields,
    losses: BTreeMap<String, usize>,
    unexplained_losses: usize,
    /// The reason if the file could not be read.
    unreadable: Option<String>,
}

/// `cargo xtask corpus-document`: prints two lines of JSON and writes the crate.
pub(crate) fn document(options: &CorpusDocument) -> Exit {
    watch::limit_memory(options.memory);
    let console = Console::new(&Output::default());
    match generate(options, &console) {
        Ok(()) => Exit::Success,
        Err(error) => {
            console.error(&format!("{error:#}"));
            Exit::Failed
        }
    }
}

fn generate(options: &CorpusDocument, console: &Console) -> anyhow::Result<()> {
    let inputs = match inputs_of_file(&options.from, None)? {
        Ok(inputs) => inputs,
        Err(error) => {
            console.line(&serde_json::to_string(&Counted::default())?)?;
            let generated = Generated { unreadable: Some(error.to_string()), ..Generated::default() };
            return Ok(console.line(&serde_json::to_string(&generated)?)?);
        }
    };
    let count = OperationCount::of(inputs.folder());
    let counted = Counted {
        version: count.as_ref().and_then(|count| count.version.clone()),
        operations: count.map(|count| count.operations),
    };
    console.line(&serde_json::to_string(&counted)?)?;
    let outcome = generator::generate(&inputs);
    let mut generated = Generated { fields: outcome.summary.fields, ..Generated::default() };
    generated.errors = generator::error_rules(&outcome.findings);
    for count in outcome.losses.by_rule() {
        generated.losses.insert(count.rule.id.to_owned(), count.all);
    }
    generated.unexplained_losses = generator::unexplained_losses(&outcome);
    if let Some(files) = outcome.files {
        write(&files, &options.out)?;
        generated.is_generated = true;
        (generated.operations, generated.types) = (outcome.summary.operations, outcome.summary.types);
    }
    Ok(console.line(&serde_json::to_string(&generated)?)?)
}

/// Writes into a new folder. Unlike [`tree`](cargo_moored::tree), this does not need to preserve an existing crate.
fn write(files: &Files, out: &Path) -> anyhow::Result<()> {
    for (path, text) in files {
        let path = out.join(path.as_str());
        let cannot = || format!("cannot write {}", path.display());
        fs::create_dir_all(path.parent().unwrap_or(out)).with_context(cannot)?;
        fs::write(&path, text).with_context(cannot)?;
    }
    Ok(())
}

/// Starts the process for `entry` and returns the outcome.
pub(super) fn run(entry: &Entry, work: &Work, limits: Limits) -> anyhow::Result<Line> {
    let (output, errors) = (work.output.join("stdout"), work.output.join("stderr"));
    let mut command = Command::new(env::current_exe().context("cannot find this program")?);
    command.arg("corpus-document").arg(&entry.path).arg(work.crate_folder(entry)).arg(limits.memory.to_string());
    // The allocator reserves 1 GiB of addresses when it starts, and the limit counts addresses. In KiB.
    command.env("MIMALLOC_ARENA_RESERVE", "32768");
    let ended = watch::run(&mut command, limits.time, &output, &errors).context("cannot run the generator")?;
    let (stdout, stderr) = (text(&output)?, text(&errors)?);
    let mut lines = stdout.lines();
    let counted: Counted = lines.next().and_then(|line| serde_json::from_str(line).ok()).unwrap_or_default();
    let generated: Option<Generated> = lines.next().and_then(|line| serde_json::from_str(line).ok());
    let outcome = match ended.status {
        None => Outcome::TimedOut,
        Some(status) => outcome(status, generated.as_ref(), &stderr)
            .ok_or_else(|| anyhow::anyhow!("{}: {}", entry.name, stderr.trim()))?,
    };
    let generated = generated.unwrap_or_default();
    let message = match outcome {
        Outcome::Generated | Outcome::Rejected(_) | Outcome::TimedOut => None,
        Outcome::Unreadable => generated.unreadable,
        _ => stderr.lines().map(str::trim).find(|line| !line.is_empty()).map(str::to_owned),
    };
    Ok(Line {
        document: entry.name.clone(),
        bytes: entry.bytes,
        version: counted.version,
        outcome,
        message,
        compiled: Compiled::NotTried,
        operations_in: counted.operations,
        operations_out: generated.operations,
        types: generated.types,
        fields: generated.fields,
        losses: generated.losses,
        unexplained_losses: generated.unexplained_losses,
        seconds: ended.duration.as_secs_f64(),
        peak_mib: ended.peak_mib,
    })
}

fn text(path: &Path) -> anyhow::Result<String> {
    let bytes = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// The outcome of a process that ended within the time limit; `None` if it failed for a reason other than the document.
fn outcome(status: ExitStatus, generated: Option<&Generated>, stderr: &str) -> Option<Outcome> {
    /// The exit code of a Rust program that panicked.
    const PANICKED: i32 = 101;
    if stderr.contains("memory allocation of ") {
        return Some(Outcome::OutOfMemory);
    }
    match (status.code(), generated) {
        (Some(0), Some(Generated { unreadable: Some(_), .. })) => Some(Outcome::Unreadable),
        (Some(0), Some(Generated { is_generated: true, .. })) => Some(Outcome::Generated),
        (Some(0), Some(Generated { errors, .. })) => Some(Outcome::Rejected(errors.iter().cloned().collect())),
        (Some(PANICKED), _) => Some(Outcome::Panicked),
        (Some(_), _) => None,
        (None, _) if stderr.contains("has overflowed its stack") => Some(Outcome::Aborted("stack overflow".to_owned())),
        (None, _) => Some(signal(status)),
    }
}

#[cfg(unix)]
fn signal(status: ExitStatus) -> Outcome {
    use std::os::unix::process::ExitStatusExt as _;
    match status.signal() {
        // SIGKILL comes from the operating system, which sends it when it runs out of memory.
        Some(9) => Outcome::OutOfMemory,
        Some(number) => Outcome::Aborted(format!("signal {number}")),
        None => Outcome::Aborted(io::Error::last_os_error().to_string()),
    }
}

#[cfg(not(unix))]
fn signal(status: ExitStatus) -> Outcome {
    Outcome::Aborted(status.to_string())
}
