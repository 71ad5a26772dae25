//! The options of `propose`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

pub(super) const LONG: &str = "\
Keeps one branch for each provider that has published another document: what `pull` changes, as one commit.

The branch moored/<provider> of the remote repository is made, updated, or removed when there is nothing left to propose. \
The title, the text and the labels of its pull request are written to files, so that any service can use them. The \
working tree, the index and the branches of the local repository stay as they are. A branch to which somebody else has \
pushed is left alone.";

pub(super) const AFTER: &str = "\
Examples:
  cargo moored propose --output proposals     all providers with an address; texts in proposals/<provider>/
  cargo moored propose petstore --dry-run     push nothing, and print what would be proposed
  cargo moored propose --format json          for scripts (docs/formats.md)

States:
  proposed     the branch was made or updated
  current      the branch already has it
  closed       the provider publishes what the base has: the branch was removed
  unchanged    the provider publishes what the base has, and there is no branch
  held         somebody has pushed to the branch: it is left alone
  rejected     the new document has errors: there is nothing to propose until they are corrected
  unavailable  the text of the provider cannot be had: that is no change of its document

Exit codes:
  0  success
  1  a new document has errors
  2  usage error: an unknown provider, no git repository
  3  the text of a provider cannot be had, or git failed; the branches of the others are up to date";

/// The options of `cargo moored propose`.
#[derive(Args, Clone, Debug)]
pub struct Propose {
    /// Only these providers; all with an address by default
    #[arg(value_name = "PROVIDER")]
    pub providers: Vec<String>,

    /// The remote repository
    #[arg(long, default_value = "origin")]
    pub remote: String,

    /// The branch for which changes are proposed [default: that of the remote repository]
    #[arg(long, value_name = "BRANCH")]
    pub base: Option<String>,

    /// The folder for the texts: `<provider>/{state,branch,title,labels,body.md}`
    #[arg(long, value_name = "DIR")]
    pub output: Option<PathBuf>,

    /// Pushes nothing
    #[arg(long)]
    pub dry_run: bool,

    /// The form of the result (docs/formats.md)
    #[arg(long, value_enum, value_name = "FORMAT", default_value = "text")]
    pub format: ProposeFormat,
}

/// The form of the result of `propose`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ProposeFormat {
    /// For people
    Text,
    /// One object
    Json,
}
