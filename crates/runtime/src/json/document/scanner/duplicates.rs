//! Members with the same name: the last one counts, as in JavaScript, Python and Go.

use std::borrow::Cow;
use std::collections::HashSet;

use crate::json::document::{Entry, Kind};

/// Up to this many members are compared with each other, which needs no memory.
const MOST_COMPARED: usize = 16;

/// Marks the names of members of the ended `object` that a later member of the same name replaces.
pub(super) fn mark(entries: &mut [Entry], text: &[u8], object: usize) {
    let Some(&Entry { next, .. }) = entries.get(object) else { return };
    let mut names: Vec<(usize, Cow<'_, [u8]>)> = Vec::new();
    let mut at = object.saturating_add(1);
    while at < next as usize {
        let Some(entry) = entries.get(at) else { break };
        names.push((at, name(entry, text)));
        // The value is the entry after the name.
        let Some(value) = entries.get(at.saturating_add(1)) else { break };
        at = value.next as usize;
    }
    let mut replaced: Vec<usize> = Vec::new();
    if names.len() <= MOST_COMPARED {
        let mut rest = names.as_slice();
        while let Some(((at, name), later)) = rest.split_first() {
            if later.iter().any(|(_, other)| other == name) {
                replaced.push(*at);
            }
            rest = later;
        }
    } else {
        // The hasher of std has a random seed, so a provider cannot choose names that collide.
        let mut later = HashSet::with_capacity(names.len());
        replaced.extend(names.iter().rev().filter(|(_, name)| !later.insert(name)).map(|(at, _)| *at));
    }
    for at in replaced {
        if let Some(entry) = entries.get_mut(at) {
            entry.kind = Kind::ReplacedKey;
        }
    }
}

/// The content of a name. Two names with different escapes may be equal.
fn name<'a>(entry: &Entry, text: &'a [u8]) -> Cow<'a, [u8]> {
    let quoted = text.get(entry.start as usize..entry.end as usize).unwrap_or_default();
    let decoded = match entry.kind {
        Kind::EscapedKey => serde_json::from_slice::<String>(quoted).ok(),
        _ => None,
    };
    match decoded {
        Some(decoded) => Cow::Owned(format!("\"{decoded}\"").into_bytes()),
        None => Cow::Borrowed(quoted),
    }
}
