//! How the command ends.

use std::fmt;
use std::process::{ExitCode, Termination};

/// How the command ends, as scripts see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// 0: all is as it should be.
    Fine,
    /// 1: something about a document or about what is on disk is to be mended by whoever wrote it.
    Findings,
    /// 2: the command was asked for something that does not exist or does not go together.
    WrongUse,
    /// 3: the command could not do it: an unreadable file, a full disk, no project.
    Failed,
}

impl Termination for Exit {
    fn report(self) -> ExitCode {
        ExitCode::from(match self {
            Self::Fine => 0,
            Self::Findings => 1,
            Self::WrongUse => 2,
            Self::Failed => 3,
        })
    }
}

/// What the command was asked for cannot be meant: ends it with [`Exit::WrongUse`].
#[derive(Debug)]
pub struct WrongUse(pub String);

impl fmt::Display for WrongUse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for WrongUse {}
