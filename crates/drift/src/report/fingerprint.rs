//! What identifies a finding in each comparison of the same two versions.

use moored_document::digest::digest;
use serde_json::json;

use crate::Change;

/// Hexadecimal digits. Two of a million findings have the same fingerprint with a probability of one to 30 millions.
const LENGTH: usize = 16;

/// By rule, operations, element, and old and new value. A change without values has those of its signature. Neither
/// messages nor locations are part of it: another version of the generator, or another line, is no other finding.
pub(super) fn of(change: &Change) -> String {
    let values = match (&change.before, &change.after, &change.signature) {
        (None, None, Some((old, new))) => (Some(old), Some(new)),
        (before, after, _) => (before.as_ref(), after.as_ref()),
    };
    let parts =
        json!([change.rule.id, change.operations, change.element, change.direction, values.0, values.1]).to_string();
    digest(parts).chars().take(LENGTH).collect()
}
