//! What a user of a generated client notices of the runtime: JSON, bytes on the wire, errors.
#![expect(clippy::panic, clippy::unwrap_used, reason = "a test that cannot go on should fail where it stands")]

mod answers;
mod base_address;
mod credentials;
mod errors;
mod objects;
mod parameters;
mod redirects;
mod secrecy;
mod support;
mod transport;
mod values;
mod wire;
