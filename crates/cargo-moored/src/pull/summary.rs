//! What has changed in a text, in one line.

use std::collections::BTreeMap;

use similar::{ChangeTag, TextDiff};

use crate::{
    generator::{OperationCount, folder_of},
    upstream::Upstream,
};

/// `version 1 → 2, 40 → 41 operations, published.yaml +12 −3 lines`
///
/// What the change means to callers is what the comparison of the two documents finds.
pub(super) fn of(display: &str, old: &BTreeMap<String, String>, new: &Upstream) -> String {
    let mut parts = Vec::new();
    let file = new.provenance.file.get_ref().as_str();
    let count = |files: &BTreeMap<String, String>| OperationCount::of(folder_of(display, files, file));
    if let (Some(before), Some(after)) = (count(old), count(&new.specs)) {
        if let (Some(before), Some(after)) = (&before.document_version, &after.document_version)
            && before != after
        {
            parts.push(format!("version {before} → {after}"));
        }
        if before.operations != after.operations {
            parts.push(format!("{} → {} operations", before.operations, after.operations));
        }
    }
    let text = |files: &BTreeMap<String, String>| files.get(file).cloned().unwrap_or_default();
    let (before, after) = (text(old), text(&new.specs));
    if before != after {
        let diff = TextDiff::from_lines(&before, &after);
        let lines = |tag| diff.iter_all_changes().filter(|change| change.tag() == tag).count();
        parts.push(format!("{file} +{} −{} lines", lines(ChangeTag::Insert), lines(ChangeTag::Delete)));
    }
    parts.join(", ")
}
