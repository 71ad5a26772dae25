//! Testing code that calls a client: a provider in the process of the test, and responses and errors without one. With
//! the feature `testing`.
//!
//! - [`FakeProvider`] is a [`Transport`](crate::Transport) that sends nothing. A test states which requests it expects
//!   and what they get, and verifies that these are the requests that were sent.
//! - [`response`], [`error_response`], [`FakeResponse::decode`] and the functions for the other variants of
//!   [`Error`](crate::Error) make what a call returns, for code that takes it.
//! - [`Recorder`] writes what a client and a real provider exchange to a file, and [`Replay`] responds with it.
//!
//! All of it is for tests: what cannot be done is a panic with a message, and not an error. Time is that of tokio, so
//! with `#[tokio::test(start_paused = true)]` no test waits for a retry, a timeout or a slow response.

#![expect(clippy::panic, reason = "a test that cannot go on should fail where it stands")]

mod difference;
mod documented;
mod expectation;
mod outcomes;
mod provider;
mod received;
mod response;
mod script;
mod shown;
mod stubs;

#[doc(hidden)]
pub use documented::serialize_bytes;
pub use expectation::Expectation;
pub use outcomes::{error_response, missing_credential, response, token_error, transport_error};
pub use provider::FakeProvider;
pub use received::ReceivedRequest;
pub use response::FakeResponse;

pub use crate::recording::{Recorder, Replay, ReplayError};
pub use crate::stubs::{HasStubs, Stubs};
