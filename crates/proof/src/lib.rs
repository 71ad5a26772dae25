//! Proves that a crate generated from any document matches the document: `cargo prove`.
//!
//! There are two proofs. In a round trip, sample values of every schema of the published document are decoded by the
//! generated type and encoded again, and must be unchanged. In the second proof, Prism serves the document and
//! validates the requests of each operation of the generated client. The client must decode Prism's responses. See
//! docs/truth.md.
//!
//! This is a tool for developers of the generator: no generated crate and no command for users depends on it.

pub mod client;
pub mod compare;
pub mod decoded;
pub mod folders;
pub mod pairs;
pub mod program;
pub mod prove;
pub mod report;
pub mod stubs;
pub mod subjects;
pub mod trips;
pub mod uses;
pub mod validation;
pub mod wire;
pub mod workspace;
