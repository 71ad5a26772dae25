//! The options of `cargo xtask corpus`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

pub(crate) const LONG: &str = "\
Generates a client from every document in a folder and prints a table of the outcomes.

The documents are all files below the folder that end in .json, .yaml or .yml, sorted by path. Each document is \
generated in its own process with a limit on time and memory, so that a crash or a time-out affects only its own line \
of the table. Operations are counted in the document and again in the client. Without --keep, the crates are written \
below target/corpus and removed when the command ends.";

pub(crate) const AFTER: &str = "\
Examples:
  cargo xtask corpus ../documents                       generate all clients, compile none
  cargo xtask corpus ../documents --compile 10          compile the clients of the ten smallest documents
  cargo xtask corpus ../documents --compile all --partition 2/8
                                                        the second of eight jobs of a CI matrix
  cargo xtask corpus ../documents --format json         print one JSON object with `documents` (in order) and `totals`
  cargo xtask corpus tests/corpus --expect tests/corpus/expected.toml
                                                        fail if an outcome differs from the table, even if it is better

Outcomes:
  generated, rejected (with the rules), panicked, aborted, timed out, out of memory, unreadable

Exit codes:
  0  every client was generated with all operations, and every compiled client compiles; with --expect: no differences
  1  at least one document did not meet this
  2  usage error: no such folder, a folder without documents, a partition that does not exist
  3  failure: the disk is full, or the current folder is not inside the project";

/// The options of `cargo xtask corpus`.
#[derive(Args, Debug)]
pub(crate) struct Corpus {
    /// The folder with the documents
    #[arg(value_name = "DIR")]
    pub dir: PathBuf,

    /// Runs `cargo check` on the clients, one by one: `all`, or those of the N smallest documents
    #[arg(long, value_name = "all|N", default_value = "0", value_parser = compile)]
    pub compile: Compile,

    /// Uses only part I of N: every Nth document, starting at document I (from 1)
    #[arg(long, value_name = "I/N", default_value = "1/1", value_parser = partition)]
    pub partition: Partition,

    /// The format of the result
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,

    /// Compares the outcomes with this table, and prints the lines that would update it
    #[arg(long, value_name = "FILE")]
    pub expect: Option<PathBuf>,

    /// Writes the crates into this folder, which must be new or empty, and keeps them
    #[arg(long, value_name = "DIR")]
    pub keep: Option<PathBuf>,

    /// The time limit for each document, in seconds
    #[arg(long, value_name = "SECONDS", default_value_t = 120)]
    pub seconds: u64,

    /// The memory limit for each document, in MiB
    #[arg(long, value_name = "MIB", default_value_t = 6144)]
    pub memory: u64,
}

/// Which crates are compiled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Compile {
    /// All crates.
    All,
    /// The crates of this many documents, the smallest documents first.
    Smallest(usize),
}

/// Every `count`th document, starting with the one at `index`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Partition {
    /// Counted from 0.
    pub index: usize,
    /// The number of parts.
    pub count: usize,
}

/// The format of the result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// A table for people to read.
    Text,
    /// One JSON object.
    Json,
}

/// The arguments with which the command starts itself, once for each document.
#[derive(Args, Debug)]
pub(crate) struct CorpusDocument {
    /// The document
    pub from: PathBuf,
    /// The folder for the crate
    pub out: PathBuf,
    /// The memory limit, in MiB
    pub memory: u64,
}

fn compile(value: &str) -> Result<Compile, &'static str> {
    match value {
        "all" => Ok(Compile::All),
        number => number.parse().map(Compile::Smallest).map_err(|_| "expected `all` or a number of documents"),
    }
}

fn partition(value: &str) -> Result<Partition, &'static str> {
    let parts = value.split_once('/').and_then(|(part, count)| Some((part.parse().ok()?, count.parse().ok()?)));
    match parts {
        Some((part, count)) if (1..=count).contains(&part) => Ok(Partition { index: part - 1, count }),
        _ => Err("expected a part and the number of parts, such as 1/4"),
    }
}
