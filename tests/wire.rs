//! The generated clients against mock servers: the requests they send, and how they handle the responses.
//!
//! The expected values come from `specs/*/openapi.yaml` and the captures beside them, or are written by hand.

#![cfg(feature = "providers")]
#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "an unexpected result fails the test"
)]

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
#[path = "wire/responses.rs"]
mod responses;
#[path = "wire/schema.rs"]
mod schema;
#[path = "wire/secrecy.rs"]
mod secrecy;
#[path = "wire/server.rs"]
mod server;

mod providers {
    include!(concat!(env!("OUT_DIR"), "/wire.rs"));
}
