//! The options of `drift`.

use std::path::PathBuf;

use clap::{Args, ValueEnum, builder::NonEmptyStringValueParser};
use jiff::civil::Date;
use moored_drift::Class;

pub(super) const LONG: &str = "\
Compares two versions of a document as callers of the generated client see them: which calls will fail, which code no \
longer compiles, what behaves otherwise, what is new.";

pub(super) const AFTER: &str = "\
What is compared:
  drift petstore --against upstream           our document with the one that the provider publishes now
  drift petstore --against new.yaml           our document with another file, or with the folder of a provider
  drift --against origin/main                 the documents of a revision of git with those in specs/: what a branch changes
  drift --from old.yaml --against new.yaml    any two documents
  drift --observed drift.jsonl                our documents with real responses, as clients have reported them

Exit codes:
  0  nothing has changed, or nothing as severe as --fail-on
  1  drift
  2  usage error: an unknown provider, options that exclude each other
  3  could not compare: a document that cannot be read or is not valid, a provider that is down; the others are compared";

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
    #[arg(long, value_name = "WHAT", required_unless_present = "observed")]
    pub against: Option<String>,

    /// Shows what clients with the feature `drift` have reported of real responses into this file, and drafts
    /// corrections (docs/book/live-drift.md)
    #[arg(long, value_name = "FILE", conflicts_with_all = ["against", "approve", "prune"])]
    pub observed: Option<PathBuf>,

    /// Leaves out the findings about what the Rust code in this folder, a crate or a workspace, does not use
    #[arg(long, value_name = "FOLDER")]
    pub used_by: Option<PathBuf>,

    /// The least severe class of findings with which the command fails
    #[arg(long, value_enum, value_name = "CLASS", default_value = "source")]
    pub fail_on: FailOn,

    /// The form of the result (docs/formats.md)
    #[arg(long, value_enum, value_name = "FORMAT", default_value = "text")]
    pub format: DriftFormat,

    /// Approves the finding with this fingerprint in drift.toml of its provider; `all`: all that fail
    #[arg(long, value_name = "FINGERPRINT", num_args = 1.., requires = "reason", conflicts_with = "from")]
    #[arg(help_heading = "Approvals")]
    pub approve: Vec<String>,

    /// Why it is approved
    #[arg(long, value_name = "TEXT", requires = "approve", value_parser = NonEmptyStringValueParser::new())]
    #[arg(help_heading = "Approvals")]
    pub reason: Option<String>,

    /// The last day of the approval [default: in 90 days]
    #[arg(long, value_name = "YYYY-MM-DD", requires = "approve", help_heading = "Approvals")]
    pub expires: Option<Date>,

    /// Who approves [default: the user of git]
    #[arg(long, value_name = "NAME", requires = "approve", value_parser = NonEmptyStringValueParser::new())]
    #[arg(help_heading = "Approvals")]
    pub author: Option<String>,

    /// Removes the approvals that are about other versions of the documents
    #[arg(long, conflicts_with = "from", help_heading = "Approvals")]
    pub prune: bool,

    /// Compiles this crate or workspace with the new client, and reports what breaks in it. It is copied; nothing is
    /// written into it
    #[arg(long, value_name = "FOLDER")]
    pub compile: Option<PathBuf>,

    /// Keeps what `--compile` compiles in this folder, for the next run
    #[arg(long, value_name = "FOLDER", requires = "compile")]
    pub compile_target: Option<PathBuf>,

    /// Prints on standard error how long reading and comparing took
    #[arg(long, hide = true)]
    pub timings: bool,
}

/// The least severe class that makes the command fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FailOn {
    /// A call will fail, a response will not decode, or data is lost
    Wire,
    /// The same, or code no longer compiles
    Source,
    /// The same, or something differs although code compiles and works
    Behaviour,
    /// The same, or there is more to use
    Additive,
    /// Anything has changed
    Any,
}

impl FailOn {
    /// The least severe class.
    #[must_use]
    pub fn class(self) -> Class {
        match self {
            Self::Wire => Class::Wire,
            Self::Source => Class::Source,
            Self::Behaviour => Class::Behaviour,
            Self::Additive => Class::Additive,
            Self::Any => Class::Documentation,
        }
    }
}

/// The form of a report of drift.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum DriftFormat {
    /// For people
    Text,
    /// One object (docs/drift.schema.json)
    Json,
    /// For the description of a pull request
    Markdown,
    /// One page that needs nothing else
    Html,
    /// Annotations of GitHub Actions
    Github,
    /// SARIF 2.1.0, for code scanning
    Sarif,
}
