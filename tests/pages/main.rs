//! Lists of a thousand items in each style of pages, from one local server: with failures in the middle, loops, empty
//! pages, pages that shrink, saved positions, and addresses of other hosts.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "this is test code throughout"
)]
#![expect(unreachable_pub, reason = "the types of a call are public, like those of a generated client")]

mod addresses;
mod calls;
mod ends;
mod errors;
mod loops;
mod options;
mod positions;
mod server;
mod styles;

use moored_runtime::{ClientBuilder, Core, Credential, Retries};

/// The key of the client.
const KEY: &str = "swordfish";

/// A client of the API at `address`, without retries.
fn client(address: &str) -> Core {
    builder(address).build().unwrap()
}

fn builder(address: &str) -> ClientBuilder {
    Core::builder(None)
        .base_address(address)
        .credential(Credential::header("key", "x-key", KEY))
        .retries(Retries::off())
}
