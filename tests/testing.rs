//! Callers of the generated clients, tested with fake providers: without a socket, an address or a credential.
//!
//! The caller is this crate: `moored whoami` reads an [`Identity`](moored::Identity) from a response, and distinguishes
//! its errors. `specs/*/tests/testing.rs` have what each provider responds.

#![cfg(all(feature = "providers", feature = "testing"))]
#![expect(clippy::unwrap_used, reason = "an unexpected result fails the test")]

use std::fmt::Debug;

use moored::{Whoami, WhoamiError};
use moored_runtime::testing::{self, FakeProvider, FakeResponse};
use moored_runtime::{Call, Client, SendErrorKind};

mod providers {
    include!(concat!(env!("OUT_DIR"), "/testing.rs"));
}

/// What the caller makes of each way in which the call `O` can fail: through a client, and without one.
async fn failures<C, O>()
where
    C: Whoami + Client,
    O: Call<Body: Debug, Error: Debug + Send + Sync + 'static>,
{
    let fake = FakeProvider::new();
    fake.on::<O>()
        .fails(SendErrorKind::Connect)
        .fails(SendErrorKind::Timeout)
        .responds_with(FakeResponse::new(200).json(&"an").interrupted())
        .responds_with(FakeResponse::new(401).text("who?"))
        .responds_with(FakeResponse::new(503).header("retry-after", 30))
        .responds_with(FakeResponse::new(200).text("<html>"));
    let client: C = fake.client();
    let mut found = Vec::new();
    for _ in 0..6 {
        found.push(name(&client.whoami().await.unwrap_err()));
    }
    assert_eq!(found, ["unreachable", "timed out", "unreachable", "rejected", "unexpected status", "undecodable"]);
    assert_eq!(fake.calls::<O>().len(), 6);

    let errors = [
        testing::transport_error::<O>(SendErrorKind::Connect),
        testing::transport_error::<O>(SendErrorKind::Timeout),
        FakeResponse::new(403).decode::<O>().unwrap_err(),
        FakeResponse::new(418).decode::<O>().unwrap_err(),
        FakeResponse::new(200).text("<html>").decode::<O>().unwrap_err(),
    ];
    let found = errors.map(|error| name(&error.into()));
    assert_eq!(found, ["unreachable", "timed out", "rejected", "unexpected status", "undecodable"]);
}

fn name(error: &WhoamiError) -> &'static str {
    match error {
        WhoamiError::Unreachable { .. } => "unreachable",
        WhoamiError::TimedOut { .. } => "timed out",
        WhoamiError::Rejected { .. } => "rejected",
        WhoamiError::UnexpectedStatus { .. } => "unexpected status",
        WhoamiError::Undecodable { .. } => "undecodable",
        _ => "another",
    }
}
