//! What the command takes, and what of it goes together.

use std::path::PathBuf;

use clap::{ArgGroup, Args, Parser, Subcommand};

use crate::generator::Stage;

mod corpus;

pub use corpus::{Compile, Corpus, CorpusDocument, Format, Partition};

/// The project's own commands.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", disable_help_subcommand = true)]
pub struct Cli {
    /// Which one.
    #[command(subcommand)]
    pub command: Command,
}

/// The project's own commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Writes the client crates in generated/ from the documents in specs/, or checks that they are up to date
    #[command(long_about = LONG, after_long_help = AFTER, after_help = "`--help` shows examples and exit codes.")]
    Codegen(Codegen),
    /// Generates a client from every document in a folder and says how each went
    #[command(long_about = corpus::LONG, after_long_help = corpus::AFTER, after_help = "`--help` shows examples and exit codes.")]
    Corpus(Corpus),
    /// One document of a corpus, in a process of its own
    #[command(hide = true)]
    CorpusDocument(CorpusDocument),
}

const LONG: &str = "\
Writes the client crates in generated/ from the documents in specs/, or checks that they are up to date.

Every folder in specs/ is a provider. All providers are generated before anything is written, and nothing is written \
while one of them has errors. A crate is replaced whole or not at all; files that would stay the same are not touched. \
What is in generated/ is never edited by hand: corrections belong into specs/<provider>/overlay.yaml.";

const AFTER: &str = "\
Examples:
  cargo xtask codegen                         write all clients
  cargo xtask codegen --only sendcloud        write one
  cargo xtask codegen --check                 in CI: fail where anything is out of date, and show how
  cargo xtask codegen --dry-run               show what would be written
  cargo xtask codegen --print lowered --only sendcloud
                                              look between two stages of the generator
  cargo xtask codegen --from petstore.yaml --out ../petstore
                                              a crate of its own, for a document that is not in specs/

Exit codes:
  0  all is as it should be
  1  a document has errors, or --check found something out of date
  2  wrong use: an unknown provider, options that exclude each other, an --out that codegen did not write
  3  it could not be done: an unreadable file, a full disk, not inside the project";

/// The options of `cargo xtask codegen`.
#[derive(Args, Debug)]
#[command(group = ArgGroup::new("destination").args(["out", "print"]))]
pub struct Codegen {
    /// Only this provider (a folder in specs/), not the project's list of providers; may be given several times
    #[arg(long, value_name = "PROVIDER")]
    pub only: Vec<String>,

    /// Writes nothing; fails where a file is missing, changed, edited by hand or orphaned, and shows how it differs
    #[arg(long, conflicts_with = "dry_run")]
    pub check: bool,

    /// Writes nothing; shows which files would be created, replaced or removed
    #[arg(long)]
    pub dry_run: bool,

    /// What the generator has made of one document after a stage.
    #[arg(long, value_name = "STAGE", value_parser = stage, conflicts_with_all = ["check", "dry_run"])]
    #[arg(help = format!("Prints what the generator has made of one document after this stage: {}", stages()))]
    pub print: Option<Stage>,

    /// Reads this OpenAPI document instead of specs/; with --out or --print
    #[arg(long, value_name = "FILE", conflicts_with = "only", requires = "destination")]
    pub from: Option<PathBuf>,

    /// Writes the crate of --from into this folder: a new one, an empty one, or one that codegen wrote
    #[arg(long, value_name = "DIR", requires = "from")]
    pub out: Option<PathBuf>,

    /// Names the crate of --from; by default it is named after the file
    #[arg(long, value_name = "CRATE", requires = "from", value_parser = crate_name)]
    pub name: Option<String>,
}

/// The stages' names, in order. They are the generator's, so that a new one is known here at once.
fn stages() -> String {
    Stage::ALL.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

fn stage(name: &str) -> Result<Stage, String> {
    name.parse().map_err(|_| format!("the stages are: {}", stages()))
}

/// What cargo takes as the name of a package, and no more than that.
fn crate_name(name: &str) -> Result<String, &'static str> {
    let letters = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    match name.bytes().next() {
        Some(first) if first.is_ascii_alphabetic() && name.bytes().all(letters) => Ok(name.to_owned()),
        _ => Err("a crate's name starts with a letter and goes on with letters, digits, `-` and `_`"),
    }
}

/// What is to be generated.
#[derive(Clone, Debug)]
pub enum Subject {
    /// The providers in `specs/` of these names; all where there is none.
    Providers(Vec<String>),
    /// One document from elsewhere.
    File {
        /// The document.
        from: PathBuf,
        /// The crate's name.
        name: Option<String>,
        /// Where the crate goes; `None` where it is printed.
        out: Option<PathBuf>,
    },
}

/// What is to be done with it.
#[derive(Clone, Copy, Debug)]
pub enum Action {
    /// Make the disk equal to it.
    Write,
    /// Prove that the disk is equal to it.
    Check,
    /// Say what writing would do.
    DryRun,
    /// Show it after this stage.
    Print(Stage),
}

impl Codegen {
    /// What is to be generated.
    #[must_use]
    pub fn subject(&self) -> Subject {
        match &self.from {
            Some(from) => Subject::File { from: from.clone(), name: self.name.clone(), out: self.out.clone() },
            None => Subject::Providers(self.only.clone()),
        }
    }

    /// What is to be done with it.
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
