//! The generated clients against the wire: what they send, and what they make of what comes back.
//!
//! What is right is read from `specs/*/openapi.yaml`, from `tests/captures/`, or written here by hand.

#![cfg(feature = "providers")]
#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "this is test code throughout, and a surprise is a failed test"
)]

#[path = "wire/answers.rs"]
mod answers;
#[path = "wire/bodies.rs"]
mod bodies;
#[path = "wire/calls.rs"]
mod calls;
#[path = "wire/connections.rs"]
mod connections;
#[path = "wire/document.rs"]
mod document;
#[path = "wire/examples.rs"]
mod examples;
#[path = "wire/lenience.rs"]
mod lenience;
#[path = "wire/redirects.rs"]
mod redirects;
#[path = "wire/requests.rs"]
mod requests;
#[path = "wire/schema.rs"]
mod schema;
#[path = "wire/secrecy.rs"]
mod secrecy;
#[path = "wire/server.rs"]
mod server;
