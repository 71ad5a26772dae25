//! What `cargo xtask corpus` takes.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

pub(super) const LONG: &str = "\
Generates a client from every document in a folder and says how each went.

Documents are all files below the folder that end in .json, .yaml or .yml, in the order of their paths. Each is generated in a process \
of its own with a limit on time and memory, so that one that ends badly is a line in the table like the others. Operations are counted in the \
text, and again in the client. What is generated stands below target/corpus until the next run; --keep has it elsewhere.";

pub(super) const AFTER: &str = "\
Examples:
  cargo xtask corpus ../documents                       generate all, compile none
  cargo xtask corpus ../documents --compile 10          compile those of the ten smallest documents
  cargo xtask corpus ../documents --compile all --partition 2/8
                                                        the second of eight jobs of a CI matrix
  cargo xtask corpus ../documents --format json         one object: `documents` in order, `totals`
  cargo xtask corpus tests/corpus --expect tests/corpus/expected.toml
                                                        fail where an outcome differs from the table, better ones included

Outcomes:
  generated, refused (with the rules), panicked, aborted, timed out, out of memory, unreadable

Exit codes:
  0  every document was generated with all its operations, and what was compiled compiles; with --expect: as expected
  1  that is not so
  2  wrong use: no such folder, no document in it, a partition that does not exist
  3  it could not be done: a full disk, not inside the project";

/// The options of `cargo xtask corpus`.
#[derive(Args, Debug)]
pub struct Corpus {
    /// The folder with the documents
    #[arg(value_name = "DIR")]
    pub dir: PathBuf,

    /// Checks crates with cargo, one after the other in one target folder: `all`, or those of the N smallest documents
    #[arg(long, value_name = "all|N", default_value = "0", value_parser = compile)]
    pub compile: Compile,

    /// Only part I of N, from 1: every Nth document, so that all parts together are all documents once
    #[arg(long, value_name = "I/N", default_value = "1/1", value_parser = partition)]
    pub partition: Partition,

    /// How the result is printed
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,

    /// Compares with this table of outcomes, and prints the lines that mend it
    #[arg(long, value_name = "FILE")]
    pub expect: Option<PathBuf>,

    /// Writes the crates into this folder, a new or an empty one, and leaves them there
    #[arg(long, value_name = "DIR")]
    pub keep: Option<PathBuf>,

    /// Ends the process of a document after so many seconds
    #[arg(long, value_name = "SECONDS", default_value_t = 120)]
    pub seconds: u64,

    /// Gives the process of a document no more memory than this
    #[arg(long, value_name = "MIB", default_value_t = 6144)]
    pub memory: u64,
}

/// Which crates are compiled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compile {
    /// Every one.
    All,
    /// Those of so many documents, the smallest first.
    Smallest(usize),
}

/// Every `count`th document, beginning with the one at `index`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Partition {
    /// From 0.
    pub index: usize,
    /// How many parts there are.
    pub count: usize,
}

/// How the result is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// A table for people.
    Text,
    /// One JSON object.
    Json,
}

/// What the command starts itself with, once for each document.
#[derive(Args, Debug)]
pub struct CorpusDocument {
    /// The document
    pub from: PathBuf,
    /// Where the crate goes
    pub out: PathBuf,
    /// The limit on memory, in MiB
    pub memory: u64,
}

fn compile(word: &str) -> Result<Compile, &'static str> {
    match word {
        "all" => Ok(Compile::All),
        number => number.parse().map(Compile::Smallest).map_err(|_| "`all` or a number of documents"),
    }
}

fn partition(word: &str) -> Result<Partition, &'static str> {
    let parts = word.split_once('/').and_then(|(part, count)| Some((part.parse().ok()?, count.parse().ok()?)));
    match parts {
        Some((part, count)) if (1..=count).contains(&part) => Ok(Partition { index: part - 1, count }),
        _ => Err("a part and their number, such as 1/4 to 4/4"),
    }
}
