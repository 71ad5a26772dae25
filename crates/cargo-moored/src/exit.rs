//! The exit codes of the commands.

use std::fmt;
use std::process::{ExitCode, Termination};

/// The exit code of a command. The variants are ordered by severity, so that `max` combines several results.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// 0: success.
    Success,
    /// 1: a document or a file on disk needs to be corrected by its author.
    Findings,
    /// 2: an argument names something that does not exist, or the options cannot be combined.
    UsageError,
    /// 3: the command could not do its work: an unreadable file, a full disk, no project.
    Failed,
}

impl Exit {
    /// The number that the process exits with.
    #[must_use]
    pub fn code(self) -> u8 {
        match self {
            Self::Success => 0,
            Self::Findings => 1,
            Self::UsageError => 2,
            Self::Failed => 3,
        }
    }

    /// That of a command that ended with `error`.
    #[must_use]
    pub fn of(error: &anyhow::Error) -> Self {
        if error.is::<UsageError>() { Self::UsageError } else { Self::Failed }
    }
}

impl Termination for Exit {
    fn report(self) -> ExitCode {
        ExitCode::from(self.code())
    }
}

/// An error in the use of the command. The command exits with [`Exit::UsageError`].
#[derive(Debug)]
pub struct UsageError(pub String);

impl fmt::Display for UsageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for UsageError {}
