//! The verdict of a check.

use std::fmt;

use crate::subject::{Failure, Kind};

/// Whether a client does what is expected.
pub type Verdict = Result<(), Deviation>;

/// How a client differs from what is expected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Deviation {
    /// It has no such function.
    NotOffered,
    /// It does something else: this.
    Other(String),
}

impl Deviation {
    /// What was found instead of what was expected.
    pub(crate) fn between(found: &str, expected: &str) -> Self {
        match found {
            "" => Self::Other(format!("nothing instead of `{expected}`")),
            found => Self::Other(format!("`{found}` instead of `{expected}`")),
        }
    }
}

impl From<Failure> for Deviation {
    fn from(failure: Failure) -> Self {
        match failure.kind {
            Kind::NotOffered => Self::NotOffered,
            _ => Self::Other(failure.to_string()),
        }
    }
}

impl fmt::Display for Deviation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotOffered => f.write_str("not offered"),
            Self::Other(text) => f.write_str(text),
        }
    }
}

/// Ends a check unless `condition` holds. The message says what the client did instead.
macro_rules! ensure {
    ($condition:expr, $($message:tt)+) => {
        if !$condition {
            return Err($crate::verdict::Deviation::Other(format!($($message)+)));
        }
    };
}

/// Ends a check unless two values are equal.
macro_rules! ensure_eq {
    ($found:expr, $expected:expr) => {
        match (&$found, &$expected) {
            (found, expected) if found == expected => {}
            (found, expected) => {
                return Err($crate::verdict::Deviation::between(&found.to_string(), &expected.to_string()));
            }
        }
    };
}

pub(crate) use {ensure, ensure_eq};
