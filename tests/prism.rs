//! Prism as a judge: it reads the same documents, knows nothing of the generator, and finds no fault with the clients.
//!
//! `tests/prism/install.sh` installs it. Where it is missing these tests skip loudly; `MOORED_REQUIRE_PRISM=1` fails instead.

#![cfg(feature = "providers")]
#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "this is test code throughout, and a surprise is a failed test"
)]

#[path = "wire/calls.rs"]
#[expect(dead_code, reason = "tests/wire.rs needs more of it")]
mod calls;
#[path = "prism/controls.rs"]
mod controls;
#[path = "wire/document.rs"]
#[expect(dead_code, reason = "tests/wire.rs needs more of it")]
mod document;
#[path = "prism/judge.rs"]
mod judge;
#[path = "prism/prism.rs"]
mod prism;
#[path = "wire/schema.rs"]
#[expect(dead_code, reason = "tests/wire.rs needs more of it")]
mod schema;
#[path = "wire/skip.rs"]
mod skip;
