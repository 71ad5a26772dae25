//! Reads `inputs.lock` line by line. It supports only what `crates/codegen/src/lock.rs` writes.

use std::collections::BTreeMap;

use crate::sha256;

/// Digests by path.
pub(crate) type Digests = BTreeMap<String, String>;

/// What the last run recorded.
pub(crate) struct Lock {
    /// The folder of the crate in its workspace; `None` for a crate that has no workspace.
    pub(crate) folder: Option<String>,
    /// The folder of its documents in the workspace.
    pub(crate) specs: Option<String>,
    /// The command of the workspace that writes clients.
    pub(crate) command: Option<String>,
    pub(crate) inputs: Digests,
    pub(crate) outputs: Digests,
    /// The digests of the locks of the vendored crates, by the folders of these.
    pub(crate) vendored: Digests,
}

/// `None` if moored did not write the text or if it was changed.
pub(crate) fn parse(text: &str) -> Option<Lock> {
    let (above, own) = text.split_once("[self]\n")?;
    if own != format!("digest = \"{}\"\n", sha256::hex(above.as_bytes())) {
        return None;
    }
    let (head, rest) = above.split_once("[inputs]\n")?;
    let (inputs, rest) = rest.split_once("[outputs]\n")?;
    let (outputs, vendored) = rest.split_once("[vendored]\n").unwrap_or((rest, ""));
    Some(Lock {
        folder: value(head, "folder"),
        specs: value(head, "specs"),
        command: value(head, "command"),
        inputs: entries(inputs)?,
        outputs: entries(outputs)?,
        vendored: entries(vendored)?,
    })
}

/// The value of a key in the first lines of a lock, which may have been changed.
pub(crate) fn value(text: &str, key: &str) -> Option<String> {
    let head = text.lines().take_while(|line| !line.starts_with('['));
    unescape(head.filter_map(|line| line.strip_prefix(key)?.strip_prefix(" = \"")?.strip_suffix('"')).next()?)
}

/// Lines of `"path" = "digest"`.
fn entries(section: &str) -> Option<Digests> {
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
