//! The conformance table: what a client does with a provider, as named checks.
//!
//! [`Provider`] is a server with real sockets. It knows no client, and `openapi.yaml` describes it. A [`Check`] sets up
//! what the provider responds, asks a client to do something ([`Action`]), and decides by what the provider received
//! ([`Seen`]) and what the client returned ([`Reply`] or [`Failure`]). Two clients stand behind the trait [`Subject`]:
//! [`Moored`], generated from `openapi.yaml`, and [`Naive`], written by hand with reqwest, as most would at first.
//!
//! `cargo conformance` runs all checks for both and writes `docs/conformance.md`.

#![expect(missing_docs, reason = "no other crate uses this one; what needs an explanation has it")]
#![expect(clippy::result_large_err, reason = "a check returns one failure at most")]

mod action;
mod certificates;
mod check;
mod checks;
mod delivery;
mod lab;
mod moored;
mod naive;
mod network;
mod provider;
mod run;
mod signature;
mod subject;
mod table;
mod verdict;

pub use action::{
    Access, Action, Certificates, Login, Middleware, Options, PageStyle, Protocol, Search, Setup, Upload, Walk,
};
pub use check::Check;
pub use checks::all;
pub use delivery::{Delivery, Scheme};
pub use lab::Lab;
pub use moored::Moored;
pub use naive::Naive;
pub use network::{FakeReply, Network};
pub use provider::{Origin, Piece, Provider, Reaction, Seen};
pub use run::{Outcomes, run};
pub use signature::{hex, hmac_sha256, signature};
pub use subject::{Client, Failure, Kind, Outcome, Pending, Reply, Subject};
pub use table::page;
pub use verdict::{Deviation, Verdict};
