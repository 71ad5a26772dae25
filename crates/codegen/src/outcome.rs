//! What a run of the generator gives.

use moored_document::{compose::Composed, finding::Findings};
use moored_model::{
    api::{Api, Fields},
    losses::Losses,
};

use crate::files::Files;

/// What comes out of a run.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// What `openapi.yaml` must be; `None` where it is written by hand.
    pub openapi: Option<Composed>,
    /// The crate, lock included; `None` where a finding is an error.
    pub files: Option<Files>,
    /// All findings that `moored.toml` does not allow.
    pub findings: Findings,
    /// The model of the client; `None` where a finding is an error.
    pub api: Option<Api>,
    /// All losses, those that `moored.toml` allows among them.
    pub losses: Losses,
    /// Figures for the closing line.
    pub summary: Summary,
}

/// How much a client holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Methods of the client.
    pub operations: usize,
    /// Types of requests and answers.
    pub types: usize,
    /// How many fields, parameters and bodies have a type.
    pub fields: Fields,
}
