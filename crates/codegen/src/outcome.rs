//! The outcome of a run of the generator.

use moored_document::{compose::Composed, finding::Findings};
use moored_model::{
    api::{Api, Fields},
    losses::Losses,
};

use crate::files::Files;

/// The outcome of a run.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// The expected text of `openapi.yaml`; `None` if it is written by hand.
    pub openapi: Option<Composed>,
    /// The text of `names.lock`; `None` if a finding is an error.
    pub names: Option<String>,
    /// The files of the crate, including the lock; `None` if a finding is an error.
    pub files: Option<Files>,
    /// All findings that `moored.toml` does not allow.
    pub findings: Findings,
    /// The model of the client; `None` if a finding is an error.
    pub api: Option<Api>,
    /// All losses, including those that `moored.toml` allows.
    pub losses: Losses,
    /// Counts for the last line of the output.
    pub summary: Summary,
}

/// The size of a client.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Methods of the client.
    pub operations: usize,
    /// Types of requests and responses.
    pub types: usize,
    /// How many fields, parameters and bodies have a type.
    pub fields: Fields,
}
