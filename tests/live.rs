//! The clients, and `moored whoami`, with real servers.
//!
//! `specs/<provider>/tests/live/run.sh` starts a server and sets its address in environment variables. Without these
//! variables the tests are skipped with a message; with `MOORED_REQUIRE_LIVE=1` they fail instead.

#![cfg(feature = "providers")]
#![expect(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "an unexpected result fails the test")]

#[path = "wire/calls.rs"]
#[expect(dead_code, reason = "only tests/wire.rs uses all of it")]
mod calls;
#[path = "wire/document.rs"]
#[expect(dead_code, reason = "only tests/wire.rs uses all of it")]
mod document;
#[path = "wire/schema.rs"]
#[expect(dead_code, reason = "only tests/wire.rs uses all of it")]
mod schema;
#[path = "wire/skip.rs"]
mod skip;

mod providers {
    include!(concat!(env!("OUT_DIR"), "/live.rs"));
}
