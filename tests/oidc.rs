//! The clients obtain access tokens from a real OAuth 2 server, oidc-provider.
//!
//! `tests/oidc/install.sh` installs it. If it is not installed, the tests are skipped with a message; with
//! `MOORED_REQUIRE_OIDC=1` they fail instead.

#![cfg(feature = "providers")]
#![expect(clippy::expect_used, clippy::panic, reason = "an unexpected result fails the test")]

#[path = "oidc/server.rs"]
mod server;
#[path = "wire/skip.rs"]
mod skip;

mod providers {
    include!(concat!(env!("OUT_DIR"), "/oidc.rs"));
}
