//! The certificates of the provider, which are those of the runtime's tests. They are valid until 2126.

macro_rules! pem {
    ($file:literal) => {
        include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../crates/runtime/tests/runtime/tls/", $file))
    };
}

/// A certificate authority that nobody trusts.
pub(crate) const AUTHORITY: &[u8] = pem!("ca.pem");

/// A certificate of it for `localhost`, and its key.
pub(crate) const IDENTITY: &[u8] = pem!("identity.pem");
