//! Compares the clients that two revisions of the generator wrote for the same documents; called by `run.sh`.

use std::io::{self, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use clap::Parser;

mod compare;
mod findings;
mod lock;
mod outputs;
mod plain;
mod renames;
mod report;
mod tokens;

use compare::Mode;
use renames::Renames;
use report::Report;

/// Compares the clients that two revisions of the generator wrote for the same documents.
#[derive(Debug, Parser)]
struct Arguments {
    /// The output of the old revision
    old: PathBuf,
    /// The output of the working tree
    new: PathBuf,
    /// Compares tokens except documentation instead of bytes, after applying the renames in this file to the old side
    #[arg(long, value_name = "RENAMES")]
    tokens: Option<PathBuf>,
    /// The number of files whose differences are printed
    #[arg(long, default_value_t = 5)]
    limit: usize,
}

/// The exit code for an error.
const FAILED: u8 = 2;

fn main() -> ExitCode {
    match run(&Arguments::parse()) {
        Ok(report) if report.is_equal() => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(error) => {
            let _ = writeln!(io::stderr(), "error: {error:#}");
            ExitCode::from(FAILED)
        }
    }
}

fn run(arguments: &Arguments) -> anyhow::Result<Report> {
    let started = Instant::now();
    let mode = match &arguments.tokens {
        Some(path) => Mode::Tokens(Renames::read(path)?),
        None => Mode::Bytes,
    };
    let mut report = Report::default();
    for area in outputs::areas(&arguments.old, &arguments.new)? {
        for task in outputs::tasks(&arguments.old.join(&area), &arguments.new.join(&area))? {
            let old = outputs::read(&arguments.old.join(&area).join(&task))?;
            let new = outputs::read(&arguments.new.join(&area).join(&task))?;
            report.add(&area, &task, compare::compare(&old, &new, &mode));
        }
    }
    let mut out = io::stdout().lock();
    write!(out, "{}", report.render(arguments.limit))?;
    writeln!(out, "compared in {:.1} s", started.elapsed().as_secs_f64())?;
    Ok(report)
}
