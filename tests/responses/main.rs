//! The client of a document whose responses have several forms, or are left open: it is up to date with the generator,
//! and returns nothing that was not asked for.
//!
//! `UPDATE=1 cargo test --test responses` writes the client.

#![expect(clippy::expect_used, clippy::unwrap_used, reason = "this is test code throughout")]
#![expect(missing_docs, reason = "the client has the documentation of its document")]

/// The generated client.
#[rustfmt::skip]
pub mod client;
#[rustfmt::skip]
pub mod operations;
#[rustfmt::skip]
pub mod types;

pub use client::Client;

/// The folder of the document, below `tests`.
const FOLDER: &str = "responses";

mod calls;
#[path = "../requests/generated.rs"]
mod generated;
