//! Twenty thousand calls, 64 at a time, to a provider that misbehaves in every known way: `specs/*/tests/soak.rs`.
//!
//! The test checks that no result is wrong, no call that is not idempotent is sent twice, no more tokens are requested
//! than are invalidated, nothing is sent to another origin, each attempt is signed once by middleware, and memory usage
//! does not grow. A transport without a socket responds to as many calls. Walks of a list, which go on where they have
//! failed, yield each item once.
//!
//! ```sh
//! cargo test --test soak -- --nocapture      # prints the figures
//! MOORED_SOAK_CALLS=200000 cargo test …    # longer
//! ```

#![cfg(feature = "providers")]
#![expect(clippy::unwrap_used, reason = "an unexpected result fails the test")]

mod providers {
    include!(concat!(env!("OUT_DIR"), "/soak.rs"));
}
