//! The options of the command line, and which of them can be combined.

use std::path::PathBuf;

use clap::{ArgGroup, Args, Parser, Subcommand};

use crate::generator::Stage;

mod drift;
mod inspect;
mod named;
mod output;
mod propose;
mod providers;
mod pull;
mod setup;

pub use drift::{Drift, DriftFormat, FailOn};
pub use inspect::{Completions, Explain, Status, StatusFormat};
pub use named::parse;
pub use output::{Coloring, Format, Output, Verbosity};
pub use propose::{Propose, ProposeFormat};
pub use providers::{Add, Remove, Rename};
pub use pull::{Pull, PullFormat};
pub use setup::{Ci, Init};

/// `cargo moored`
#[derive(Debug, Parser)]
#[command(name = "cargo moored", bin_name = "cargo moored", version, about, disable_help_subcommand = true)]
#[command(after_help = GENERAL)]
pub struct Cli {
    /// How much to print.
    #[command(flatten)]
    pub output: Output,
    /// The command to run.
    #[command(subcommand)]
    pub command: Command,
}

/// The commands that work in any workspace.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Sets up a Cargo workspace for generated clients
    #[command(long_about = setup::INIT, after_long_help = setup::INIT_AFTER)]
    Init(Init),
    /// Adds a provider, and generates its client
    #[command(long_about = providers::ADD, after_long_help = providers::ADD_AFTER)]
    Add(Add),
    /// Removes a provider and its client
    #[command(long_about = providers::REMOVE)]
    Remove(Remove),
    /// Gives a provider and its client another name
    #[command(long_about = providers::RENAME)]
    Rename(Rename),
    /// Writes the client crates in generated/ from the documents in specs/, or checks that they are up to date
    #[command(long_about = LONG, after_long_help = AFTER, after_help = "`--help` shows examples and exit codes.")]
    Codegen(Codegen),

    /// Requests what providers publish now, and generates the clients of what has changed
    #[command(long_about = pull::LONG, after_long_help = pull::AFTER, after_help = "`--help` shows examples and exit codes.")]
    Pull(Pull),

    /// Keeps one branch for each provider that has published another document
    #[command(long_about = propose::LONG, after_long_help = propose::AFTER)]
    #[command(after_help = "`--help` shows examples, states and exit codes.")]
    Propose(Propose),

    /// Compares two versions of a document: what the change means for callers of the client
    #[command(long_about = drift::LONG, after_long_help = drift::AFTER)]
    Drift(Drift),

    /// Shows each provider: version and age of its document, losses, and whether its crate is up to date
    #[command(after_long_help = inspect::STATUS, after_help = "`--help` shows examples, states and exit codes.")]
    Status(Status),

    /// Explains a rule: what it means, what the client gets instead, and what to do about its findings
    #[command(after_help = inspect::EXPLAIN)]
    Explain(Explain),

    /// Prints the script with which a shell completes the commands
    #[command(after_help = inspect::COMPLETIONS)]
    Completions(Completions),

    /// Moves the workspace to this version of moored: its settings, the vendored runtime and gate, and all crates
    #[command(long_about = UPGRADE)]
    Upgrade(Upgrade),
}

const UPGRADE: &str = "\
Moves the workspace to this version of moored: `generator` in moored.toml, the vendored runtime and gate, and all \
client crates. If a document has errors, nothing is written. A runtime from a git repository stays: set its `rev` \
to the commit of this version.";

/// The options of `cargo moored upgrade`.
#[derive(Args, Clone, Debug)]
pub struct Upgrade {
    /// Writes nothing; lists what would be changed
    #[arg(long)]
    pub dry_run: bool,
}

const GENERAL: &str = "\
Examples:
  cargo moored init                          set a Cargo workspace up
  cargo moored codegen                       write the clients of all documents in specs/
  cargo moored codegen --check               in CI: fail if a client no longer matches its document
  cargo moored drift --against upstream      what the providers have changed since, and what it means for callers
  cargo moored status                        what there is, how old it is, and whether it is up to date
  cargo moored explain unchecked-bound       what a finding means, and what to do

Exit codes:
  0  success
  1  a document has errors, or --check found a file that is out of date or a loss that is not accepted
  2  usage error
  3  failure: a file could not be read, the disk is full, or the current folder is not inside a workspace

`--help` after a command shows its options and examples.";

const LONG: &str = "\
Writes the client crates in generated/ from the documents in specs/, or checks that they are up to date.

Every folder in specs/ is a provider. All providers are generated before anything is written. If one of them has \
errors, nothing is written. A crate is replaced as a whole or not at all; unchanged files are not touched. \
Do not edit files in generated/: correct the document in specs/<provider>/overlay.yaml instead.";

