//! The options of `drift`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

pub(super) const LONG: &str = "\
Compares two versions of a document as callers of the generated client see them: which calls will fail, which code no \
longer compiles, what behaves otherwise, what is new.";

pub(super) const AFTER: &str = "\
What is compared:
  drift petstore --against upstream           our document with the one that the provider publishes now
  drift petstore --against new.yaml           our document with another file, or with the folder of a provider
  drift --against origin/main                 the documents of a revision of git with those in specs/: what a branch changes
  drift --from old.yaml --against new.yaml    any two documents

Exit codes:
  0  nothing has changed, or nothing as severe as --fail-on
  1  drift
  2  usage error: an unknown provider, options that exclude each other
  3  could not compare: a document that cannot be read or is not valid, an unknown revision, a provider that is down";

/// The options of `cargo moored drift`.
#[derive(Args, Clone, Debug)]
pub struct Drift {
    /// Compares only these providers; all by default
    #[arg(value_name = "PROVIDER", conflicts_with = "from")]
    pub providers: Vec<String>,

    /// The old document: a file, or the folder of a provider
    #[arg(long, value_name = "OLD")]
    pub from: Option<PathBuf>,

    /// What to compare with: a file, a folder, a revision of git, or `upstream`
    #[arg(long, value_name = "WHAT")]
    pub against: String,

    /// The form of the result (docs/formats.md)
    #[arg(long, value_enum, value_name = "FORMAT", default_value = "text")]
    pub format: DriftFormat,

    /// Prints on standard error how long reading and comparing took
    #[arg(long, hide = true)]
    pub timings: bool,
}

/// The form of a report of drift.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum DriftFormat {
    /// For people
    Text,
    /// One object (docs/drift.schema.json)
    Json,
}
