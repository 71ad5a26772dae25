//! A signature of a request, as providers ask for: over the whole of it.

use hmac::{Hmac, Mac as _};
use sha2::Sha256;

/// The HMAC with SHA-256 of method, path with query, key header and body, in hexadecimal.
pub fn signature(secret: &str, method: &str, target: &str, key: &str, body: &[u8]) -> String {
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(secret.as_bytes()) else { return String::new() };
    for part in [method.as_bytes(), b"\n", target.as_bytes(), b"\n", key.as_bytes(), b"\n", body] {
        mac.update(part);
    }
    mac.finalize().into_bytes().iter().map(|byte| format!("{byte:02x}")).collect()
}
