//! Recording the exchanges of a client with a provider to a file, and replaying them without one. With the feature
//! `testing`.
//!
//! A recording is JSON that a reviewer can read. It has neither credentials nor what the document calls a secret; see
//! [`Recorder`].

mod content;
mod exchange;
mod kept;
mod matching;
mod recorder;
mod redaction;
mod replaced_file;
mod replay;
mod tee;
mod values;

pub use recorder::Recorder;
pub use replay::{Replay, ReplayError};

/// What stands for a value that was left out.
const MARKER: &str = "[redacted]";
