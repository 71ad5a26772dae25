//! Reads `inputs.lock` line by line. It supports only what `crates/codegen/src/lock.rs` writes.

use std::collections::BTreeMap;

use crate::sha256;

/// The digests by path.
pub(crate) struct Lock {
    pub(crate) inputs: BTreeMap<String, String>,
    pub(crate) outputs: BTreeMap<String, String>,
}

/// `None` if codegen did not write the text or if it was changed.
pub(crate) fn parse(text: &str) -> Option<Lock> {
    let (above, own) = text.split_once("[self]\n")?;
    if own != format!("digest = \"{}\"\n", sha256::hex(above.as_bytes())) {
        return None;
    }
    let (inputs, outputs) = above.split_once("[inputs]\n")?.1.split_once("[outputs]\n")?;
    Some(Lock { inputs: entries(inputs)?, outputs: entries(outputs)? })
}

/// Lines of `"path" = "digest"`.
fn entries(section: &str) -> Option<BTreeMap<String, String>> {
    let entry = |line: &str| {
        let (path, digest) = line.strip_prefix('"')?.strip_suffix('"')?.rsplit_once("\" = \"")?;
        Some((unescape(path)?, digest.to_owned()))
    };
    section.lines().map(entry).collect()
}

/// Resolves the escapes of TOML that the writer uses.
fn unescape(escaped: &str) -> Option<String> {
    let mut parts = escaped.split('\\');
    let mut path = parts.next()?.to_owned();
    while let Some(part) = parts.next() {
        if let Some(quote) = part.strip_prefix('"') {
            path.extend(["\"", quote]);
        } else if let Some(code) = part.strip_prefix('u') {
            path.push(char::from_u32(u32::from_str_radix(code.get(..4)?, 16).ok()?)?);
            path.push_str(code.get(4..)?);
        } else if part.is_empty() {
            path.extend(["\\", parts.next()?]);
        } else {
            return None;
        }
    }
    Some(path)
}
