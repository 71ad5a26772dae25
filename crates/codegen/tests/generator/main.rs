//! The generator from a folder of texts to the files of a crate.
//!
//! One binary: each is linked with the whole generator, which takes longer than to compile its tests. `cargo test -p
//! moored-codegen --test generator hostile` runs one module. What is generated and compiled has a binary of its own,
//! `goldens`, so that it does not keep this one from being built.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "this is test code throughout, and whatever is unexpected is a failed test"
)]

mod bounds;
mod breaches;
mod check;
mod choices;
mod client_json;
mod constructors;
mod credentials;
mod dependencies;
mod determinism;
mod directions;
mod enums;
mod examples;
mod fields;
mod findings;
mod golden_files;
mod groups;
mod hostile;
mod losses;
mod messages;
mod missing_members;
mod mutations;
mod names;
mod packaging;
mod pages;
mod paths;
mod responses;
mod rules;
mod servers;
mod shared;
mod structs;
mod stubs;
mod type_uses;
mod unknown_fields;
mod upgrade;
mod webhooks;
