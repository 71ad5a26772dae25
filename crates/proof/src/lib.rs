//! Proofs of what a generated crate says, from any document: `cargo prove`.
//!
//! Two of them. The round trip: sample values of every schema, made from the document as it was published, are decoded by the generated type and
//! encoded again, and must be what they were. And the wire: Prism, serving the document, judges what each operation of the generated client sends, and
//! what it answers must decode. See docs/truth.md.
//!
//! A tool for whoever works on the generator: no generated crate and no command that users run depends on it.

pub mod client;
pub mod compare;
pub mod judge;
pub mod program;
pub mod prove;
pub mod report;
pub mod samples;
pub mod subjects;
pub mod trips;
pub mod wire;
pub mod workspace;
