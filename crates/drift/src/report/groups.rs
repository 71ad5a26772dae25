//! Findings by the operations that they affect.

use super::Entry;

/// Findings that affect the same operations.
pub(super) struct Group<'a> {
    pub(super) operations: &'a [String],
    pub(super) entries: Vec<&'a Entry>,
}

/// The groups of `entries`, in the order of their first findings.
pub(super) fn of<'a>(entries: &[&'a Entry]) -> Vec<Group<'a>> {
    let mut groups: Vec<Group<'a>> = Vec::new();
    for entry in entries {
        let operations = entry.change.operations.as_slice();
        match groups.iter_mut().find(|group| group.operations == operations) {
            Some(group) => group.entries.push(entry),
            None => groups.push(Group { operations, entries: vec![entry] }),
        }
    }
    groups
}

/// `GET /pets, POST /pets and 3 more`; `None` for an empty list.
pub(super) fn listed<'a>(names: impl IntoIterator<Item = &'a str>, shown: usize) -> Option<String> {
    let names: Vec<&str> = names.into_iter().collect();
    let first = names.iter().take(shown).copied().collect::<Vec<_>>().join(", ");
    match names.len() {
        0 => None,
        all if all > shown => Some(format!("{first} and {} more", all - shown)),
        _ => Some(first),
    }
}
