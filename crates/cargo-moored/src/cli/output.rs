//! How much the commands print, and with which colours.

use clap::{Args, ValueEnum};

/// The options of every command about what it prints.
#[derive(Args, Clone, Copy, Debug, Default)]
#[command(next_help_heading = "Output")]
pub struct Output {
    /// Prints errors only
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    quiet: bool,

    /// Prints every finding in full
    #[arg(short, long, global = true)]
    verbose: bool,

    /// When to use colours
    #[arg(long, global = true, value_enum, value_name = "WHEN", default_value = "auto")]
    color: Coloring,
}

/// The form of the findings of a run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people
    #[default]
    Text,
    /// One object
    Json,
    /// Annotations of GitHub Actions
    Github,
    /// SARIF 2.1.0, for code scanning
    Sarif,
}

/// When to use colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Coloring {
    /// On terminals, unless NO_COLOR is set
    #[default]
    Auto,
    /// Also where the output is not a terminal
    Always,
    /// Not even on terminals
    Never,
}

/// How much a command prints.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Verbosity {
    /// Errors only.
    Quiet,
    /// The result, and a line for each kind of loss or warning.
    #[default]
    Normal,
    /// Every finding in full.
    Verbose,
}

impl Output {
    /// How much to print.
    #[must_use]
    pub fn verbosity(&self) -> Verbosity {
        match self {
            Self { quiet: true, .. } => Verbosity::Quiet,
            Self { verbose: true, .. } => Verbosity::Verbose,
            _ => Verbosity::Normal,
        }
    }

    /// When to use colours.
    #[must_use]
    pub fn coloring(&self) -> Coloring {
        self.color
    }
}
