//! The result for one document.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Serialize, Serializer};

use cargo_moored::generator::Fields;

/// A line of the table: one document.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Line {
    pub(crate) document: String,
    pub(crate) bytes: u64,
    /// The version that the document declares; `null` if it could not be read.
    pub(crate) version: Option<String>,
    pub(crate) outcome: Outcome,
    /// The first line that a failed process wrote to standard error, or why the file could not be read.
    pub(crate) message: Option<String>,
    pub(crate) compiled: Compiled,
    /// The number of operations in the document's text; `null` if it could not be read.
    pub(crate) operations_in: Option<usize>,
    /// The number of operations in the client.
    pub(crate) operations_out: usize,
    pub(crate) types: usize,
    pub(crate) fields: Fields,
    /// By rule.
    pub(crate) losses: BTreeMap<String, usize>,
    /// How many of the losses no pass has reported: the check of the finished model found them.
    pub(crate) unexplained_losses: usize,
    pub(crate) seconds: f64,
    /// `null` on systems that do not provide it.
    pub(crate) peak_mib: Option<u64>,
}

/// The outcome of generating a client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    Generated,
    /// By these rules, sorted by id.
    Rejected(Vec<String>),
    /// The file could not be read as text.
    Unreadable,
    Panicked,
    /// The reason: a signal or a stack overflow.
    Aborted(String),
    TimedOut,
    OutOfMemory,
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Generated => f.write_str("generated"),
            Self::Rejected(rules) => write!(f, "rejected: {}", rules.join(", ")),
            Self::Unreadable => f.write_str("unreadable"),
            Self::Panicked => f.write_str("panicked"),
            Self::Aborted(by) => write!(f, "aborted: {by}"),
            Self::TimedOut => f.write_str("timed out"),
            Self::OutOfMemory => f.write_str("out of memory"),
        }
    }
}

impl Serialize for Outcome {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// The result of compiling the crate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "result")]
pub(crate) enum Compiled {
    NotTried,
    Yes {
        warnings: usize,
    },
    No {
        /// The first error, with its file and line.
        error: String,
    },
}

impl fmt::Display for Compiled {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotTried => f.write_str("-"),
            Self::Yes { warnings: 0 } => f.write_str("yes"),
            Self::Yes { warnings } => write!(f, "yes, {warnings} warnings"),
            Self::No { .. } => f.write_str("no"),
        }
    }
}

impl Line {
    /// Whether the client was generated with all operations, and compiles if it was compiled.
    pub(crate) fn is_fine(&self) -> bool {
        self.outcome == Outcome::Generated
            && !matches!(self.compiled, Compiled::No { .. })
            && self.operations_in == Some(self.operations_out)
    }

    /// `3 of 4`.
    pub(crate) fn operations(&self) -> String {
        let within = self.operations_in.map_or_else(|| "?".to_owned(), |count| count.to_string());
        format!("{} of {within}", self.operations_out)
    }
}
