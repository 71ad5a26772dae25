//! Signatures, as providers ask for them and as they sign themselves.

use hmac::{Hmac, Mac as _};
use sha2::Sha256;

/// The HMAC with SHA-256 of method, path with query, key header and body, in hexadecimal.
pub fn signature(secret: &str, method: &str, target: &str, key: &str, body: &[u8]) -> String {
    let parts = [method.as_bytes(), b"\n", target.as_bytes(), b"\n", key.as_bytes(), b"\n", body];
    hex(&hmac_sha256(secret.as_bytes(), &parts))
}

/// The HMAC with SHA-256 of all parts, one after the other.
pub fn hmac_sha256(secret: &[u8], parts: &[&[u8]]) -> Vec<u8> {
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(secret) else { return Vec::new() };
    parts.iter().for_each(|part| mac.update(part));
    mac.finalize().into_bytes().to_vec()
}

/// `bytes` in hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
