//! The options of the commands that only print: `explain`, `status` and `completions`.

use clap::{Args, ValueEnum};
use clap_complete::Shell;

pub(super) const EXPLAIN: &str = "\
Examples:
  cargo moored explain                        list all rules
  cargo moored explain unchecked-bound        what it means, an example, and what to do

Exit codes:
  0  success
  2  usage error: there is no such rule";

/// The options of `cargo moored explain`.
#[derive(Args, Debug)]
pub struct Explain {
    /// A rule, as findings show it; without one, all rules are listed
    pub rule: Option<String>,
}

pub(super) const STATUS: &str = "\
Examples:
  cargo moored status                         all providers
  cargo moored status petstore                one of them
  cargo moored status --format json           for scripts (docs/formats.md)

States:
  fresh    the crate's inputs and files are those of the last run
  stale    an input has changed since the last run
  edited   a file of the crate has changed since the last run
  missing  there is no crate

Nothing is generated: states are those of digests, as at a build. `codegen --check` is exact.

Exit codes:
  0  success, whatever the states are
  2  usage error: an unknown provider
  3  failure: a file could not be read, or the current folder is not inside a workspace";

/// The options of `cargo moored status`.
#[derive(Args, Debug)]
pub struct Status {
    /// Shows only these providers; all by default
    #[arg(value_name = "PROVIDER")]
    pub providers: Vec<String>,

    /// The form of the result (docs/formats.md)
    #[arg(long, value_enum, value_name = "FORMAT", default_value = "text")]
    pub format: StatusFormat,
}

/// The form of the status.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum StatusFormat {
    /// For people
    Text,
    /// One object
    Json,
}

pub(super) const COMPLETIONS: &str = "\
Examples:
  bash        cargo moored completions bash > ~/.local/share/bash-completion/completions/cargo-moored
              with `source ~/.local/share/bash-completion/completions/cargo-moored` in ~/.bashrc
  zsh         cargo moored completions zsh > ~/.zfunc/_cargo-moored
              with `fpath+=~/.zfunc` before `compinit` in ~/.zshrc
  fish        cargo moored completions fish > ~/.config/fish/completions/cargo-moored.fish
  powershell  cargo moored completions powershell >> $PROFILE
  elvish      cargo moored completions elvish > ~/.config/elvish/lib/cargo-moored.elv
              with `use cargo-moored` in rc.elv

The scripts complete the program cargo-moored; those of bash and zsh also where it is a subcommand of cargo.";

/// The options of `cargo moored completions`.
#[derive(Args, Debug)]
pub struct Completions {
    /// The shell that completes
    #[arg(value_enum)]
    pub shell: Shell,
}
