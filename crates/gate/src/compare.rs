//! How the files of a folder differ from the recorded ones.

use std::collections::BTreeSet;

use crate::lock::Digests;

/// How one path differs.
#[derive(Clone, Copy)]
pub(crate) enum Difference {
    /// It is recorded and does not exist.
    Missing,
    /// It has another digest.
    Changed,
    /// It is not recorded.
    Extra,
}

/// The paths that differ, sorted.
pub(crate) fn differences<'a>(
    recorded: &'a Digests,
    found: &'a Digests,
) -> impl Iterator<Item = (&'a str, Difference)> {
    let paths: BTreeSet<&String> = recorded.keys().chain(found.keys()).collect();
    paths.into_iter().filter_map(|path| match (recorded.get(path), found.get(path)) {
        (Some(digest), Some(other)) if digest == other => None,
        (Some(_), Some(_)) => Some((path.as_str(), Difference::Changed)),
        (Some(_), None) => Some((path.as_str(), Difference::Missing)),
        (None, _) => Some((path.as_str(), Difference::Extra)),
    })
}
