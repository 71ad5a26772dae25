//! SHA-256 digests, as locks and `source.toml` write them.

use sha2::{Digest as _, Sha256};

/// The SHA-256 of `bytes` in lower case hexadecimal.
#[must_use]
pub fn digest(bytes: impl AsRef<[u8]>) -> String {
    format!("{:x}", Sha256::digest(bytes))
}
