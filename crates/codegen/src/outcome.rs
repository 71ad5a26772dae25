//! The outcome of a run of the generator.

use moored_document::{compose::Composed, document::Document, finding::Findings};
use moored_model::{
    api::{Api, Fields},
    losses::Losses,
    pins::Pins,
};
use serde_json::Value;

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

/// A document and the model of its client, before any Rust is generated.
#[derive(Clone, Debug)]
pub struct Model {
    /// The document after all passes.
    pub document: Document,
    /// The document before all passes.
    pub published: Value,
    /// The model of the client.
    pub api: Api,
    /// The names for the next version of the document.
    pub names: Pins,
}
