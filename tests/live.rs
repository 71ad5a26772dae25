//! The client of Unleash, and `moored whoami`, with a real server.
//!
//! `tests/live/run.sh` starts a server and sets its address in `MOORED_LIVE_UNLEASH_*`. Without these variables the
//! tests are skipped with a message; with `MOORED_REQUIRE_LIVE=1` they fail instead.

#![cfg(feature = "providers")]
#![expect(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "an unexpected result fails the test")]

#[path = "wire/calls.rs"]
#[expect(dead_code, reason = "only tests/wire.rs uses all of it")]
mod calls;
#[path = "wire/document.rs"]
#[expect(dead_code, reason = "only tests/wire.rs uses all of it")]
mod document;
#[path = "live/get_me.rs"]
mod get_me;
#[path = "wire/schema.rs"]
#[expect(dead_code, reason = "only tests/wire.rs uses all of it")]
mod schema;
#[path = "live/server.rs"]
mod server;
#[path = "wire/skip.rs"]
mod skip;
#[cfg(feature = "cli")]
#[path = "live/whoami.rs"]
mod whoami;
