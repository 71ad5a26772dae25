//! The options of `pull`.

use clap::{Args, ValueEnum};

pub(super) const LONG: &str = "\
Requests what providers publish now, and generates the clients of what has changed.

`address` in specs/<provider>/source.toml is the address of the text; `extract` there describes where the document is \
within a page. The overlay is applied again. Of each provider, everything is updated or nothing: if its new document has \
errors, or if its server is down, it stays as it is, and the others are updated.";

pub(super) const AFTER: &str = "\
Examples:
  cargo moored pull                           all providers with an address
  cargo moored pull petstore                  one of them
  cargo moored pull --dry-run                 write nothing; exit with 1 if something has changed
  cargo moored pull --format json             for scripts (docs/formats.md)

Exit codes:
  0  success: nothing has changed, or everything is updated
  1  a new document has errors, or with --dry-run: something has changed
  2  usage error: an unknown provider, or one without an address
  3  the text of a provider cannot be had: its server is down, slow, or sends something else; the others are updated";

/// The options of `cargo moored pull`.
#[derive(Args, Clone, Debug)]
pub struct Pull {
    /// Requests the texts of these providers only; of all with an address by default
    #[arg(value_name = "PROVIDER")]
    pub providers: Vec<String>,

    /// Writes nothing; fails if a text has changed
    #[arg(long)]
    pub dry_run: bool,

    /// The form of the result (docs/formats.md)
    #[arg(long, value_enum, value_name = "FORMAT", default_value = "text")]
    pub format: PullFormat,
}

/// The form of the result of `pull`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum PullFormat {
    /// For people
    Text,
    /// One object
    Json,
}