const AFTER: &str = "\
Examples:
  cargo moored codegen                        write all clients
  cargo moored codegen petstore               write one client
  cargo moored codegen --check                in CI: fail if a file is out of date, and show the difference
  cargo moored codegen --check --format github
                                              the same, as annotations of a pull request
  cargo moored codegen --dry-run              list the files that would be written
  cargo moored codegen --print lowered petstore
                                              print the result of one stage of the generator
  cargo moored codegen --from petstore.yaml --out ../petstore
                                              write a standalone crate for a document that is not in specs/
  cargo moored codegen --from petstore.yaml --out crates/petstore --runtime crates/moored-runtime
                                              write a crate that shares the runtime with others

Exit codes:
  0  success
  1  a document has errors, or --check found a file that is out of date or a loss that is not accepted
  2  usage error: an unknown provider, options that exclude each other, an --out that codegen did not write
  3  failure: a file could not be read, the disk is full, or the current folder is not inside a workspace";

/// The options of `cargo moored codegen`.
#[derive(Args, Clone, Debug)]
#[command(group = ArgGroup::new("destination").args(["out", "print"]))]
pub struct Codegen {
    /// Generates only these providers (folders in specs/); all by default
    #[arg(value_name = "PROVIDER")]
    pub providers: Vec<String>,

    /// The same as PROVIDER; may be given several times
    #[arg(long, value_name = "PROVIDER")]
    pub only: Vec<String>,

    /// Writes nothing; fails if a file is missing, changed, edited by hand or orphaned, and shows the difference
    #[arg(long, conflicts_with = "dry_run")]
    pub check: bool,

    /// Writes nothing; lists the files that would be created, replaced or removed
    #[arg(long)]
    pub dry_run: bool,

    /// The stage whose result is printed, for one document.
    #[arg(long, value_name = "STAGE", value_parser = stage, conflicts_with_all = ["check", "dry_run", "format"])]
    #[arg(help = format!("Prints the result of this stage of the generator for one document: {}", stages()))]
    pub print: Option<Stage>,

    /// The form of the result on standard output (docs/formats.md)
    #[arg(long, value_enum, value_name = "FORMAT", default_value = "text")]
    pub format: Format,

    /// Explains a rule, as `explain` does
    #[arg(long, value_name = "RULE", exclusive = true)]
    pub explain: Option<String>,

    /// Reads this OpenAPI document instead of specs/; requires --out or --print
    #[arg(long, value_name = "FILE", conflicts_with_all = ["only", "providers"], requires = "destination")]
    pub from: Option<PathBuf>,

    /// Writes the crate of --from into this folder, which must be new, empty, or written by codegen
    #[arg(long, value_name = "DIR", requires = "from")]
    pub out: Option<PathBuf>,

    /// The folder of the runtime that the crate of --from depends on; written if it does not exist [default: that of
    /// the last run, or else a copy in the crate]
    #[arg(long, value_name = "DIR", requires = "out")]
    pub runtime: Option<PathBuf>,

    /// The license of the crate of --from, an SPDX expression [default: that of the last run, or else of the workspace]
    #[arg(long, value_name = "SPDX", requires = "from")]
    pub license: Option<String>,

    /// The name of the crate of --from [default: derived from the file name]
    #[arg(long, value_name = "CRATE", requires = "from", value_parser = crate_name)]
    pub name: Option<String>,
}

/// The names of all stages, in order. The generator owns the list, so that a new stage needs no change here.
fn stages() -> String {
    Stage::ALL.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

fn stage(name: &str) -> Result<Stage, String> {
    name.parse().map_err(|_| format!("expected one of the stages: {}", stages()))
}

/// Accepts only names that cargo accepts as the name of a package.
fn crate_name(name: &str) -> Result<String, &'static str> {
    let is_allowed = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    match name.bytes().next() {
        Some(first) if first.is_ascii_alphabetic() && name.bytes().all(is_allowed) => Ok(name.to_owned()),
        _ => Err("expected an ASCII alphabetic character followed by ASCII alphanumeric characters, `-` and `_`"),
    }
}

/// What to do with the generated files.
#[derive(Clone, Copy, Debug)]
pub enum Action {
    /// Make the files on disk equal to them.
    Write,
    /// Check that the files on disk are equal to them.
    Check,
    /// List what [`Action::Write`] would change.
    DryRun,
    /// Print the result of this stage.
    Print(Stage),
}

impl Action {
    /// As JSON has it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Write => "write",
            Self::Check => "check",
            Self::DryRun => "dry-run",
            Self::Print(_) => "print",
        }
    }
}

impl Codegen {
    /// What to do with the generated files.
    #[must_use]
    pub fn action(&self) -> Action {
        match self {
            Self { print: Some(stage), .. } => Action::Print(*stage),
            Self { check: true, .. } => Action::Check,
            Self { dry_run: true, .. } => Action::DryRun,
            _ => Action::Write,
        }
    }
}
