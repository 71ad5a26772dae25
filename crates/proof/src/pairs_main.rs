//! `cargo prove-drift`: see `moored_proof::pairs`.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::time::Instant;
use std::{env, fs, io};

use anyhow::{Context as _, ensure};
use clap::Parser;
use moored_proof::folders::{self, Folders};
use moored_proof::pairs::{
    Check, Documents, check, check_together,
    record::Record,
    report::Report,
    small,
    table::{Row, differences, has_misses, markdown, tabs},
    versions,
};

const AFTER: &str = "\
Examples:
  cargo prove-drift ../pairs                         all checks of every folder with old.* and new.*
  cargo prove-drift ../pairs --partition 2/4         a quarter of them
  cargo prove-drift ../pairs --checks source --only 030-keptn
  cargo prove-drift --small crates/drift/tests/pairs

Exit codes:
  0  no verdict of drift is milder than what a check found
  1  one is
  3  it could not be done";

/// Checks the verdicts of `drift` with the compiler, samples and Prism
///
/// Results are kept, so that a run can be interrupted and continued. See docs/drift-checks.md.
#[derive(Debug, Parser)]
#[command(name = "cargo prove-drift", bin_name = "cargo prove-drift", after_help = AFTER)]
struct Cli {
    /// Folders with pairs: folders with `old.*` and `new.*`
    #[arg(required_unless_present = "small", value_name = "DIR")]
    folders: Vec<PathBuf>,

    /// The folder of the small pairs, a file each, which are compiled together
    #[arg(long, value_name = "DIR", conflicts_with = "folders")]
    small: Option<PathBuf>,

    /// The checks to make
    #[arg(long, value_enum, value_delimiter = ',', default_values = ["source", "responses", "requests"])]
    checks: Vec<Check>,

    /// Only the pairs whose name contains one of these
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    only: Vec<String>,

    /// Only one part of the pairs: `2/4`
    #[arg(long, value_name = "I/N", value_parser = partition)]
    partition: Option<(usize, usize)>,

    /// Makes no checks of pairs with a document that is larger than this
    #[arg(long, value_name = "BYTES", default_value_t = u64::MAX)]
    largest: u64,

    /// Starts no checks of another pair after this time
    #[arg(long = "for", value_name = "SECONDS", default_value_t = u64::MAX)]
    seconds: u64,

    /// Makes checks again whose results are kept
    #[arg(long)]
    again: bool,

    /// Makes no checks, prints the table of the kept results
    #[arg(long)]
    table: bool,

    /// The command whose reports are checked; empty for none
    #[arg(long, value_name = "COMMAND", default_value = "cargo xtask drift")]
    drift: String,

    /// Where crates are compiled, and where results and tables are kept
    #[arg(long, value_name = "DIR", default_value = "target/prove-drift")]
    work: PathBuf,

    /// Checks this pair alone, without a table; what the command calls for each pair
    #[arg(long, hide = true)]
    one: Option<PathBuf>,
}

fn partition(text: &str) -> Result<(usize, usize), String> {
    let parts = text.split_once('/').and_then(|(part, all)| Some((part.parse().ok()?, all.parse().ok()?)));
    parts.filter(|(part, all)| (1..=*all).contains(part)).ok_or_else(|| "expected `2/4`".to_owned())
}

fn main() -> ExitCode {
    match carry_out(&Cli::parse()) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::from(3)
        }
    }
}

/// Whether no verdict is too mild.
fn carry_out(cli: &Cli) -> anyhow::Result<bool> {
    let project = folders::project()?;
    let folders = Folders::new(project, std::path::absolute(&cli.work)?);
    fs::create_dir_all(folders.work.join("results"))?;
    if let Some(result) = &cli.one {
        let documents = pairs(cli)?.into_iter().next().context("there is no such pair")?;
        let mut record = Record::read(result);
        check(&documents, &cli.checks, &folders, &mut record, &|record| record.write(result))?;
        return Ok(true);
    }
    let rows = match &cli.small {
        Some(folder) => together(folder, cli, &folders)?,
        None => one_by_one(cli, &folders)?,
    };
    let name = if cli.small.is_some() { "small" } else { "table" };
    fs::write(folders.work.join(format!("{name}.tsv")), tabs(&rows))?;
    fs::write(folders.work.join(format!("{name}-differences.tsv")), differences(&rows))?;
    let text = markdown(&rows);
    fs::write(folders.work.join(format!("{name}.md")), &text)?;
    // The reader may have closed it.
    let _ = write!(io::stdout(), "{text}");
    Ok(!has_misses(&rows))
}

