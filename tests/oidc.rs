//! Clients that fetch tokens from a real OAuth 2 server, oidc-provider, which knows nothing of them.
//!
//! `tests/oidc/install.sh` installs it. Where it is missing these tests skip loudly; `MOORED_REQUIRE_OIDC=1` fails instead.

#![cfg(feature = "providers")]
#![expect(clippy::expect_used, clippy::panic, reason = "this is test code throughout, and a surprise is a failed test")]

#[path = "oidc/refresh.rs"]
mod refresh;
#[path = "oidc/server.rs"]
mod server;
#[path = "wire/skip.rs"]
mod skip;
#[path = "oidc/tokens.rs"]
mod tokens;
