//! The options of `init`.

use std::fmt;
use std::path::PathBuf;

use clap::{Args, ValueEnum};

pub(super) const INIT: &str = "\
Sets up a Cargo workspace for generated clients.

Creates moored.toml with the settings, specs/ for documents and generated/ for crates, makes the crates members of the \
workspace, turns the conversion of line ends off for both folders, and adds a check to the CI. Files that exist are \
kept: only Cargo.toml, .gitattributes and .cargo/config.toml get additions. If cargo does not load the workspace \
afterwards, everything is as it was. A second run adds what is missing.";

pub(super) const INIT_AFTER: &str = "\
Examples:
  cargo moored init --dry-run        print every file and change as a diff, for `git apply`
  cargo moored init                  with the check for GitHub, or for GitLab if there is a .gitlab-ci.yml
  cargo moored init --ci none        without a check in the CI
  cargo moored init --xtask          the commands are `cargo xtask …`: nobody has to install anything";

/// The options of `cargo moored init`.
#[derive(Args, Clone, Debug)]
pub struct Init {
    /// Writes nothing; prints every file and change as a diff
    #[arg(long)]
    pub dry_run: bool,

    /// The service for which a check is added [default: github, or gitlab if there is a .gitlab-ci.yml]
    #[arg(long, value_name = "SERVICE")]
    pub ci: Option<Ci>,

    /// Creates the crate xtask/, so that the commands are `cargo xtask …` and nothing has to be installed
    #[arg(long)]
    pub xtask: bool,

    /// How messages name the command, if it has another name in this workspace
    #[arg(long, value_name = "COMMAND", default_value = "cargo moored")]
    pub command: String,

    /// The folder for documents
    #[arg(long, value_name = "DIR", default_value = "specs")]
    pub specs: String,

    /// The folder for generated crates
    #[arg(long, value_name = "DIR", default_value = "generated")]
    pub generated: String,

    /// The git repository of moored from which the CI and xtask/ get it, instead of a registry
    #[arg(long, value_name = "URL", conflicts_with = "path")]
    pub git: Option<String>,

    /// The revision in that repository
    #[arg(long, value_name = "REV", requires = "git")]
    pub rev: Option<String>,

    /// The folder of the crate cargo-moored, relative to the workspace, from which the CI and xtask/ get it
    #[arg(long, value_name = "DIR")]
    pub path: Option<PathBuf>,
}

/// Where the check runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Ci {
    /// GitHub Actions.
    Github,
    /// GitLab CI/CD.
    Gitlab,
    /// Nowhere.
    None,
}

impl fmt::Display for Ci {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Github => "github",
            Self::Gitlab => "gitlab",
            Self::None => "none",
        })
    }
}
