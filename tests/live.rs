//! The client of Unleash, and `moored whoami`, against a real server.
//!
//! `tests/live/run.sh` starts one, and says in `MOORED_LIVE_UNLEASH_*` where it is. Without it these tests skip loudly;
//! `MOORED_REQUIRE_LIVE=1` fails instead.

#![cfg(feature = "providers")]
#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "this is test code throughout, and a surprise is a failed test"
)]

#[path = "wire/calls.rs"]
#[expect(dead_code, reason = "tests/wire.rs needs more of it")]
mod calls;
#[path = "wire/document.rs"]
#[expect(dead_code, reason = "tests/wire.rs needs more of it")]
mod document;
#[path = "live/get_me.rs"]
mod get_me;
#[path = "wire/schema.rs"]
#[expect(dead_code, reason = "tests/wire.rs needs more of it")]
mod schema;
#[path = "live/server.rs"]
mod server;
#[path = "wire/skip.rs"]
mod skip;
#[cfg(feature = "cli")]
#[path = "live/whoami.rs"]
mod whoami;
