//! Prism validates the requests of the clients. It reads the same documents and is independent of the generator.
//!
//! `tests/prism/install.sh` installs it. If it is not installed, the tests are skipped with a message; with
//! `MOORED_REQUIRE_PRISM=1` they fail instead.

#![cfg(feature = "providers")]
#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "an unexpected result fails the test"
)]

#[path = "wire/calls.rs"]
#[expect(dead_code, reason = "only tests/wire.rs uses all of it")]
mod calls;
#[path = "prism/controls.rs"]
mod controls;
#[path = "wire/document.rs"]
#[expect(dead_code, reason = "only tests/wire.rs uses all of it")]
mod document;
#[path = "prism/prism.rs"]
mod prism;
#[path = "wire/schema.rs"]
#[expect(dead_code, reason = "only tests/wire.rs uses all of it")]
mod schema;
#[path = "wire/skip.rs"]
mod skip;
#[path = "prism/validation.rs"]
mod validation;

mod providers {
    use crate::controls::Controls;

    include!(concat!(env!("OUT_DIR"), "/prism.rs"));

    pub(crate) static CONTROLS: &[Controls] = &include!(concat!(env!("OUT_DIR"), "/prism.all.rs"));
}
