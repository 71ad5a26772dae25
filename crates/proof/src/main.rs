//! `cargo prove`: see the library.

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::{env, fs};

use anyhow::Context as _;
use clap::{Parser, ValueEnum};
use moored_proof::folders::{self, Folders};
use moored_proof::prove::prove;
use moored_proof::report::{Figures, Report, text, totals};
use moored_proof::stubs::Stubs;

const AFTER: &str = "\
Examples:
  cargo prove petstore.yaml                 both proofs of one document
  cargo prove --format json ../documents    of every document in a folder, each in a process of its own

Exit codes:
  0  nothing is wrong
  1  something is
  3  it could not be done";

/// Proves that the crate generated from a document matches the document
///
/// Samples of every schema are decoded by the generated type, encoded, and compared. If Prism is installed
/// (tests/prism/install.sh), it serves the document and validates the requests of each operation, and the client must
/// decode its responses. See docs/truth.md.
#[derive(Debug, Parser)]
#[command(name = "cargo prove", bin_name = "cargo prove", after_help = AFTER)]
struct Cli {
    /// Documents, or folders with documents
    #[arg(required = true, value_name = "FILE|DIR")]
    documents: Vec<PathBuf>,

    /// The format of the report
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,

    /// Where crates are written and compiled
    #[arg(long, value_name = "DIR", default_value = "target/prove")]
    work: PathBuf,

    /// Skips the second proof, which needs Prism
    #[arg(long)]
    no_wire: bool,

    /// Only validates the responses for tests, `stubs.json`, against their schemas; compiles nothing
    #[arg(long)]
    stubs: bool,

    /// Skips documents of a folder that are larger than this
    #[arg(long, value_name = "BYTES", default_value_t = u64::MAX)]
    largest: u64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
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

/// Whether there are no errors.
fn carry_out(cli: &Cli) -> anyhow::Result<bool> {
    let project = folders::project()?;
    let documents = documents(cli)?;
    if cli.stubs {
        return validate_stubs(&documents);
    }
    let mut reports = Vec::new();
    if let ([only], [given]) = (documents.as_slice(), cli.documents.as_slice())
        && given.is_file()
    {
        let mut folders = Folders::new(project, std::path::absolute(&cli.work)?);
        folders.prism = folders.prism.filter(|_| !cli.no_wire);
        fs::create_dir_all(&folders.work)?;
        reports.push(prove(only, &folders, &|_| ())?);
    } else {
        for document in &documents {
            let report = apart(document, cli)?;
            if cli.format == Format::Text {
                print!("{}", text(&report, 20));
            }
            reports.push(report);
        }
    }
    let figures = Figures::of(&reports);
    match cli.format {
        Format::Json => println!("{}", serde_json::json!({ "figures": figures, "documents": reports })),
        Format::Text if documents.len() == 1 => reports.iter().for_each(|report| print!("{}", text(report, 200))),
        Format::Text => print!("{}", totals(&reports, 40)),
    }
    Ok(figures.obstacles + figures.schemas_wrong + figures.operations_wrong == 0)
}

/// Prints what is in `stubs.json` of the documents. Whether all of it is valid.
fn validate_stubs(documents: &[PathBuf]) -> anyhow::Result<bool> {
    let (mut all, mut is_complete) = (Stubs::default(), !documents.is_empty());
    for document in documents {
        match Stubs::of(document) {
            Ok(stubs) => all.add(stubs),
            Err(error) => {
                eprintln!("{}: {error:#}", document.display());
                is_complete = false;
            }
        }
    }
    println!("{}", serde_json::to_string_pretty(&all)?);
    Ok(is_complete && all.invalid.is_empty() && all.without_success.is_empty())
}

/// The report of a separate process: if the process aborts, this is an obstacle of one document only.
fn apart(document: &Path, cli: &Cli) -> anyhow::Result<Report> {
    let mut command = Command::new(env::current_exe()?);
    command.arg(document).args(["--format", "json", "--work"]).arg(&cli.work);
    if cli.no_wire {
        command.arg("--no-wire");
    }
    let output = command.stdin(Stdio::null()).output().context("cannot start a process")?;
    let mut found: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap_or_default();
    let report = found.pointer_mut("/documents/0").map(serde_json::Value::take);
    if let Some(report) = report.and_then(|report| serde_json::from_value(report).ok()) {
        return Ok(report);
    }
    let message = String::from_utf8_lossy(&output.stderr);
    let obstacle = format!("the process ended with {}: {}", output.status, message.lines().last().unwrap_or_default());
    let document = document.file_name().unwrap_or_default().to_string_lossy().into_owned();
    Ok(Report { document, obstacle: Some(obstacle), ..Report::default() })
}

/// The selected documents, in order.
fn documents(cli: &Cli) -> anyhow::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for given in &cli.documents {
        if !given.is_dir() {
            found.push(given.clone());
            continue;
        }
        let mut files = Vec::new();
        for entry in fs::read_dir(given).with_context(|| format!("cannot read {}", given.display()))? {
            let path = entry?.path();
            let known = path
                .extension()
                .is_some_and(|extension| ["yaml", "yml", "json"].iter().any(|known| extension == *known));
            if known && path.metadata()?.len() <= cli.largest {
                files.push(path);
            }
        }
        files.sort();
        found.extend(files);
    }
    Ok(found)
}