/// The small pairs, compiled together.
fn together(folder: &Path, cli: &Cli, folders: &Folders) -> anyhow::Result<Vec<Row>> {
    let found = small(folder, &folders.work.join("small"))?;
    let is_wanted = |name: &str| cli.only.is_empty() || cli.only.iter().any(|part| name.contains(part));
    let wanted = found.into_iter().filter(|(documents, _)| is_wanted(&documents.name));
    let (documents, expected): (Vec<Documents>, Vec<Report>) = wanted.unzip();
    let records = check_together(&documents, folders)?;
    let rows = documents.into_iter().zip(records).zip(expected);
    Ok(rows.map(|((Documents { name, .. }, record), report)| Row { name, record, report: Some(Ok(report)) }).collect())
}

/// Each pair in a process of its own: a document that makes it abort is a problem of that pair only.
fn one_by_one(cli: &Cli, folders: &Folders) -> anyhow::Result<Vec<Row>> {
    let mut rows = Vec::new();
    let begin = Instant::now();
    for documents in pairs(cli)? {
        let is_in_time = begin.elapsed().as_secs() < cli.seconds;
        let result = folders.work.join("results").join(format!("{}.json", documents.name));
        if cli.again && !cli.table && result.exists() {
            fs::remove_file(&result)?;
        }
        if !cli.table && is_in_time && is_small_enough(&documents, cli.largest)? {
            let mut command = Command::new(env::current_exe()?);
            let folder = documents.old.parent().context("a folder")?;
            command.arg(folder).arg("--work").arg(&cli.work).arg("--one").arg(&result).arg("--checks");
            let checks: Vec<String> = cli.checks.iter().map(|check| format!("{check:?}").to_lowercase()).collect();
            let output =
                command.arg(checks.join(",")).stdin(Stdio::null()).output().context("cannot start a process")?;
            if !output.status.success() {
                let message = String::from_utf8_lossy(&output.stderr);
                let message = message.lines().last().unwrap_or_default();
                let obstacle = format!("the process ended with {}: {message}", output.status);
                Record { obstacle: Some(obstacle), ..Record::read(&result) }.write(&result)?;
            }
            eprintln!("{}", documents.name);
        }
        rows.push(row(&documents, Record::read(&result), cli));
    }
    Ok(rows)
}

fn row(documents: &Documents, record: Record, cli: &Cli) -> Row {
    let report = (!cli.drift.is_empty())
        .then(|| Report::of(&cli.drift, &documents.old, &documents.new).map_err(|error| format!("{error:#}")));
    Row { name: documents.name.clone(), record, report }
}

/// The selected pairs.
fn pairs(cli: &Cli) -> anyhow::Result<Vec<Documents>> {
    let mut found = Vec::new();
    for folder in &cli.folders {
        found.extend(versions(folder)?);
    }
    ensure!(!found.is_empty(), "no folder with `old.*` and `new.*` was found");
    found.retain(|pair| cli.only.is_empty() || cli.only.iter().any(|part| pair.name.contains(part)));
    let (part, all) = cli.partition.unwrap_or((1, 1));
    let selected = found.into_iter().enumerate().filter(|(index, _)| index % all == part - 1);
    Ok(selected.map(|(_, pair)| pair).collect())
}

fn is_small_enough(documents: &Documents, largest: u64) -> anyhow::Result<bool> {
    Ok(documents.old.metadata()?.len() <= largest && documents.new.metadata()?.len() <= largest)
}
